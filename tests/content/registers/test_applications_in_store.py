"""The register in the database: numbers of the year, a history that only grows, a log without personal data."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from content.log import Kind
from content.registers.applications import Act, Application, State
from content.registers.clocks import received, submitted
from content.registers.working_days import AnnouncedDays
from content.store.store import Store
from content.zone import SHANGHAI
from tests.content.registers.applicants import CITIZEN

NOW = datetime(2025, 3, 4, 9, 0, tzinfo=SHANGHAI)
Adds = Callable[..., Application]


def number(year: int, serial: int) -> str:
    return f"依申请〔{year}〕{serial:04d}号"


@pytest.fixture
def add(store: Store) -> Adds:
    def add(at: datetime = NOW, *, visitor: str = "", origin: str = "", by: str = "") -> Application:
        made = replace(submitted(CITIZEN, at, AnnouncedDays()), visitor=visitor, origin=origin)
        with store.write() as work:
            return work.applications.add(made, number, by=by, salt="盐", now=at)

    return add


def test_numbers_count_per_year_of_submission_in_shanghai(store: Store, add: Adds) -> None:
    new_year = datetime(2026, 1, 1, 0, 30, tzinfo=SHANGHAI)
    assert [add(at).number for at in (NOW, NOW, new_year)] == [number(2025, 1), number(2025, 2), number(2026, 1)]
    with store.read() as work:
        assert [one.number for one in work.applications.all(year=2025)] == [number(2025, 1), number(2025, 2)]
        assert work.applications.by_serial(2026, 1) == work.applications.get(number(2026, 1))
        assert work.applications.by_serial(2024, 1) is None


def test_of_many_at_once_each_gets_a_number_of_its_own(store: Store, add: Adds) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: add().number, range(24)))
    assert sorted(numbers) == [number(2025, serial) for serial in range(1, 25)]
    with store.read() as work:
        assert work.log.verify() is None


def test_it_comes_back_as_it_was_registered(store: Store, add: Adds) -> None:
    made = add(visitor="oSample", origin="某处")
    with store.read() as work:
        assert work.applications.get(made.number) == made
        assert work.applications.of_visitor("oSample") == [made]
        assert work.applications.of_visitor("") == []


def test_every_change_keeps_before_and_after(store: Store, add: Adds) -> None:
    made = add()
    confirmed = received(made, date(2025, 3, 6), AnnouncedDays())
    with store.write() as work:
        work.applications.change(confirmed, Act.CONFIRMED, by="王五", now=NOW + timedelta(days=2))
    with store.read() as work:
        first, second = work.applications.history(made.number)
    assert (first.act, first.by, first.before, first.after["name"]) == (Act.RECEIVED, "", {}, "张三")
    assert (second.act, second.by) == (Act.CONFIRMED, "王五")
    assert second.before == {"state": "submitted", "received_on": None, "due_on": None}
    assert second.after == {"state": "received", "received_on": "2025-03-06", "due_on": "2025-04-03"}


def test_what_changes_nothing_is_not_written_down(store: Store, add: Adds) -> None:
    made = add()
    with store.write() as work:
        work.applications.change(made, Act.NOTED, by="王五", now=NOW)
    with store.read() as work:
        assert len(work.applications.history(made.number)) == 1


def test_the_log_names_fields_and_never_says_what_stands_in_them(store: Store, add: Adds) -> None:
    made = add(visitor="oSample")
    with store.write() as work:
        right = replace(made, draft=replace(CITIZEN, phone="13900000000"))
        work.applications.change(right, Act.CORRECTED, by="王五", reason="笔误", now=NOW)
    with store.read() as work:
        registered, changed = work.log.entries()
        assert work.log.verify() is None
    assert (registered.event.kind, registered.event.by) == (Kind.REGISTERED, "申请人")
    assert (changed.event.kind, changed.event.by) == (Kind.CHANGED, "王五")
    assert changed.event.evidence == {
        "register": "依申请公开",
        "number": made.number,
        "change": "更正登记",
        "fields": "联系电话",
    }
    for secret in ("张三", CITIZEN.phone, "13900000000", CITIZEN.identity_number, CITIZEN.description, "oSample"):
        assert secret not in repr((registered, changed))


def test_the_digest_of_a_short_field_cannot_be_guessed_without_the_salt(store: Store) -> None:
    made = submitted(CITIZEN, NOW, AnnouncedDays())
    with store.write() as work:
        for salt in ("一", "二"):
            work.applications.add(made, lambda year, serial: f"{year}-{serial}", by="", salt=salt, now=NOW)
        digests = {entry.event.digest for entry in work.log.entries()}
    assert len(digests) == 2


def test_the_database_itself_refuses_to_change_the_history_or_to_delete_an_application(store: Store, add: Adds) -> None:
    add()
    refused = (
        "UPDATE application_changes SET act = '别的'",
        "DELETE FROM application_changes",
        "DELETE FROM applications",
    )
    for statement in refused:
        with pytest.raises(DatabaseError), store.write() as work:
            work.session.execute(text(statement))
    with store.read() as work:
        assert len(work.applications.all()) == 1


def test_somebody_who_leaves_is_forgotten_and_the_application_stays(store: Store, add: Adds) -> None:
    kept, other = add(visitor="oSample"), add(visitor="oOther")
    with store.write() as work:
        assert work.applications.forget("oSample", NOW) == 1
        assert work.applications.forget("", NOW) == 0
    with store.read() as work:
        assert work.applications.get(kept.number) == replace(kept, visitor="")
        assert work.applications.get(other.number) == other
        last = work.applications.history(kept.number)[-1]
        everywhere = [work.session.execute(text(reading)).all() for reading in EVERYWHERE]
    assert last.act is Act.FORGOTTEN
    assert "oSample" not in repr(everywhere)


EVERYWHERE = ("SELECT * FROM applications", "SELECT * FROM application_changes", "SELECT * FROM log")


def test_who_applied_lately_is_found_by_visitor_or_origin(store: Store, add: Adds) -> None:
    one, other = add(visitor="oSample"), add(origin="某处")
    with store.read() as work:
        since = work.applications.since
        assert since(NOW - timedelta(days=1), visitor="oSample", origin="") == [one]
        assert since(NOW - timedelta(days=1), visitor="", origin="某处") == [other]
        assert since(NOW, visitor="oSample", origin="") == []
        assert since(NOW - timedelta(days=1), visitor="", origin="") == []


def test_only_those_in_the_states_asked_for_are_listed(store: Store, add: Adds) -> None:
    made = add()
    with store.read() as work:
        assert work.applications.all(states=[State.SUBMITTED]) == [made]
        assert work.applications.all(states=[State.CLOSED]) == []


def test_how_often_an_item_helped_is_counted(store: Store) -> None:
    with store.write() as work:
        for item, day in (("2025-00001", 3), ("2025-00001", 3), ("2025-00001", 4), ("2025-00002", 4)):
            work.applications.helped(item, date(2025, 3, day))
    with store.read() as work:
        assert work.applications.times_helped(date(2025, 3, 1), date(2025, 3, 31)) == {"2025-00001": 3, "2025-00002": 1}
        assert work.applications.times_helped(date(2025, 3, 4), date(2025, 3, 4)) == {"2025-00001": 1, "2025-00002": 1}
