"""Make a year's report: figures, the text staff edit, the checks, the documents; as often as one likes."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.errors import WrongUse
from bot.actions.rights import Right, require
from bot.views.annual_report import drafted_from, material_of
from bot.views.report_checking import checking_page
from bot.views.report_documents import documents
from bot.views.report_draft import Draft, begun_with, checked, folder_of
from bot.views.report_folder import CHECKING, ReportFolder, Written
from bot.views.report_versions import frozen_report
from content.report import text_file
from content.report.format import NoFormat, format_of
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Made:
    """`written`: every file; `missing`: in words, what could not be made on this machine.

    `from_frozen`: the folder had no text, that of the frozen report was taken.
    """

    draft: Draft
    folder: Path
    written: tuple[Written, ...]
    missing: tuple[str, ...]
    from_frozen: bool


def make(app: "App", by: str, year: int, *, folder: Path | None = None, now: datetime) -> Made:
    """Also while the year goes on, to look at. What somebody edited by hand is never written over.

    Raises WrongUse for a year that no official format is for, or that has not begun.
    """
    with app.store.read() as work:
        require(work, by, Right.REPORT)
    require_year(year, now)
    place = folder_of(app, year, folder)
    there = ReportFolder(place)
    material = material_of(app, year)
    report, drafts = drafted_from(app, material)
    from_frozen = not there.text() and frozen_report(app, year) is not None
    text = there.change_text(lambda so_far: text_file.write(drafts, begun_with(app, year, so_far)))
    report = replace(report, text=text_file.read(text))
    draft = checked(app, report, text_file.merge(drafts, text).stale)
    made = documents(report)
    written = [there.put(name, content) for name, content in made.files.items()]
    written.append(there.put(CHECKING, checking_page(app, by, report, material).encode()))
    return Made(draft, place, tuple(written), made.missing, from_frozen)


def require_year(year: int, now: datetime) -> None:
    if year > day_of(now).year:
        raise WrongUse(f"{year} 年还没有到。")
    try:
        format_of(year)
    except NoFormat as none:
        raise WrongUse(str(none)) from None
