"""What goes into the cells of a table for a spreadsheet program."""

from typing import Any
from unicodedata import normalize

from content.text import NOT_TEXT

BEGINNINGS = frozenset("=+-@")


def safe(value: Any) -> Any:
    """A cell that begins like a formula must not become one: wide signs and blanks before them count as well.

    Signs that no workbook can hold are left out.
    """
    if not isinstance(value, str):
        return value
    text = NOT_TEXT.sub("", value)
    return f"'{text}" if normalize("NFKC", text).lstrip()[:1] in BEGINNINGS else text
