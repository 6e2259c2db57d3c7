"""Reports made elsewhere, read from the files they come in."""
