"""Make a frozen version's documents anew, into a folder of their own."""

from pathlib import Path
from typing import TYPE_CHECKING

from bot.views.report_documents import documents
from bot.views.report_folder import ReportFolder, Written
from bot.views.report_versions import report_in
from content.report.frozen import Frozen

if TYPE_CHECKING:
    from bot.app import App


def version_folder(app: "App", year: int, version: int) -> Path:
    """Where the documents of a version lie unless somebody wants them elsewhere."""
    return app.settings.report.folder / str(year) / f"第{version}版"


def write_out(frozen: Frozen, to: Path) -> tuple[list[Written], tuple[str, ...]]:
    """What was written, and in words what could not be made on this machine. Who may have it asked `version` for it."""
    folder, made = ReportFolder(to), documents(report_in(frozen))
    return [folder.put(name, content) for name, content in made.files.items()], made.missing
