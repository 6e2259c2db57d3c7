"""The demo: the whole way on one machine, through the same actions as every door; the platforms are the sandboxes."""
