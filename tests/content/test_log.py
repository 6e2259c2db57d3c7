"""The chain: pure functions over entries."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from content.log import LABELS, Effect, Entry, Event, Kind, fault_of, make_entry, month_of

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
EVENT = Event(
    kind=Kind.PUBLISHED,
    at=AT,
    by="张三",
    item_id="2026-00001",
    ref="2026-00001.1",
    channel="website",
    medium="政府网站",
    column="通知公告",
    unit="综合办公室",
    title="关于开展检查的通知",
    index_number="X/2026-00001",
    counts="counted",
    digest="d" * 64,
    evidence={"url": "https://www.example.gov.cn/1.html"},
)
EFFECT = Effect(1, 2026, 3)


def test_the_hash_of_a_known_entry_never_changes() -> None:
    """Version 1 of the canonical form is for ever: logs written by it must verify."""
    assert make_entry(None, EVENT, EFFECT).hash == "8d16861cf9818acd97ee5c770c7c88c1a572a198db24c672af1c1049d9365e8d"


@pytest.mark.parametrize(
    "changed",
    [
        replace(EVENT, title="关于开展检查的通告"),
        replace(EVENT, at=AT.replace(microsecond=1)),
        replace(EVENT, by="李四"),
        replace(EVENT, medium="微信公众号"),
        replace(EVENT, counts="apart"),
        replace(EVENT, evidence={"url": "https://www.example.gov.cn/2.html"}),
    ],
)
def test_every_change_of_an_event_shows(changed: Event) -> None:
    entry = make_entry(None, EVENT, EFFECT)
    assert fault_of(entry, None) is None
    assert fault_of(replace(entry, event=changed), None) is not None


@pytest.mark.parametrize("effect", [Effect(0, 2026, 3), Effect(1, 2025, 3), Effect(1, 2026, 12)])
def test_what_an_entry_counts_is_part_of_its_hash(effect: Effect) -> None:
    entry = make_entry(None, EVENT, EFFECT)
    assert fault_of(replace(entry, effect=effect), None) is not None


def test_a_missing_an_inserted_and_a_swapped_entry_are_named() -> None:
    first, second, third = chain_of(3)
    missing = fault_of(third, first.head)
    assert missing is not None
    assert missing.seq == 2
    assert fault_of(second, first.head) is None
    foreign = make_entry(replace(first, hash="f" * 64).head, EVENT, EFFECT)
    assert fault_of(foreign, first.head) is not None


def test_an_entry_of_an_unknown_version_is_not_called_good() -> None:
    fault = fault_of(replace(make_entry(None, EVENT, EFFECT), version=99), None)
    assert fault is not None
    assert "99" in fault.says


def test_the_year_turns_in_shanghai() -> None:
    assert month_of(datetime(2020, 12, 31, 15, 59, 59, tzinfo=UTC)) == (2020, 12)
    assert month_of(datetime(2020, 12, 31, 16, 0, tzinfo=UTC)) == (2021, 1)
    with pytest.raises(ValueError, match="without a time zone"):
        month_of(datetime(2020, 12, 31))  # noqa: DTZ001  # the naive time is what is tested


def test_every_kind_has_its_chinese_word() -> None:
    assert set(LABELS) == set(Kind)


def chain_of(length: int) -> list[Entry]:
    entries: list[Entry] = []
    for _ in range(length):
        entries.append(make_entry(entries[-1].head if entries else None, EVENT, EFFECT))
    return entries
