"""A section of the report's text to be edited: what stands in the folder's file, beside the drafts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.views.report_draft import begun_with, folder_of
from bot.views.report_folder import ReportFolder
from content.report import text_editing, text_file
from content.report.narrative import Drafts, Paragraph
from content.report.text_editing import Piece

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Section:
    """`seen`: a digest of what people made of it so far. `left_out`: drafts that were deleted."""

    number: str
    title: str
    pieces: Sequence[Piece]
    left_out: Sequence[Paragraph]
    seen: str


def section_of(app: "App", year: int, drafts: Drafts, number: str) -> Section:
    """Raises KeyError for a section that has no text."""
    text = text_file.write(drafts, begun_with(app, year, ReportFolder(folder_of(app, year)).text()))
    return Section(
        number,
        drafts.titles[number],
        text_editing.pieces(text, drafts, number),
        text_editing.left_out(text, drafts, number),
        text_editing.written_in(text, drafts, number),
    )
