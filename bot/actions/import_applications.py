"""Take applications from before this system into the register: all rows are good, bad ones are left out, or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo
from bot.actions.rights import Right, require
from content.headed import RowFault
from content.problems import Problem
from content.registers.application_file import File, read_applications
from content.store.application_import import Registered
from content.store.store import Work
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App

SHOWN = 1000
"""Faults told; of a file that is wrong throughout, more help nobody."""


@dataclass(frozen=True, slots=True)
class ImportedApplications:
    """`left_out` were bad, or in the register already, and left out as asked."""

    registered: Registered
    left_out: tuple[RowFault, ...]
    ignored: tuple[str, ...]


def import_applications(
    app: "App",
    by: str,
    path: Path,
    *,
    leave_out: bool = False,
    progress: Callable[[int], None] | None = None,
    now: datetime,
) -> ImportedApplications:
    """Raises CannotDo naming every bad row with its line. The same file twice adds nothing."""
    with app.store.read() as work:
        require(work, by, Right.APPLICATIONS)
        calendar = work.holidays.calendar()
    file = read_applications(path.name, path.read_bytes(), day_of(now), calendar)
    with app.store.write() as work:
        work.log.lock()  # in the order of `receive`, which has it before a number is drawn
        faults = _faults(work, file)
        if faults and not (leave_out and all(fault.line for fault in faults)):
            raise CannotDo(_refusal(path, faults), [_problem(fault) for fault in faults[:SHOWN]])
        bad = {fault.line for fault in faults}
        rows = [row for row in file.rows if row.line not in bad]
        numbering = app.settings.office.application_numbering
        done = work.application_import.take(file, rows, numbering, by=by, progress=progress, now=now)
    return ImportedApplications(done, tuple(faults), file.ignored)


def _faults(work: Work, file: File) -> list[RowFault]:
    return sorted([*file.faults, *work.application_import.faults(file.rows)], key=lambda fault: fault.line)


def _refusal(path: Path, faults: Sequence[RowFault]) -> str:
    if not all(fault.line for fault in faults):
        return f"{path.name} 不能导入。"
    more = f"，下面列出前 {SHOWN} 处" if len(faults) > SHOWN else ""
    return f"{path.name} 有 {len(faults)} 处不能导入{more}，什么也没有导入。改好后再来，或用 --leave-out 略过这些行。"


def _problem(fault: RowFault) -> Problem:
    return Problem("bad_row", "", fault.says, blocks=True, where=f"第 {fault.line} 行" if fault.line else "")
