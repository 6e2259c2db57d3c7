"""Take applications from before this system into the register: all rows are good, bad ones are left out, or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.bad_rows import refuse_bad_rows
from bot.actions.rights import Right, require
from content.headed import RowFault
from content.registers.application_file import read_applications
from content.store.application_import import Registered
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App


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
        known = work.application_import.faults(file.rows)
        faults = sorted([*file.faults, *known], key=lambda fault: fault.line)
        refuse_bad_rows(path, faults, leave_out=leave_out)
        bad = {fault.line for fault in faults}
        rows = [row for row in file.rows if row.line not in bad]
        numbering = app.settings.office.application_numbering
        done = work.application_import.take(file, rows, numbering, by=by, progress=progress, now=now)
    return ImportedApplications(done, tuple(faults), file.ignored)
