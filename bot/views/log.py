"""Reading the log: listed, verified, exported."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.actions.errors import WrongUse
from bot.views.tables import write_csv
from content.log import OUTWARD, Counted, Entry, Head, Kind
from content.pace import Pace
from content.store.ledger import Filters
from content.store.log_list import FoundEntries, WantedEntries
from content.store.store import Work
from content.zone import SHANGHAI

if TYPE_CHECKING:
    from bot.app import App

HEADINGS = {
    "seq": "号",
    "at": "时间",
    "words": "做了什么",
    "ref": "版次",
    "index_number": "索引号",
    "title": "名称",
    "channel": "渠道",
    "medium": "载体",
    "column": "栏目",
    "unit": "单位",
    "by": "经办",
    "counts": "计入",
    "change": "增减",
    "says": "说明",
    "digest": "内容摘要",
    "evidence": "凭据",
    "previous": "前一条校验值",
    "hash": "校验值",
}

COUNTED = {Counted.COUNTED: "计入", Counted.APART: "另计"}

SAID = (
    "step",
    "person",
    "roles",
    "account",
    "subject",
    "reason",
    "outlet",
    "register",
    "number",
    "act",
    "change",
    "fields",
)
"""What of an entry's evidence a list shows."""


@dataclass(frozen=True, slots=True)
class Verified:
    """`faults` in words for staff, the first bad entry first; empty = whole. `seq` and `hash` are the last entry's."""

    seq: int
    hash: str
    faults: tuple[str, ...]


def entries(app: "App", *, year: int | None = None, item_id: str = "", kind: str = "") -> list[dict[str, Any]]:
    """Oldest first. Raises WrongUse for a kind nobody knows."""
    if kind and kind not in list(Kind):
        raise WrongUse(f"没有“{kind}”这种记录；可写 {'、'.join(Kind)}。")
    filters: Filters = {}
    if year:
        filters["year"] = year
    if item_id:
        filters["item_id"] = item_id
    if kind:
        filters["kind"] = kind
    with app.store.read() as work:
        return [as_record(entry) for entry in work.log.entries(**filters)]


PAGE, PIECE = 50, 250


def page(app: "App", wanted: WantedEntries, before: int | None = None) -> FoundEntries:
    """So many as go on one page, newest first; see `content.store.log_list`."""
    with app.store.glance() as work:
        return work.log_list.page(wanted, before, PAGE)


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry, and the numbers of those before and after it."""

    entry: Entry
    earlier: int | None
    later: int | None


def one(app: "App", seq: int) -> Shown | None:
    with app.store.glance() as work:
        try:
            entry = work.log.get(seq)
        except KeyError:
            return None
        return Shown(entry, *work.log_list.neighbours(seq))


def years(app: "App") -> list[int]:
    """Those that entries are of, imported ones too; newest first."""
    with app.store.glance() as work:
        return work.log_list.years()


def narrowed(app: "App", wanted: WantedEntries, most: int) -> Iterator[list[Any]]:
    """The rows of a table under HEADINGS, newest first, at most so many: piece by piece, and after each a rest as long
    as it took to read and write it, so that nobody else waits.
    """
    before, left, pace = None, most, Pace()
    while left > 0:
        with app.store.glance() as work:
            found = work.log_list.page(wanted, before, min(left, PIECE))
        yield from (_cells(as_record(entry)) for entry in found.entries)
        left -= len(found.entries)
        if (before := found.before) is None:
            return
        pace.rest()


def as_record(entry: Entry) -> dict[str, Any]:
    event = entry.event
    return {
        "seq": entry.seq,
        "at": event.at,
        "kind": event.kind.value,
        "words": event.kind.chinese,
        "ref": event.ref,
        "item_id": event.item_id,
        "index_number": event.index_number,
        "title": event.title,
        "channel": event.channel,
        "medium": event.medium,
        "column": event.column,
        "unit": event.unit,
        "by": event.by,
        "counts": str(event.counts),
        "change": entry.effect.change,
        "says": _says(entry),
        "digest": event.digest,
        "evidence": dict(event.evidence),
        "version": entry.version,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def voided_in_words(entry: Entry) -> str:
    """Of a `voided` entry: what it took back."""
    event, effect = entry.event, entry.effect
    named = f"第 {event.evidence['voids']} 条" if "voids" in event.evidence else f"{event.ref}@{event.channel}"
    took = f"{effect.year}年{event.medium}减 1 条" if effect.change else "它本来没有计数"
    return f"已作废{named}《{event.title}》，{took}。"


def head(app: "App") -> tuple[int, str]:
    """Number and hash of the last entry; 0 and nothing for an empty log."""
    with app.store.read() as work:
        return _head(work)


def verify(
    app: "App",
    published: tuple[int, str] | None = None,
    *,
    figures: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Verified:
    """Reads the whole log; with a head published elsewhere, a cut tail shows too."""
    with app.store.read() as work:
        bad = work.log.verify(Head(*published) if published else None, progress)
        faults = [bad.says] if bad else []
        if figures:
            faults += work.figures.check()
        return Verified(*_head(work), tuple(faults))


def export(app: "App", file: Path, *, year: int | None = None) -> None:
    """CSV for people, JSONL for programs; entry by entry, however long the log is."""
    filters: Filters = {"year": year} if year else {}
    with app.store.read() as work:
        records = map(as_record, work.log.entries(**filters))
        if file.suffix.lower() == ".jsonl":
            _write_jsonl(file, records)
        else:
            write_csv(file, list(HEADINGS.values()), map(_cells, records))


def _write_jsonl(file: Path, records: Iterable[dict[str, Any]]) -> None:
    with file.open("w", encoding="utf-8") as out:
        for record in records:
            line = {**record, "at": record["at"].isoformat()}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def _cells(record: dict[str, Any]) -> list[Any]:
    local = f"{record['at'].astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
    counted = COUNTED.get(record["counts"], "")
    shown = {**record, "at": local, "counts": counted, "evidence": json.dumps(record["evidence"], ensure_ascii=False)}
    return [shown[name] for name in HEADINGS]


def _says(entry: Entry) -> str:
    """What a website calls its change is of no use to people."""
    evidence, outward = entry.event.evidence, entry.event.kind in OUTWARD
    left = ["已停用"] if evidence.get("active") == "否" else []
    said = (name for name in SAID if evidence.get(name) and not (outward and name == "change"))
    return "；".join([*(str(evidence[name]) for name in said), *left])


def _head(work: Work) -> tuple[int, str]:
    head = work.log.reached()
    return (head.seq, head.hash) if head else (0, "")
