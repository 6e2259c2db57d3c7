"""Take past years into the log from a spreadsheet: nothing before all rows are good, or the bad ones are left out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.bad_rows import refuse_bad_rows
from bot.actions.errors import CannotDo, WrongUse
from bot.actions.rights import Right, require
from content.headed import RowFault
from content.history import History, Past, read_history
from content.store.store import Work
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Imported:
    """`count` rows went into the log; `left_out` were bad and left out as asked."""

    history: History
    count: int
    left_out: tuple[RowFault, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """What importing a file would do: `faults` keep their rows out; `rows` would go into the log."""

    history: History
    rows: tuple[Past, ...]
    faults: tuple[RowFault, ...]


def try_history(app: "App", by: str, path: Path, *, now: datetime) -> Tried:
    """Nothing is written down."""
    history = _read(app, by, path, now)
    with app.store.read() as work:
        faults = _faults(work, history)
    left_out = {fault.line for fault in faults}
    whole = 0 in left_out
    return Tried(history, () if whole else tuple(row for row in history.rows if row.line not in left_out), faults)


def import_history(
    app: "App",
    by: str,
    path: Path,
    *,
    digest: str = "",
    leave_out: bool = False,
    progress: Callable[[int], None] | None = None,
    now: datetime,
) -> Imported:
    """Raises CannotDo naming every bad row with its line. The same file twice adds nothing.

    `digest`: SHA-256 of the file that was tried before; another one is not taken.
    """
    history = _read(app, by, path, now)
    if digest not in ("", history.sha256):
        raise CannotDo(f"{path.name} 不是刚才试导入的那个文件，没有导入。请重新上传，再看一遍结果。")
    with app.store.write() as work:
        faults = _faults(work, history)
        refuse_bad_rows(path, faults, leave_out=leave_out)
        count = work.imports.take(history, by, progress)
    return Imported(history, count, faults)


def _read(app: "App", by: str, path: Path, now: datetime) -> History:
    with app.store.read() as work:
        require(work, by, Right.IMPORT)
    if not path.is_file():
        raise WrongUse(f"找不到文件 {path}。")
    return read_history(path.name, path.read_bytes(), app.settings.media, day_of(now))


def _faults(work: Work, history: History) -> tuple[RowFault, ...]:
    return tuple(sorted([*history.faults, *work.imports.faults(history)], key=lambda fault: fault.line))
