"""A year's report as it stands: figures from log and registers, text from the file staff edit, and what is wrong."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo
from bot.views.annual_report import drafted
from bot.views.report_folder import TEXT, ReportFolder
from bot.views.report_versions import frozen_report
from content.report import checking, text_file
from content.report.difference import Difference, differences
from content.report.finding import Finding
from content.report.narrative import Drafts
from content.report.numbers import Stale
from content.report.record import of_record
from content.report.report import Report

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Draft:
    """`findings`: what blocks first. `compared`: whether last year's report was there to hold it against.

    `stale`: what staff wrote that now says other numbers than log and registers do.
    """

    report: Report
    findings: tuple[Finding, ...]
    compared: bool
    stale: tuple[Stale, ...] = ()

    @property
    def blocking(self) -> list[Finding]:
        return [one for one in self.findings if one.blocks]


def folder_of(app: "App", year: int, folder: Path | None = None) -> Path:
    """Where the year's files lie: as named, else as the settings say."""
    return folder or app.settings.report.folder / str(year)


def draft_in(app: "App", year: int, folder: Path | None = None) -> Draft:
    """With the text that lies in the folder. Raises CannotDo where there is none, or not of the figures as they are.

    What was made last is what somebody looked at: no cell may be another than in it.
    """
    place = folder_of(app, year, folder)
    text = ReportFolder(place).text()
    if not text:
        raise CannotDo(f"还没有 {place / TEXT}：请先生成文件（gongkai report make {year}），改好文字，再来。")
    report, drafts = drafted(app, year)
    said, merged = text_file.read(text), text_file.merge(drafts, text)
    if text_file.read(merged.text) != said:
        raise CannotDo(f"{place / TEXT} 写好之后，数又变了：请重新生成文件（gongkai report make {year}），看过，再来。")
    if moved := moved_since(app, report, folder):
        says = "\n".join(f"  {one.place}：{one.before} 现在是 {one.after}" for one in moved)
        raise CannotDo(
            f"上次生成以后，下面的数又变了：请重新生成文件（gongkai report make {year}），看过，再来。\n{says}"
        )
    return checked(app, replace(report, text=said), merged.stale)


def draft_with(app: "App", report: Report, drafts: Drafts) -> tuple[Draft, text_file.Merged]:
    """As it stands now, to look at: these figures and drafts with the text in the folder. And that text, renewed."""
    text = ReportFolder(folder_of(app, report.year)).text()
    merged = text_file.merge(drafts, begun_with(app, report.year, text))
    return checked(app, replace(report, text=text_file.read(merged.text)), merged.stale), merged


def begun_with(app: "App", year: int, text: str) -> str:
    """The text in the folder, where there is one; else that of the frozen report is gone on with."""
    if text:
        return text
    frozen = frozen_report(app, year)
    return text_file.of_sections(frozen.text) if frozen else ""


def moved_since(app: "App", report: Report, folder: Path | None = None) -> list[Difference]:
    """The cells that are others than in the record generated last; none where that is not there any more."""
    made = ReportFolder(folder_of(app, report.year, folder)).generated(f"{report.file_name}.json")
    before = of_record(json.loads(made)) if made else report
    return differences(replace(before, text={}, counts=None), replace(report, text={}, counts=None))


def checked(app: "App", report: Report, stale: tuple[Stale, ...]) -> Draft:
    previous = frozen_report(app, report.year - 1)
    return Draft(report, tuple(checking.findings(report, previous)), previous is not None, stale)
