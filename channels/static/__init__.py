"""The office's own website: a folder of HTML that any web server can serve. See README.md."""
