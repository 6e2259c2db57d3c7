"""The WeChat door beside other ways to build one: peers, load, and who waits how long."""
