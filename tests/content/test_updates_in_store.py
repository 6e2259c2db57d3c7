"""The log tells when something new last became public in a column, however long it is."""

from dataclasses import replace
from datetime import date, datetime

from content.log import Event, Kind, voiding
from content.store.bare import Bare
from content.store.store import Store
from content.store.updates import COLUMNS, LAST, LAST_DAYS, LISTED, MIDNIGHT_IN_SQLITE, NEWEST, Outlet
from content.zone import SHANGHAI

WEBSITE = Outlet("政府网站", ("website", ""))
EVENT = Event(
    kind=Kind.PUBLISHED,
    at=datetime(2026, 3, 1, 9, tzinfo=SHANGHAI),
    by="周八",
    item_id="2026-00001",
    channel="website",
    medium="政府网站",
    column="通知公告",
)
OLD = Event(kind=Kind.RECORDED, at=EVENT.at, by="吴九", medium="政府网站", column="政策文件", counts="counted")


def moment(day: int, hour: int = 9, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


def write(store: Store, *events: Event) -> list[int]:
    with store.write() as work:
        return [work.log.append(event).seq for event in events]


def item(number: int, at: datetime) -> Event:
    return replace(EVENT, item_id=f"2026-{number:05d}", at=at)


def test_what_is_not_public_any_more_is_not_the_last(store: Store) -> None:
    write(store, item(1, moment(1)), item(2, moment(5)), item(3, moment(9)), item(4, moment(11)))
    write(
        store, replace(item(4, moment(12)), kind=Kind.WITHDRAWN), voiding(item(3, moment(9)), at=moment(12), by="周八")
    )
    write(store, replace(item(2, moment(13)), kind=Kind.CORRECTED))
    with store.read() as work:
        assert work.updates.last(WEBSITE, ["通知公告"]) == {"通知公告": moment(5)}
        assert work.updates.last(WEBSITE, ["政策文件"]) == {}


def test_what_was_imported_of_the_medium_counts_until_it_is_taken_back(store: Store) -> None:
    first, second = write(store, replace(OLD, at=moment(1)), replace(OLD, at=moment(8)))
    with store.read() as work:
        assert work.updates.last(WEBSITE, ["政策文件"]) == {"政策文件": moment(8)}
        assert work.updates.last(Outlet("政府网站", ("website",)), ["政策文件"]) == {}
    write(store, voiding(replace(OLD, at=moment(8)), at=moment(9), by="吴九", voids=str(second)))
    with store.read() as work:
        assert work.updates.last(WEBSITE, ["政策文件"]) == {"政策文件": moment(1)}
    assert first == 1


def test_days_are_those_of_shanghai_each_once_the_newest_first(store: Store) -> None:
    write(store, *(item(n, at) for n, at in enumerate([moment(1), moment(2, 0), moment(2, 23), moment(7)], 1)))
    write(store, replace(OLD, at=moment(9), column="通知公告"))
    with store.read() as work:
        assert work.updates.days(WEBSITE, ["通知公告"], 3)["通知公告"] == [
            date(2026, 3, 9),
            date(2026, 3, 7),
            date(2026, 3, 2),
        ]
        assert work.updates.days(WEBSITE, ["通知公告", "别的"], 9) == {
            "通知公告": [date(2026, 3, day) for day in (9, 7, 2, 1)],
            "别的": [],
        }


def test_every_column_is_found_and_what_has_none(store: Store) -> None:
    write(
        store, EVENT, OLD, replace(OLD, column=""), replace(EVENT, medium="政务抖音", channel="douyin", column="别的")
    )
    with store.read() as work:
        assert sorted(work.updates.columns("政府网站")) == ["", "政策文件", "通知公告"]
        assert work.updates.columns("微信公众号") == []


def test_a_long_log_is_not_read_for_it(store: Store) -> None:
    if not store.is_sqlite:
        return  # PostgreSQL plans by how much there is
    with store.read() as work:
        bare = Bare(work.session.connection())
        for query in (COLUMNS, LAST_DAYS.replace("{midnight}", MIDNIGHT_IN_SQLITE), LAST, NEWEST):
            plan = str(
                bare.all_listed(
                    f"EXPLAIN QUERY PLAN {query}", LISTED, ("1",) * (query.count("?") + query.count("{listed}"))
                )
            )
            assert "ix_log_updates" in plan
            assert "SCAN log" not in plan
