"""Take past years into the log from a spreadsheet: nothing before all rows are good, or the bad ones are left out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.bad_rows import refuse_bad_rows
from bot.actions.errors import WrongUse
from bot.actions.rights import Right, require
from content.headed import RowFault
from content.history import History, read_history
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Imported:
    """`count` rows went into the log; `left_out` were bad and left out as asked."""

    history: History
    count: int
    left_out: tuple[RowFault, ...]


def import_history(
    app: "App",
    by: str,
    path: Path,
    *,
    leave_out: bool = False,
    progress: Callable[[int], None] | None = None,
    now: datetime,
) -> Imported:
    """Raises CannotDo naming every bad row with its line. The same file twice adds nothing."""
    with app.store.read() as work:
        require(work, by, Right.IMPORT)
    if not path.is_file():
        raise WrongUse(f"找不到文件 {path}。")
    history = read_history(path.name, path.read_bytes(), app.settings.media, day_of(now))
    with app.store.write() as work:
        faults = sorted([*history.faults, *work.imports.faults(history)], key=lambda fault: fault.line)
        refuse_bad_rows(path, faults, leave_out=leave_out)
        count = work.imports.take(history, by, progress)
    return Imported(history, count, tuple(faults))
