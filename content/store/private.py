"""A database's own file: telephones and document numbers stand in it, and nobody else of the machine reads them."""

import os
from contextlib import suppress
from pathlib import Path


def make_private(file: Path) -> None:
    """Make the file, empty and for its owner only, and its folder, unless they are there.

    Others may pass through that folder, where the website's may lie, and not look into it. What SQLite lays beside the
    file has the file's mode.
    """
    file.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
    with suppress(OSError):  # there already, or the database itself says why it cannot be opened
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
