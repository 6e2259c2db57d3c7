"""Until when a year's report must be public. Source: 政府信息公开条例 第四十九条."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class Level(StrEnum):
    """Whose report it is: a department's, or a government's as a whole."""

    DEPARTMENT = "部门"
    GOVERNMENT = "政府"


LAST_DAYS: Mapping[Level, tuple[int, int]] = MappingProxyType({Level.DEPARTMENT: (1, 31), Level.GOVERNMENT: (3, 31)})
"""Month and day of the year after."""


def due_on(year: int, level: Level) -> date:
    """The last day for the report of `year`."""
    month, day = LAST_DAYS[level]
    return date(year + 1, month, day)


def is_over(year: int, today: date) -> bool:
    """Whether the year has ended, so that its figures stand."""
    return today.year > year


def in_words(year: int, level: Level, today: date) -> str:
    """`2026 年年度报告最迟 2027-01-31 公开（条例第四十九条），还有 23 天。`"""
    last = due_on(year, level)
    left = (last - today).days
    rest = f"还有 {left} 天" if left > 0 else "就是今天" if left == 0 else f"已超过 {-left} 天"
    return f"{year} 年年度报告最迟 {last} 公开（条例第四十九条），{rest}。"
