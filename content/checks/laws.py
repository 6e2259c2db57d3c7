"""Laws named in 《》 that are no longer in force, in a text younger than their repeal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from content.checks.lists import load
from content.checks.passage import Finding, Passage

_CITED = re.compile(
    r"《(?P<prefix>中华人民共和国)?(?P<name>[^《》（）()\n]{3,30})(?P<note>[（(][^《》）)\n]{1,20}[）)])?》(?:\s?[（(](?P<number>[^（）()\n]{4,40})[）)])?"
)
_SPOKEN = re.compile(
    r"(?<![《\u4e00-\u9fa5])?中华人民共和国(?P<name>[\u4e00-\u9fa5]{2,16}?(?:法|条例|通则|总则))(?!典|[》实解])"
)
# 依据合同法: unnamed by 《》 after a word that cites; longer names (劳动合同法) are other laws.
_CITED_BARE = re.compile(
    r"(?:根据|依据|依照|按照|适用|违反|《|、|和|及)(?P<name>[\u4e00-\u9fa5]{2,10}?(?:法|通则|总则))(?=[、，。；的和及第规有])"
)
_REPEALED = re.compile(r"废止|失效|停止执行|不再适用|已被|取代|替代|施行前|实施前|生效前|修订前|当时")
_PAST = re.compile(r"(?:原[^，。；、《》]{0,24}|旧|已废止的?|修订前的?|当时的?|时行的?)\s?$")


@dataclass(frozen=True, slots=True)
class _Law:
    until: date
    now: str
    number: str


@cache
def _laws() -> dict[str, _Law]:
    return {row["name"]: _Law(row["until"], row["now"], row.get("number", "")) for row in load("laws.yaml")}


def find(passage: Passage) -> Iterator[Finding]:
    for found in _CITED.finditer(passage.text):
        law = _laws().get(found["name"])
        if law is None or (law.number and law.number not in (found["number"] or "").replace(" ", "")):
            continue
        end = passage.text.index("》", found.start()) + 1
        yield from _finding(passage, found.start(), end, law)
    for found in _CITED_BARE.finditer(passage.text):
        law = _laws().get(found["name"])
        if law and not law.number and not passage.in_title(found.start("name")):
            yield from _finding(passage, *found.span("name"), law)
    for found in _SPOKEN.finditer(passage.text):
        law = _laws().get(found["name"])
        if law and not law.number and not passage.in_title(found.start()):
            yield from _finding(passage, found.start(), found.end(), law)


def _finding(passage: Passage, start: int, end: int, law: _Law) -> Iterator[Finding]:
    if passage.standing_on < law.until or _is_history(passage, start, end):
        return
    until = law.until
    says = f"“{passage.text[start:end]}”自{until.year}年{until.month}月{until.day}日起已废止，现为：{law.now}。"
    yield Finding("repealed_law", start, end, says)


def _is_history(passage: Passage, start: int, end: int) -> bool:
    first, last = passage.sentence(start)
    return bool(_PAST.search(passage.text[first:start])) or bool(_REPEALED.search(passage.text[end:last]))
