"""What goes into the cells of a table for a spreadsheet program."""

from typing import Any
from unicodedata import normalize

BEGINNINGS = frozenset("=+-@")


def safe(value: Any) -> Any:
    """A cell that begins like a formula must not become one: wide signs and blanks before them count as well."""
    return f"'{value}" if isinstance(value, str) and normalize("NFKC", value).lstrip()[:1] in BEGINNINGS else value
