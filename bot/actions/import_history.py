"""Take past years into the log from a spreadsheet: nothing before all rows are good, or the bad ones are left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.rights import Right, require
from content.history import History, RowFault, read_history
from content.problems import Problem
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
        whole = [fault for fault in faults if not fault.line]
        if whole or (faults and not leave_out):
            raise CannotDo(_refusal(path, faults), [_problem(fault) for fault in faults])
        count = work.imports.take(history, by, progress)
    return Imported(history, count, tuple(faults))


def _refusal(path: Path, faults: Sequence[RowFault]) -> str:
    if not all(fault.line for fault in faults):
        return f"{path.name} 不能导入。"
    return f"{path.name} 有 {len(faults)} 处不能导入，什么也没有导入。改好后再来，或用 --leave-out 略过这些行。"


def _problem(fault: RowFault) -> Problem:
    where = f"第 {fault.line} 行" if fault.line else ""
    return Problem("bad_row", "", fault.says, blocks=True, where=where)
