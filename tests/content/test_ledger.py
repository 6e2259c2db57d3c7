"""The log in the database: append-only, chained, verified, on both databases."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from content.log import Event, Head, Kind
from content.store.ledger import COUNTED_ITEM, COUNTED_NUMBER, LAST_CHANGE, LAST_STATE
from content.store.log_rows import READ
from content.store.store import Store

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
    title="关于“检查”的通知 – 表情😀、生僻字𠮷",
    index_number="X/2026-00001",
    counts="counted",
    digest="d" * 64,
    evidence={"url": "https://www.example.gov.cn/1.html", "说明": "人工核对"},
)


def test_an_entry_comes_back_as_it_was_appended(store: Store) -> None:
    with store.write() as work:
        appended = work.log.append(EVENT)
    with store.read() as work:
        assert work.log.head() == appended
        assert list(work.log.entries()) == [appended]
        assert appended.event == EVENT


@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
@pytest.mark.parametrize(("table", "column"), [("log", "title"), ("editions", "title")])
def test_the_database_refuses_to_change_or_delete(store: Store, statement: str, table: str, column: str) -> None:
    with store.write() as work:
        work.log.append(EVENT)
        work.session.execute(text(ITEM))
        work.session.execute(text(EDITION))
    with pytest.raises(DatabaseError, match="不能修改或删除"), store.write() as work:
        work.session.execute(text(statement.format(table, column, "'改过'")))


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_sqlite_refuses_to_replace(store: Store) -> None:
    """REPLACE deletes without asking the delete trigger."""
    append(store, 2)
    with pytest.raises(DatabaseError, match="不能修改或删除"), store.write() as work:
        work.session.execute(text("INSERT OR REPLACE INTO log SELECT * FROM log WHERE seq = 1"))


@pytest.mark.parametrize("databases", [pytest.param("postgresql", marks=pytest.mark.part("postgresql"))], indirect=True)
def test_postgresql_refuses_to_truncate(store: Store) -> None:
    with pytest.raises(DatabaseError, match="不能修改或删除"), store.write() as work:
        work.session.execute(text("TRUNCATE log"))


@pytest.mark.parametrize(
    ("tampering", "bad"),
    [
        ("UPDATE log SET title = '改过' WHERE seq = 3", 3),
        ("UPDATE log SET year = 2020 WHERE seq = 4", 4),
        ("UPDATE log SET change = 0 WHERE seq = 1", 1),
        ("UPDATE log SET evidence = '{}' WHERE seq = 2", 2),
        ("UPDATE log SET kind = 'invented' WHERE seq = 2", 2),
        ("UPDATE log SET at = '2026-03-01 00:00:00' WHERE seq = 5", 5),
        ("DELETE FROM log WHERE seq = 2", 2),
        ("DELETE FROM log WHERE seq = 1", 1),
        ("DELETE FROM log WHERE seq = 5", 5),
        ("UPDATE log SET hash = 'f' WHERE seq = 4", 4),
    ],
)
def test_tampering_is_named_at_the_first_bad_entry(store: Store, tampering: str, bad: int) -> None:
    published = append(store, 5)
    with store.read() as work:
        assert work.log.verify(published) is None
    tamper(store, tampering)
    with store.read() as work:
        found = work.log.verify(published)
    assert found is not None
    assert found.seq == bad


def test_a_cut_tail_shows_only_against_a_published_head(store: Store) -> None:
    published = append(store, 5)
    tamper(store, "DELETE FROM log WHERE seq > 3")
    with store.read() as work:
        assert work.log.verify() is None
        found = work.log.verify(published)
    assert found is not None
    assert "第 5 条" in found.says


def test_a_log_written_anew_shows_against_a_published_head(store: Store) -> None:
    append(store, 3)
    with store.read() as work:
        found = work.log.verify(Head(2, "0" * 64))
    assert found is not None
    assert found.seq == 2


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_an_unreadable_entry_is_named_too(store: Store) -> None:
    append(store, 3)
    tamper(store, "UPDATE log SET evidence = '{' WHERE seq = 2")
    with store.read() as work:
        found = work.log.verify()
    assert found is not None
    assert found.seq == 2


def test_appenders_at_the_same_time_make_one_chain(store: Store) -> None:
    """Four workers, their work interleaved: nobody overtakes, nothing counts twice."""

    def work_on(worker: int) -> None:
        for number in range(10):
            with store.write() as work:
                work.log.append(replace(EVENT, item_id=f"2026-{number:05d}", index_number="", channel=f"c{worker % 2}"))

    threads = [threading.Thread(target=work_on, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as work:
        assert work.log.verify() is None
        assert len(list(work.log.entries())) == 40
        counts = work.figures.counts(2026)
        assert (counts.added, counts.distinct) == (20, 10)
        assert work.figures.check() == []


def test_nothing_is_kept_of_a_unit_of_work_that_failed(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.write() as work:
        work.log.append(replace(EVENT, title=str(1 // (work.log.append(EVENT).seq - 1))))
    with store.read() as work:
        assert work.log.head() is None
        assert work.figures.counts(2026).added == 0


def test_every_figure_opens_into_its_rows(store: Store) -> None:
    log(
        store,
        EVENT,
        replace(EVENT, kind=Kind.CORRECTED, counts="", at=AT + timedelta(days=1)),
        replace(EVENT, item_id="2026-00002", index_number="", column="政策文件", at=AT + timedelta(days=40)),
        replace(EVENT, item_id="2026-00003", index_number="", counts="apart", unit="建设局"),
    )
    with store.read() as work:
        counts = work.figures.counts(2026)
        march = list(work.log.entries(year=2026, medium="政府网站", month=3, figure="counted"))
        assert [entry.seq for entry in march] == [1]
        assert len(march) == counts.months[3]["政府网站"]
        assert [entry.seq for entry in work.log.entries(year=2026, column="政策文件", figure="counted")] == [3]
        assert [entry.seq for entry in work.log.entries(year=2026, unit="建设局", figure="apart")] == [4]
        assert [entry.seq for entry in work.log.entries(item_id="2026-00001", after=1, limit=5)] == [2]
        assert [entry.seq for entry in work.log.entries(kind=Kind.CORRECTED)] == [2]


def test_whether_an_item_is_public_follows_the_last_publication(store: Store) -> None:
    # A correction that the platform does not allow is a withdrawal and a new publication, logged as `corrected`.
    kinds = [
        Kind.PUBLISHED,
        Kind.CORRECTED,
        Kind.WITHDRAWN,
        Kind.CORRECTED,
        Kind.WITHDRAWN,
        Kind.PUBLISHED,
        Kind.VOIDED,
    ]
    seen = []
    for kind in kinds:
        log(store, replace(EVENT, kind=kind, counts="counted" if kind == Kind.PUBLISHED else ""))
        with store.read() as work:
            seen.append(work.log.is_published("2026-00001", "website"))
    assert seen == [True, True, False, True, False, True, False]
    with store.read() as work:
        assert not work.log.is_published("2026-00001", "wechat")


def test_only_publications_may_count(store: Store) -> None:
    with pytest.raises(ValueError, match="never counts"), store.write() as work:
        work.log.append(replace(EVENT, kind=Kind.CORRECTED))


ITEM = (
    "INSERT INTO items (id, index_number, author, unit, latest, made_at, title, column_name, document_number) "
    "VALUES ('2026-00001', 'X/1', '张三', '办公室', 1, '2026-03-02', '标题', '通知公告', '')"
)
EDITION = (
    "INSERT INTO editions (item_id, number, digest, title, column_name, unit, disclosure, record, made_at, made_by) "
    "VALUES ('2026-00001', 1, 'd', '标题', '通知公告', '办公室', '主动公开', '{}', '2026-03-02', '张三')"
)


def log(store: Store, *events: Event) -> None:
    for event in events:
        with store.write() as work:
            work.log.append(event)


def append(store: Store, length: int) -> Head:
    """So many entries of different items; the head."""
    log(store, *(replace(EVENT, item_id=f"2026-{number:05d}", index_number="") for number in range(length)))
    with store.read() as work:
        head = work.log.head()
    assert head
    return head.head


def tamper(store: Store, *statements: str) -> None:
    """As somebody with full rights over the database would."""
    with store.write() as work:
        for lift in lifting(store):
            work.session.execute(text(lift))
        for statement in statements:
            work.session.execute(text(statement))


def lifting(store: Store) -> Sequence[str]:
    if store.is_sqlite:
        return ["DROP TRIGGER log_no_update", "DROP TRIGGER log_no_delete"]
    return ["ALTER TABLE log DISABLE TRIGGER ALL"]


FIGURE = "counts = 'counted' AND change <> 0 ORDER BY seq"


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("query", "index"),
    [
        (
            f"{READ} WHERE year = 1 AND medium = '' AND month = 1 AND counts = '' AND change <> 0 ORDER BY seq",
            "figures",
        ),
        (f"{READ} WHERE year = 1 AND column_name = '' AND counts = '' AND change <> 0 ORDER BY seq", "year"),
        (f"{COUNTED_ITEM} {LAST_CHANGE}", "item"),
        (f"{COUNTED_NUMBER} {LAST_CHANGE}", "index_number"),
        (LAST_STATE, "item"),
    ],
)
def test_appending_and_opening_a_figure_use_an_index(store: Store, query: str, index: str) -> None:
    with store.read() as work:
        values = ("",) * query.count("?")
        plan = work.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values).all()
    assert f"ix_log_{index} " in str(plan[0])
