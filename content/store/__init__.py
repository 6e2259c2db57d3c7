"""The only package that opens a database session: one module per subject."""
