"""Take applications from before this system into the register: all rows are good, bad ones are left out, or nothing."""

from collections.abc import Callable, Sequence
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


@dataclass(frozen=True, slots=True)
class TriedApplications:
    """What importing a file would do: `count` rows are good, `faults` name the others, in order."""

    count: int
    faults: tuple[RowFault, ...]
    ignored: tuple[str, ...]

    @property
    def is_whole_bad(self) -> bool:
        """Something is wrong with the file itself: no row can be taken."""
        return any(not fault.line for fault in self.faults)


def try_applications(app: "App", by: str, path: Path, *, now: datetime) -> TriedApplications:
    """Nothing is registered."""
    with app.store.read() as work:
        require(work, by, Right.APPLICATIONS)
        file = read_applications(path.name, path.read_bytes(), day_of(now), work.holidays.calendar())
        faults = _in_order(file.faults, work.application_import.faults(file.rows))
    bad = {fault.line for fault in faults}
    return TriedApplications(sum(row.line not in bad for row in file.rows), faults, file.ignored)


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
        faults = _in_order(file.faults, known)
        refuse_bad_rows(path, faults, leave_out=leave_out)
        bad = {fault.line for fault in faults}
        rows = [row for row in file.rows if row.line not in bad]
        numbering = app.settings.office.application_numbering
        done = work.application_import.take(file, rows, numbering, by=by, progress=progress, now=now)
    return ImportedApplications(done, faults, file.ignored)


def _in_order(*several: Sequence[RowFault]) -> tuple[RowFault, ...]:
    return tuple(sorted((fault for faults in several for fault in faults), key=lambda fault: fault.line))
