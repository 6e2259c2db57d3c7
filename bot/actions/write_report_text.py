"""Write a section of the report's text into the file in its folder, where whoever works there finds it, too."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo
from bot.actions.make_report import require_year
from bot.actions.rights import Right, require
from bot.views.report_draft import begun_with, folder_of
from bot.views.report_folder import ReportFolder
from content.report import text_editing, text_file
from content.report.narrative import Drafts
from content.report.text_editing import Piece

if TYPE_CHECKING:
    from bot.app import App


class Overtaken(CannotDo):
    """Somebody else wrote in it meanwhile."""


def write_section(
    app: "App", by: str, year: int, number: str, *, said: Sequence[Piece], drafts: Drafts, seen: str, now: datetime
) -> None:
    """`seen`: as `report_text.section_of` gave it. What stood in the file before is kept beside it.

    Raises Overtaken where people have made something else of the section since, CannotDo for a heading in it.
    """
    with app.store.read() as work:
        require(work, by, Right.REPORT)
    require_year(year, now)
    if headings := [line for one in said for line in text_editing.headings_in(text_editing.plain_of(one.text))]:
        raise CannotDo(f"正文里不要写各部分的标题（“{headings[0]}”）：标题由系统加，请删去这一行，再保存。")

    def change(before: str) -> str:
        text = text_file.write(drafts, begun_with(app, year, before))
        after = text_editing.with_section(text, drafts, number, said)
        if after != text and text_editing.written_in(text, drafts, number) != seen:
            raise Overtaken("您打开以后，别人改过这一部分，您写的还没有保存：请对照现在文件里的内容，再保存一次。")
        return after

    ReportFolder(folder_of(app, year)).change_text(change, by=by, now=now)
