"""The figures kept beside the log are those the log gives, whatever happened."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from content.log import Entry, Event, Kind
from content.store.bulk import Bulk
from content.store.store import Store
from content.zone import SHANGHAI
from tests.content.recount import forget, read_plainly

NEW_YEAR = datetime(2021, 1, 1, tzinfo=SHANGHAI).astimezone(UTC)
EVENT = Event(
    kind=Kind.PUBLISHED,
    at=NEW_YEAR,
    by="张三",
    item_id="2021-00001",
    channel="website",
    medium="政府网站",
    column="通知公告",
    unit="综合办公室",
    title="通知",
    index_number="X/1",
    counts="counted",
)
KINDS = [*[Kind.PUBLISHED] * 4, Kind.RECORDED, Kind.RECORDED, Kind.CORRECTED, Kind.WITHDRAWN, Kind.VOIDED, Kind.VOIDED]


@st.composite
def events(draw: st.DrawFn) -> list[Event]:
    return [draw(event(earlier)) for earlier in range(draw(st.integers(1, 25)))]


@st.composite
def event(draw: st.DrawFn, earlier: int) -> Event:
    kind = draw(st.sampled_from(KINDS))
    item = draw(st.integers(0, 3))
    numbered = draw(st.booleans())
    channel = draw(st.sampled_from(["website", "wechat", ""]))
    names_entry = kind == Kind.VOIDED and earlier and draw(st.booleans())
    return replace(
        EVENT,
        kind=kind,
        at=NEW_YEAR + timedelta(days=draw(st.sampled_from([-400, -40, -1, 0, 1, 40]))),
        item_id=f"2021-{item:05d}" if item else "",
        index_number=f"X/{item}" if numbered else "",
        channel=channel,
        medium=channel or draw(st.sampled_from(["报社", "电台"])),
        column=draw(st.sampled_from(["通知公告", "政策文件"])),
        unit=draw(st.sampled_from(["综合办公室", "建设局"])),
        counts=draw(st.sampled_from(["counted", "counted", "apart", ""])) if kind in ("published", "recorded") else "",
        evidence={"voids": str(draw(st.integers(1, earlier)))} if names_entry else {},
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(events())
def test_figures_equal_a_plain_reading_of_the_log(store: Store, happened: list[Event]) -> None:
    forget(store)
    with store.write() as work:
        entries = [work.log.append(one) for one in happened]
    with store.read() as work:
        assert work.log.verify() is None
        assert work.figures.check() == []
        kept = {year: work.figures.counts(year) for year in (2019, 2020, 2021)}
    assert kept == read_plainly(happened, (2019, 2020, 2021))
    assert [entry.seq for entry in entries] == list(range(1, len(happened) + 1))
    with store.write() as work:
        work.figures.rebuild()
        assert {year: work.figures.counts(year) for year in (2019, 2020, 2021)} == kept
        assert work.figures.check() == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events())
def test_many_at_once_come_out_as_one_by_one(store: Store, happened: list[Event]) -> None:
    """Two batches, so that the second meets what the first counted."""
    records = [
        replace(one, kind=Kind.RECORDED, item_id="", evidence={}, counts=one.counts or "counted") for one in happened
    ]
    forget(store)
    with store.write() as work:
        singly = [work.log.append(one) for one in records]
        counts = [work.figures.counts(year) for year in (2019, 2020, 2021)]
    forget(store)
    with store.write() as work:
        bulk = Bulk(work.session.connection())
        at_once = [*bulk.append(records[:7]), *bulk.append(records[7:])]
        assert at_once == singly
        assert [work.figures.counts(year) for year in (2019, 2020, 2021)] == counts
        assert work.figures.check() == []


def test_the_rules_one_by_one(store: Store) -> None:
    """Each line of design.md §5 with the figures of 2020 and 2021 after it."""
    last_second = NEW_YEAR - timedelta(seconds=1)
    story: list[tuple[Event, int, int]] = [
        (replace(EVENT, at=last_second), 1, 0),  # the year of the first live moment, in Shanghai
        (replace(EVENT, at=NEW_YEAR), 1, 0),  # a new edition of the same item does not count again
        (replace(EVENT, at=NEW_YEAR, channel="wechat", medium="微信公众号"), 1, 1),  # once per item and channel
        (replace(EVENT, item_id="2021-00002", index_number="X/2", counts=""), 1, 1),  # its column does not count
        (replace(EVENT, kind=Kind.CORRECTED, counts=""), 1, 1),
        (replace(EVENT, kind=Kind.WITHDRAWN, counts=""), 1, 1),  # lapsed: still counts
        (replace(EVENT, kind=Kind.VOIDED, counts="", at=NEW_YEAR + timedelta(days=90)), 0, 1),  # taken back in 2020
        (replace(EVENT, kind=Kind.VOIDED, counts=""), 0, 1),  # and only once
        (replace(EVENT, at=NEW_YEAR + timedelta(days=99)), 0, 2),  # published properly after all
        (replace(EVENT, kind=Kind.RECORDED, channel="press", medium="报社", counts="apart"), 0, 2),  # only about us
    ]
    for event_, of_2020, of_2021 in story:
        append(store, event_)
        with store.read() as work:
            assert (work.figures.counts(2020).added, work.figures.counts(2021).added) == (of_2020, of_2021), event_
    with store.read() as work:
        counts = work.figures.counts(2021)
    assert counts.apart == {"报社": 1}
    assert counts.distinct == 1


def test_a_row_that_names_no_item_makes_the_distinct_figure_unknown_until_it_is_voided(store: Store) -> None:
    append(store, EVENT)
    nameless = replace(EVENT, kind=Kind.RECORDED, item_id="", index_number="", channel="")
    entry = append(store, nameless)
    assert distinct(store) is None
    append(store, replace(nameless, kind=Kind.VOIDED, counts="", evidence={"voids": str(entry.seq)}))
    assert distinct(store) == 1


def test_a_figure_that_was_altered_is_found_and_mended_from_the_log(store: Store) -> None:
    append(store, EVENT)
    with store.write() as work:
        work.session.execute(text("UPDATE tallies SET count = 791 WHERE \"by\" = 'month'"))
        work.session.execute(text("DELETE FROM distinct_items"))
    with store.read() as work:
        assert len(work.figures.check()) == 3
    with store.write() as work:
        work.figures.rebuild()
    with store.read() as work:
        assert work.figures.check() == []
        assert work.figures.counts(2021).media == {"政府网站": 1}


def append(store: Store, event_: Event) -> Entry:
    with store.write() as work:
        return work.log.append(event_)


def distinct(store: Store) -> int | None:
    with store.read() as work:
        return work.figures.counts(2021).distinct
