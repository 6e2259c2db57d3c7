"""The State Council's yearly notice on holidays (部分节假日安排的通知), as an office keeps it in a file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from content.lined import Fault, Lined, Path
from content.registers.working_days import DAY, FRIDAY
from content.wording import date_in

NAMES: Mapping[str, str] = MappingProxyType({"年份": "year", "来源": "source", "放假": "off", "调休上班": "working"})
FIELDS = tuple(NAMES.values())
RANGE = re.compile(r"\s*(?:\.\.|至|到|~|～|—+)\s*")
MONTH_AND_DAY = re.compile(r"\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*")
MONTH, DAY_ALONE = re.compile(r"(?:.*年)?\s*\d{1,2}\s*月"), re.compile(r"\s*\d{1,2}\s*日\s*")
REMARK = re.compile(r"[（(][^（()）]*[)）]")
"""`（周五）`, `（农历除夕、周五）`: beside a day in the notice."""
WORKS_ANYWAY = "是周一至周五，本来就上班，不用写在调休上班里"
LONGEST = timedelta(days=31)
"""In a row; more is a slip of the pen."""
BEFORE_NEW_YEAR = timedelta(days=12)
"""The days off of the new year, and what is made up for them, may begin in the old one."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Of one year: days off (放假; weekends among them may be named), and weekend days made up for (调休上班)."""

    year: int
    source: str
    off: tuple[date, ...]
    working: tuple[date, ...]


def read(lined: Lined) -> tuple[Notice | None, list[Fault]]:
    """The notice, or every fault with its line."""
    if not isinstance(lined.value, dict):
        return None, [*lined.faults] or [lined.fault((), f"应写{'、'.join(NAMES)}四项，一行一项")]
    keys = {NAMES.get(key, key): key for key in lined.value}
    faults = [*lined.faults, *_strange(lined, keys)]
    year = _year(lined, keys, faults)
    if not year:
        return None, faults
    off, working = (_days_of(lined, keys[name], year, faults) if name in keys else {} for name in ("off", "working"))
    if not (off or faults):
        faults.append(lined.fault((keys["off"],), "没有写哪天放假"))
    faults += [lined.fault(path, f"{day} 写在放假里，又写在调休上班里") for day, path in working.items() if day in off]
    faults += [lined.fault(path, f"{day} {WORKS_ANYWAY}") for day, path in working.items() if day.weekday() <= FRIDAY]
    if faults:
        return None, faults
    source = str(lined.value[keys["source"]]).strip()
    return Notice(year, source, tuple(sorted(off)), tuple(sorted(working))), faults


def _strange(lined: Lined, keys: Mapping[str, str]) -> Iterator[Fault]:
    for name, key in keys.items():
        if name not in FIELDS:
            yield lined.fault((key,), f"没有这一项，可写的有：{'、'.join(NAMES)}")
    for word, name in NAMES.items():
        if name != "working" and not lined.value.get(keys.get(name, "")):
            yield lined.fault((), f"没有写{word}（{name}）")


def _year(lined: Lined, keys: Mapping[str, str], faults: list[Fault]) -> int:
    """0 where it is none, or is not written."""
    written = lined.value.get(keys.get("year", "")) or ""
    words = str(written).strip().removesuffix("年")
    if re.fullmatch(r"(?:19|20|21)\d\d", words):
        return int(words)
    if written:
        faults.append(lined.fault((keys["year"],), f"“{written}”不是年份，应写作 2027"))
    return 0


def _days_of(lined: Lined, key: str, year: int, faults: list[Fault]) -> dict[date, Path]:
    """Every day that stands there, with where it does."""
    days: dict[date, Path] = {}
    for path, text in _texts(lined.value[key], key):
        try:
            several = _days(text, year)
        except ValueError as error:
            faults.append(lined.fault(path, str(error)))
            continue
        faults += [lined.fault(path, f"{day} 写了两次") for day in several if day in days]
        days.update(dict.fromkeys(several, path))
    return days


def _texts(value: Any, key: str) -> Iterator[tuple[Path, str]]:
    """One line, or several; each may hold more than one day, parted by commas."""
    lines = enumerate(value) if isinstance(value, list) else [(None, value)] if value is not None else []
    for place, line in lines:
        path: Path = (key,) if place is None else (key, place)
        for part in re.split(r"[,，、;；]", REMARK.sub("", str(line))):
            if part.strip():
                yield path, part.strip()


def _days(text: str, year: int) -> list[date]:
    """`2027-02-05`, `2027-02-05..2027-02-11`, `2月5日至11日`, as the notice has it. Raises ValueError, in Chinese."""
    parts = RANGE.split(text)
    month = MONTH.match(parts[0])
    ends = [_day(f"{month[0]}{part}" if month and DAY_ALONE.fullmatch(part) else part, year) for part in parts]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or not first <= last <= first + LONGEST:
        raise ValueError(f"“{text}”不是一段日期，应写作 {year}-02-05..{year}-02-11，先写早的那天")
    if first < date(year, 1, 1) - BEFORE_NEW_YEAR or last > date(year, 12, 31):
        raise ValueError(f"“{text}”不在 {year} 年")
    return [first + DAY * step for step in range((last - first).days + 1)]


def _day(text: str, year: int) -> date:
    return date_in(f"{year}年{text.strip()}" if MONTH_AND_DAY.fullmatch(text) else text)
