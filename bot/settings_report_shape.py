"""The shape of `report:` in the settings file."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.faults import suggestion
from bot.settings_report import COLUMN, FOLDER, AnnualReport
from bot.settings_shape import Part, Word, Words
from content.report.deadline import Level
from content.report.phrases import WAYS, MediumWords, Wording


def _ways(names: tuple[str, ...]) -> tuple[str, ...]:
    if wrong := next((name for name in names if name not in WAYS), ""):
        raise ValueError(f"没有“{wrong}”这种申请方式{suggestion(wrong, WAYS) or '，可写的有：' + '、'.join(WAYS)}")
    return names


class MediumEntry(Part):
    words: Annotated[str, Field(max_length=60)] = ""
    unit: Annotated[str, Field(min_length=1, max_length=4)] = "条"

    def value(self) -> MediumWords:
        return MediumWords(self.words, self.unit)


class ReportEntry(Part):
    short: Annotated[str, Field(max_length=60)] = ""
    level: Level = Level.DEPARTMENT
    sentence: Wording = Wording.PLAIN
    media: dict[Word, MediumEntry] = Field(default_factory=dict)
    ways: Annotated[Words, AfterValidator(_ways)] = ()
    column: Word = COLUMN
    folder: Annotated[str, Field(min_length=1)] = FOLDER

    def value(self, folder: Path) -> AnnualReport:
        """`folder`: what relative paths are relative to."""
        return AnnualReport(
            short=self.short,
            level=self.level,
            sentence=self.sentence,
            media={name: entry.value() for name, entry in self.media.items()},
            ways=self.ways,
            column=self.column,
            folder=folder / self.folder,
        )
