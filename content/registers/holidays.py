"""The State Council's yearly notice on holidays (部分节假日安排的通知), as an office keeps it in a file."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Notice:
    """Of one year: days off (放假; weekends among them may be named), and weekend days made up for (调休上班)."""

    year: int
    source: str
    off: tuple[date, ...]
    working: tuple[date, ...]
