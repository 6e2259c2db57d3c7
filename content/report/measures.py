"""How each column of table two is counted, by the `measure` its format names; a new format with these needs no code."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from content.registers.register import Entry
from content.report.sources import Sources


class Part(NamedTuple):
    """What one entry adds to a figure, or takes from it."""

    entry: Entry
    amount: int | Decimal


Measure = Callable[[Sources, str], Iterator[Part]]
"""From the sources and a row's kind to the parts of a figure."""


def day_in(entry: Entry, name: str) -> date:
    """A day of an entry; one that is not there is later than any."""
    day = entry.values.get(name)
    return day if isinstance(day, date) else date.max


def _documents_in(day: str, sources: Sources, kind: str) -> Iterator[Part]:
    """Those whose day of this name lies in the year."""
    return (Part(one, 1) for one in sources.of("documents", kind) if sources.has(one.values.get(day)))


def _documents_in_force(sources: Sources, kind: str) -> Iterator[Part]:
    """Made by 31 December and not repealed by then (现行有效)."""
    for one in sources.of("documents", kind):
        if day_in(one, "made_on") <= sources.last < day_in(one, "repealed_on"):
            yield Part(one, 1)


def _documents_public(sources: Sources, kind: str) -> Iterator[Part]:
    """Published by 31 December, repealed or not (对外公开总数量)."""
    return (Part(one, 1) for one in sources.of("documents", kind) if day_in(one, "published_on") <= sources.last)


def _matters_before(sources: Sources, kind: str) -> Iterator[Part]:
    """On the list on 31 December of the year before."""
    eve = sources.first - timedelta(days=1)
    return (Part(one, 1) for one in sources.of("matters", kind) if _is_listed(one, eve))


def _matters_change(sources: Sources, kind: str) -> Iterator[Part]:
    """What came onto the list in the year, less what went."""
    eve = sources.first - timedelta(days=1)
    for one in sources.of("matters", kind):
        if change := _is_listed(one, sources.last) - _is_listed(one, eve):
            yield Part(one, change)


def _is_listed(matter: Entry, day: date) -> bool:
    return day_in(matter, "since") <= day < day_in(matter, "until")


def _of_the_months(register: str, number: str, sources: Sources, kind: str) -> Iterator[Part]:
    """The field `number` of what a register says month by month."""
    for one in sources.of(register, kind):
        amount = one.values.get(number)
        if sources.has(one.values.get("month")) and isinstance(amount, int | Decimal):
            yield Part(one, amount)


def _without_kinds(register: str, number: str, sources: Sources, _: str) -> Iterator[Part]:
    return _of_the_months(register, number, sources, "")


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "documents_made": partial(_documents_in, "made_on"),
        "documents_repealed": partial(_documents_in, "repealed_on"),
        "documents_published": partial(_documents_in, "published_on"),
        "documents_in_force": _documents_in_force,
        "documents_public": _documents_public,
        "matters_before": _matters_before,
        "matters_change": _matters_change,
        "decisions": partial(_of_the_months, "decisions", "count"),
        "fees": partial(_without_kinds, "fees", "amount"),
        "procurements": partial(_without_kinds, "procurement", "count"),
        "procured": partial(_without_kinds, "procurement", "amount"),
    }
)
