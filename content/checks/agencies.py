"""Offices named as they were before a reform, in a text that is younger than the reform."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from content.checks.lists import load
from content.checks.passage import Finding, Passage

_LOCAL = frozenset("省市县区州盟旗")
_NO_MINISTRY = ("门", "队", "分", "位", "长", "署", "属", "落")  # 环保部门 is no ministry
_PAST = re.compile(r"(?:原|前身|旧|时任|曾任|当时的?)[^，。；、（）()]{0,6}$")
_DECREE = re.compile(
    r"^(?:、?[^，。；、]{0,8})?(?:令|公告|办公厅令)?\s?(?:第?\s?\d+\s?号|令)|^(?:公告)?\s?[〔\[（(]?(?:19|20)\d{2}"
)
_CHANGED = re.compile(
    r"更名|改名|改为|合并|并入|划入|划归|不再保留|撤销|撤并|机构改革|职责整合|组建|挂牌成立|已移交|重新组建"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?(?:年|[-/.])(?:\s?(\d{1,2})\s?(?:月|[-/.]))?")


@dataclass(frozen=True, slots=True)
class _Office:
    name: re.Pattern[str]
    now: str
    since: date
    local: date


@cache
def _offices() -> dict[str, tuple[_Office, ...]]:
    """By the first two characters of a name, the longer names first."""
    offices: dict[str, list[tuple[str, _Office]]] = {}
    for row in load("agencies.yaml"):
        for name in row["names"].split():
            pattern = re.compile(_expression(name, row))
            office = _Office(pattern, row["now"], row["since"], row.get("local", row["since"]))
            offices.setdefault(name[:2], []).append((name, office))
    return {
        start: tuple(office for _, office in sorted(rows, key=lambda row: -len(row[0])))
        for start, rows in offices.items()
    }


def _expression(name: str, row: dict[str, str]) -> str:
    before = "".join(f"(?<!{re.escape(word)})" for word in _words(row, "not_after"))
    only = "|".join(f"(?<={re.escape(word)})" for word in _words(row, "only_after"))
    following = [*_words(row, "not_before"), *(_NO_MINISTRY if name.endswith("部") else ())]
    after = "|".join(re.escape(word) for word in following)
    return (f"(?:{only})" if only else "") + before + re.escape(name) + (f"(?!{after})" if after else "")


def _words(row: dict[str, str], name: str) -> list[str]:
    return row[name].split("|") if name in row else []


def find(passage: Passage) -> Iterator[Finding]:
    text, offices, reached = passage.text, _offices(), 0
    for place in range(len(text) - 1):
        if place < reached:
            continue
        for office in offices.get(text[place : place + 2], ()):
            found = office.name.match(text, place)
            if found:
                reached = found.end()
                yield from _judge(passage, office, place, reached)
                break


def _judge(passage: Passage, office: _Office, place: int, end: int) -> Iterator[Finding]:
    local = passage.text[place - 1 : place] in _LOCAL
    start = place - local
    since = office.local if local else office.since
    if passage.standing_on >= since and not _is_history(passage, start, end, since):
        says = f"“{passage.text[start:end]}”自{since.year}年{since.month}月起已更名或撤销，现为：{office.now}。"
        yield Finding("outdated_agency", start, end, says)


def _is_history(passage: Passage, start: int, end: int, since: date) -> bool:
    """Named as it was then: 原…, in a title, with a decree's number or an earlier year, or where its change is told."""
    if passage.in_title(start):
        return True
    before, after = passage.around(start, end, 24)
    if _PAST.search(before) or _DECREE.match(after):
        return True
    first, last = passage.sentence(start)
    sentence = passage.text[first:last]
    return bool(_CHANGED.search(sentence)) or any(told < since for told in _moments(sentence))


def _moments(sentence: str) -> Iterator[date]:
    for year, month in _YEAR.findall(sentence):
        number = int(month) if month and 1 <= int(month) <= 12 else 12
        yield date(int(year), number, 1)
