"""What the press, the radio and others carried, as it was written down."""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.actions.errors import WrongUse
from channels.channel import Records
from content.log import Counted, Entry, Kind
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App

COUNTED = {Counted.COUNTED: "计入", Counted.APART: "另计", Counted.NO: "稿件已计"}
"""One item counts once per channel, however many carried it."""


@dataclass(frozen=True, slots=True)
class Carried:
    """`seq` is the entry's number in the log; `place` the page or programme; `clipping` a `StoredFile.path` or "".

    `counted`: 计入, 另计, or that its item counts already. `stands`: it was not voided.
    """

    seq: int
    on: date
    outlet: str
    form: str
    place: str
    title: str
    counted: str
    column: str
    unit: str
    ref: str
    url: str
    clipping: str
    channel: str
    by: str
    stands: bool

    @property
    def clipping_name(self) -> str:
        return f"剪报{self.seq}{PurePath(self.clipping).suffix}"


def carried(app: "App", year: int, *, most: int, after: int = 0) -> list[Carried]:
    """Of a year, newest first: `most`, without the first `after`."""
    with app.store.read() as work:
        found = work.recorded.listed(year, most=most, after=after)
        standing = work.recorded.standing([entry.seq for entry in found])
    return [_carried(entry, stands=entry.seq in standing) for entry in found]


def one_carried(app: "App", seq: int) -> Carried:
    """Also one that was imported with a past year. Raises WrongUse for an entry that is none."""
    with app.store.read() as work:
        try:
            entry = work.log.get(seq)
        except KeyError:
            raise WrongUse(f"台账没有第 {seq} 条。") from None
        standing = work.recorded.standing([seq])
    if entry.event.kind is not Kind.RECORDED:
        raise WrongUse(f"台账第 {seq} 条是“{entry.event.kind.chinese}”，不是登记的刊播。")
    return _carried(entry, stands=seq in standing)


def years_carried(app: "App") -> list[int]:
    """In which something was carried, newest first."""
    with app.store.read() as work:
        return work.recorded.years()


def recording_channels(app: "App") -> list[Records]:
    return [channel for channel in app.channels.values() if isinstance(channel, Records)]


def _carried(entry: Entry, *, stands: bool) -> Carried:
    event, facts = entry.event, entry.event.evidence
    return Carried(
        seq=entry.seq,
        on=day_of(event.at),
        outlet=facts.get("outlet", ""),
        form=facts.get("form", ""),
        place=facts.get("page", "") or facts.get("programme", ""),
        title=event.title,
        counted=COUNTED[Counted(event.counts)],
        column=event.column,
        unit=event.unit,
        ref=event.ref,
        url=facts.get("url", ""),
        clipping=facts.get("clipping", ""),
        channel=event.channel,
        by=event.by,
        stands=stands,
    )
