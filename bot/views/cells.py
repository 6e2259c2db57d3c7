"""What goes into the cells of a table for a spreadsheet program."""

from typing import Any

from content.cells import guarded
from content.text import NOT_TEXT


def safe(value: Any) -> Any:
    """A cell that begins like a formula must not become one; signs that no workbook can hold are left out."""
    if not isinstance(value, str):
        return value
    return guarded(NOT_TEXT.sub("", value))
