"""What the office decided about letters on applications (`applications:` of the settings)."""

from dataclasses import dataclass
from pathlib import Path

from bot.settings_shape import Part


@dataclass(frozen=True, slots=True)
class OnApplications:
    """`letters`: folder of the office's own texts of letters, None = those of the program.

    `reconsideration`, `court`: where somebody who disagrees with an answer turns to; "" = to be filled in each time.
    """

    letters: Path | None = None
    reconsideration: str = ""
    court: str = ""


class ApplicationsEntry(Part):
    letters: str = ""
    reconsideration: str = ""
    court: str = ""

    def value(self, folder: Path) -> OnApplications:
        """`folder`: what the path of `letters` is relative to."""
        return OnApplications(folder / self.letters if self.letters else None, self.reconsideration, self.court)
