"""A file written for a person: never in place of one that is there, and for nobody else of the machine to read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.actions.errors import CannotDo


@contextmanager
def new_file(file: Path) -> Iterator[None]:
    """It is there, empty, inside the block, and gone again when the block fails. Raises CannotDo, OSError."""
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise CannotDo(f"已经有 {file}，没有写，以免盖掉它。请换一个文件名，或先把它移走。") from None
    try:
        yield
    except BaseException:
        file.unlink(missing_ok=True)
        raise
