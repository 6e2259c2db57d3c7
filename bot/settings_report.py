"""What the office decided about its annual report (`report:` of the settings)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from content.report.deadline import Level
from content.report.phrases import MediumWords, Wording

COLUMN = "政府信息公开年报"
FOLDER = "报告"


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """`short`: the office in its own sentences ("" = its full name). `level`: a 政府 reports more (条例第五十条).

    `media`: how a medium is named and counted in the sentence. `ways`: how applications may come that are named even
    when none did. `column`: where the report is filed; `folder`: where its files are written.
    """

    short: str = ""
    level: Level = Level.DEPARTMENT
    sentence: Wording = Wording.PLAIN
    media: Mapping[str, MediumWords] = field(default_factory=dict)
    ways: tuple[str, ...] = ()
    column: str = COLUMN
    folder: Path = Path(FOLDER)
