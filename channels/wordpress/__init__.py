"""A WordPress as it is installed everywhere: no plugin, over its REST interface."""
