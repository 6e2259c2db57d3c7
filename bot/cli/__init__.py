"""The command line (命令行): one module per topic; each command imports what it needs only when it runs."""
