"""What people bring back or write down: evidence of what is public, and pieces that others carried."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a person brings back: the link, who, when it was published (from the platform), and a screenshot.

    `published_at` is None where the person could not tell; the channel then takes it from the platform's page or
    the evidence, or uses the moment of confirmation. Other `facts` (outlet, page, programme) are the kind's own.
    """

    by: str
    at: datetime
    url: str = ""
    published_at: datetime | None = None
    screenshot: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A press, radio or video piece that others carried: `counts` = it disclosed information (计入), else 另计.

    `ref` where it carried one of our items; then title, column and unit come from that.
    """

    title: str
    counts: bool
    column: str = ""
    unit: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A good line of a table of pieces. `evidence.screenshot` still is the name of a file beside the table."""

    line: int
    piece: Piece
    evidence: Evidence

    @property
    def where(self) -> str:
        return f"第{self.line}行"
