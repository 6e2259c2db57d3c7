"""Dates as they stand in a Chinese text: 2026年3月5日, 3月5日, 二〇二六年三月五日, 2026-03-05."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from content.checks.numerals import small

_HAN = "〇零○Oo0一二三四五六七八九"
_YEAR = rf"(?P<y>\d{{4,}}|[一二][{_HAN}]{{3}})\s?年\s?"
_CN = "[一二三四五六七八九十]{1,3}"
_CHINESE = re.compile(
    rf"(?<![\d.])(?:{_YEAR})?(?P<m>(?<!\d)\d{{1,2}}|{_CN})\s?月(?:份)?\s?(?:(?P<d>\d{{1,2}}|{_CN})\s?[日号])?"
)
_ISO = re.compile(r"(?<![\d./-])(?P<y>(?:19|20)\d{2})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d./-])")
_LAST_DAY = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEAR_DIGITS = str.maketrans("〇零○Oo一二三四五六七八九", "00000123456789")


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a text at [start, end). `year` is None where it is not said, `day` is None for a month alone."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None

    @property
    def exists(self) -> bool:
        """29 February without a year exists; so does a month alone."""
        if not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        last = monthrange(self.year, self.month)[1] if self.year else _LAST_DAY[self.month - 1]
        return 1 <= self.day <= last

    def on(self, year: int) -> date | None:
        """The date in a year; None where there is none."""
        told = replace(self, year=year)
        return date(year, self.month, self.day) if self.day and told.exists else None


def days(text: str) -> Iterator[Day]:
    """All dates in order of place. `text` has its wide digits folded."""
    found = [*_CHINESE.finditer(text), *_ISO.finditer(text)]
    for match in sorted(found, key=re.Match.start):
        yield _day(match)


def _day(match: re.Match[str]) -> Day:
    year = match["y"]
    month, day = small(match["m"]), match["d"]
    return Day(match.start(), match.end(), _year(year) if year else None, month, small(day) if day else None)


def _year(written: str) -> int | None:
    year = int(written.translate(_YEAR_DIGITS)) if written else 0
    return year if 1900 <= year <= 2100 else None
