"""The files in a report's folder, for whoever makes reports to take along."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.actions.errors import WrongUse
from bot.actions.rights import Right, require
from bot.views.report_draft import folder_of
from bot.views.report_folder import CHECKING, EARLIER, TEXT, ReportFolder

if TYPE_CHECKING:
    from bot.app import App

ENDINGS = (".docx", ".pdf", ".html", ".xlsx", ".json")
"""Of what is made, in the order an office needs it."""

NOT_GIVEN = CHECKING.removesuffix(".html")


@dataclass(frozen=True, slots=True)
class ReportFile:
    """`is_ours`: as it was generated; else somebody edited it, or put it there."""

    name: str
    size: int
    at: datetime
    is_ours: bool


def report_files(app: "App", by: str, year: int, *, inside: str = "") -> list[ReportFile]:
    """Without the page staff check figures with: it names people, to whoever made it. `inside`: a folder in it."""
    folder = _folder(app, by, year, inside)
    found = [one for one in folder.folder.glob("[!.]*") if one.suffix in ENDINGS and not one.name.startswith(NOT_GIVEN)]
    ordered = sorted(found, key=lambda one: (ENDINGS.index(one.suffix), one.name))
    return [
        ReportFile(
            one.name,
            (status := one.stat()).st_size,
            datetime.fromtimestamp(status.st_mtime, UTC),
            folder.generated(one.name) is not None,
        )
        for one in [*ordered, *(path for path in (folder.folder / TEXT,) if path.is_file())]
    ]


def report_file(app: "App", by: str, year: int, name: str, *, inside: str = "") -> bytes:
    """One that `report_files` names. Raises WrongUse."""
    if name not in {one.name for one in report_files(app, by, year, inside=inside)}:
        raise WrongUse(f"{year} 年年报的文件夹里没有“{name}”。")
    return (_folder(app, by, year, inside).folder / name).read_bytes()


def earlier_texts(app: "App", by: str, year: int) -> list[str]:
    """What stood in the text before each change in the browser, the newest first."""
    return _folder(app, by, year).earlier()


def earlier_text(app: "App", by: str, year: int, name: str) -> bytes:
    """Raises WrongUse."""
    folder = _folder(app, by, year)
    if name not in folder.earlier():
        raise WrongUse(f"没有“{name}”这一份旧文字。")
    return (folder.folder / EARLIER / name).read_bytes()


def _folder(app: "App", by: str, year: int, inside: str = "") -> ReportFolder:
    with app.store.glance() as work:
        require(work, by, Right.REPORT)
    return ReportFolder(folder_of(app, year) / inside)
