"""Items, people, the shelf and units of work, on both databases."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from content.edition import Edition
from content.item import Disclosure, Item, SecrecyReview, StoredFile
from content.log import Event, Kind
from content.people import Person
from content.store.store import Store

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
COVER = StoredFile("封面.jpg", "a" * 64, 1234, "image/jpeg")
ITEM = Item(
    title="关于开展检查的通知",
    column="通知公告",
    unit="综合办公室",
    html="<p>正文</p>",
    made_on=date(2026, 3, 1),
    secrecy=SecrecyReview("李四", date(2026, 3, 2), "可以公开"),
    cover=COVER,
    keywords=("检查", "安全"),
    overrides={"wechat": {"title": "检查开始了"}},
)


def number(year: int, serial: int) -> str:
    return f"X/{year}-{serial:05d}"


def create(store: Store, item: Item = ITEM, now: datetime = NOW) -> Edition:
    with store.write() as work:
        return work.items.create(item, "张三", number, now)


def test_an_item_comes_back_as_it_was_filed(store: Store) -> None:
    made = create(store)
    assert (made.ref, made.index_number, made.made_by) == ("2026-00001.1", "X/2026-00001", "张三")
    with store.read() as work:
        assert work.items.latest("2026-00001") == work.items.edition("2026-00001", 1) == made
        assert made.item == ITEM
        with pytest.raises(KeyError):
            work.items.edition("2026-00001", 2)


def test_a_changed_text_is_a_new_edition_and_the_same_text_is_not(store: Store) -> None:
    first = create(store)
    with store.write() as work:
        assert work.items.revise("2026-00001", ITEM, "李四", LATER) == first
        second = work.items.revise("2026-00001", replace(ITEM, title="改过的通知"), "李四", LATER)
    assert (second.ref, second.index_number) == ("2026-00001.2", first.index_number)
    with store.read() as work:
        assert work.items.latest("2026-00001") == second
        assert work.items.edition("2026-00001", 1) == first
        assert work.items.authors("2026-00001", 1) == {"张三"}
        assert work.items.authors("2026-00001", 2) == {"张三", "李四"}


def test_numbers_are_of_the_year_in_shanghai(store: Store) -> None:
    assert create(store, now=datetime(2026, 12, 31, 16, 0, tzinfo=UTC)).ref == "2027-00001.1"


def test_an_index_number_in_use_is_passed_over_also_when_it_was_imported(store: Store) -> None:
    with store.write() as work:
        work.log.append(Event(kind=Kind.RECORDED, at=NOW, by="张三", index_number="X/2026-00001", counts="counted"))
    assert create(store).index_number == "X/2026-00002"


def test_a_template_without_a_serial_is_named(store: Store) -> None:
    with store.write() as work:
        work.items.create(ITEM, "张三", lambda year, _: f"X/{year}", NOW)
    with pytest.raises(ValueError, match="serial"), store.write() as work:
        work.items.create(ITEM, "张三", lambda year, _: f"X/{year}", NOW)


def test_items_made_at_the_same_time_get_numbers_of_their_own(store: Store) -> None:
    threads = [threading.Thread(target=lambda: [create(store) for _ in range(5)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as work:
        assert {work.items.latest(f"2026-{serial:05d}").index_number for serial in range(1, 21)} == {
            f"X/2026-{serial:05d}" for serial in range(1, 21)
        }


def test_what_was_made_is_counted_by_attribute(store: Store) -> None:
    for disclosure in (Disclosure.ACTIVE, Disclosure.ACTIVE, Disclosure.WITHHELD):
        create(store, replace(ITEM, disclosure=disclosure))
    create(store, replace(ITEM, made_on=date(2025, 12, 31)))
    create(store, replace(ITEM, made_on=None, disclosure=Disclosure.ON_APPLICATION))
    with store.read() as work:
        assert work.items.made(2026) == {
            Disclosure.ACTIVE: 2,
            Disclosure.ON_APPLICATION: 1,
            Disclosure.WITHHELD: 1,
        }
        assert len(work.items.made_rows(2026)) == 4


def test_what_is_not_out_is_listed_until_it_was_public_somewhere(store: Store) -> None:
    create(store)
    create(store, replace(ITEM, title="更早", made_on=date(2026, 1, 5)))
    create(store, replace(ITEM, made_on=date(2026, 3, 20)))
    create(store, replace(ITEM, disclosure=Disclosure.WITHHELD))
    with store.write() as work:
        assert [made.title for made in work.items.not_out(date(2026, 3, 2))] == ["更早", ITEM.title]
        work.log.append(
            Event(kind=Kind.PUBLISHED, at=NOW, by="张三", item_id="2026-00002", channel="website", counts="counted")
        )
        assert [made.ref for made in work.items.not_out(date(2026, 3, 2))] == ["2026-00001.1"]


def test_people_are_known_from_the_start_and_stay_known(store: Store) -> None:
    zhang = Person("张三", "综合办公室", frozenset({"信息员", "发布员"}))
    with store.write() as work:
        work.people.add(zhang, NOW)
        work.people.add(Person("李四", "建设局"), LATER)
    with pytest.raises(ValueError, match="已在人员名单里"), store.write() as work:
        work.people.add(zhang, NOW)
    with store.write() as work:
        work.people.change(replace(zhang, active=False))
    with store.read() as work:
        assert work.people.get("王五") is None
        assert [person.name for person in work.people.all()] == ["张三", "李四"]
        assert work.people.get("张三") == replace(zhang, active=False)
        assert not work.people.all()[0].may("发布员")


def test_the_shelf_forgets_in_time(store: Store) -> None:
    shelf = store.shelf
    shelf.put("token", "one", LATER)
    assert shelf.get("token", NOW) == "one"
    assert shelf.get("token", LATER) is None
    shelf.put("token", "two", LATER)
    assert shelf.get("token", NOW) == "two"
    shelf.drop("token")
    assert shelf.get("token", NOW) is None


def test_the_shelf_swaps_only_what_is_there(store: Store) -> None:
    shelf = store.shelf
    assert shelf.swap("lease", None, "a", until=LATER, now=NOW)
    assert not shelf.swap("lease", None, "b", until=LATER, now=NOW)
    assert not shelf.swap("lease", "b", "c", until=LATER, now=NOW)
    assert shelf.swap("lease", "a", "c", until=LATER, now=NOW)
    assert not shelf.swap("lease", "c", "d", until=LATER, now=LATER), "expired: nobody's any more"
    assert shelf.swap("lease", None, "e", until=LATER + timedelta(hours=1), now=LATER)
    assert shelf.tidy(LATER) == 0
    assert shelf.tidy(LATER + timedelta(hours=1)) == 1


def test_of_many_who_want_a_lease_one_gets_it(store: Store) -> None:
    won: list[int] = []

    def want(worker: int) -> None:
        if store.shelf.swap("lease", None, str(worker), until=LATER, now=NOW):
            won.append(worker)

    threads = [threading.Thread(target=want, args=(worker,)) for worker in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1


def test_what_is_read_stays_as_it_was_while_others_write(store: Store) -> None:
    create(store)
    with store.read() as work:
        before = work.items.latest("2026-00001")
        with store.write() as other:
            other.items.revise("2026-00001", replace(ITEM, title="改过"), "李四", LATER)
        assert work.items.latest("2026-00001") == before


def test_the_log_and_rows_written_in_one_unit_of_work_are_kept_or_lost_together(store: Store) -> None:
    event = Event(kind=Kind.SUBMITTED, at=NOW, by="张三", item_id="2026-00001")
    with pytest.raises(KeyError), store.write() as work:
        work.items.revise(
            f"{work.items.create(ITEM, '张三', number, work.log.append(event).event.at)}", ITEM, "张三", NOW
        )
    with store.read() as work:
        assert work.log.head() is None
        with pytest.raises(KeyError):
            work.items.latest("2026-00001")
