"""When a public page is looked at, and what of it staff are told: rules, and as they lie in both databases."""

from datetime import UTC, datetime, timedelta

from content.delivery import Act
from content.item import Item
from content.page_checks import DAILY, Finding, PageCheck, not_seen, noted, seen
from content.people import Person
from content.receipt import Receipt, Standing
from content.store.order import Order
from content.store.store import Store

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
URL = "https://www.example.gov.cn/tzgg/1.html"
PAGE = PageCheck("2026-00001", 1, "website", URL, is_public=True, next_at=NOW + MINUTE)


def waits(check: PageCheck, *, now: datetime = NOW) -> timedelta | None:
    return check.next_at - now if check.next_at else None


def test_a_page_is_looked_at_soon_after_it_is_out_and_every_week_then() -> None:
    page, waited = PAGE, []
    for _ in range(5):
        page = seen(page, None, "", NOW)
        waited.append(waits(page))
    assert waited == [10 * MINUTE, DAILY, *[7 * DAILY] * 3]


def test_what_was_taken_back_and_stays_away_is_looked_at_no_more_after_a_month() -> None:
    page = PageCheck("2026-00001", 1, "website", URL, is_public=False)
    waited = [waits(page := seen(page, None, "", NOW)) for _ in range(5)]
    assert waited == [10 * MINUTE, DAILY, 7 * DAILY, 30 * DAILY, None]


def test_a_change_is_told_once_it_was_seen_twice_and_once_where_a_person_looked() -> None:
    page = seen(PAGE, Finding.CHANGED, "没有了标题。", NOW)
    assert (page.told_at, waits(page)) == (None, 10 * MINUTE)
    page = seen(page, Finding.CHANGED, "没有了标题。", NOW + MINUTE)
    assert (page.told_at, waits(page, now=NOW + MINUTE)) == (NOW + MINUTE, DAILY)
    assert seen(PAGE, Finding.GONE, "网页打不开。", NOW, sure=True).told_at == NOW
    assert seen(page, None, "", NOW).told_at is None


def test_what_somebody_took_note_of_is_told_again_only_when_it_is_otherwise() -> None:
    page = noted(seen(PAGE, Finding.CHANGED, "没有了标题。", NOW, sure=True), "周八", "正在联系。", NOW)
    assert (page.told_at, page.is_noted) == (None, True)
    page = seen(not_seen(page, "超时", NOW), Finding.CHANGED, "没有了标题。", NOW)
    assert page.told_at is None
    assert seen(page, Finding.CHANGED, "没有了附件。", NOW).told_at == NOW
    mended = seen(page, None, "", NOW)
    assert seen(mended, Finding.CHANGED, "没有了标题。", NOW, sure=True).told_at == NOW


def test_a_site_that_does_not_answer_is_told_after_the_fourth_time_and_forgets_no_finding() -> None:
    page, told = PAGE, []
    for _ in range(4):
        page = not_seen(page, "超时", NOW)
        told.append((page.told_at, waits(page)))
    assert told == [(None, 10 * MINUTE), (None, 60 * MINUTE), (None, 360 * MINUTE), (NOW, DAILY)]
    assert page.matter is Finding.UNSEEN
    gone = not_seen(seen(PAGE, Finding.GONE, "404", NOW, sure=True), "超时", NOW + MINUTE)
    assert (gone.told_at, gone.matter, gone.matter_says) == (NOW, Finding.GONE, "404")


def test_a_correction_takes_the_page_over_and_leaves_an_old_address_to_be_gone(store: Store) -> None:
    with store.write() as work:
        pages = work.page_checks
        pages.expect("2026-00001.1@website", URL, NOW, is_public=True)
        first = pages.due("website", NOW + MINUTE, 9)[0]
        assert pages.take(first, seen(first, Finding.CHANGED, "没有了标题。", NOW, sure=True))
        assert not pages.take(first, seen(first, None, "", NOW))
        pages.expect("2026-00001.2@website", URL, NOW, is_public=True)
        pages.replace_others("2026-00001.2@website", URL, NOW)
        assert [(one.ref, one.finding) for one in pages.of_item("2026-00001")] == [("2026-00001.2", None)]
        pages.expect("2026-00001.3@website", f"{URL}?new", NOW, is_public=True)
        pages.replace_others("2026-00001.3@website", f"{URL}?new", NOW)
        expected = [(one.ref, one.is_public) for one in pages.of_item("2026-00001")]
    assert expected == [("2026-00001.2", False), ("2026-00001.3", True)]


def test_what_is_live_already_is_taken_in_piece_by_piece_and_told_to_whom_it_concerns(store: Store) -> None:
    with store.write() as work:
        for number, unit in enumerate(("综合办公室", "财政局", "财政局"), 1):
            item = Item(title=f"第{number}号通知", column="通知公告", unit=unit, html="<p>正文</p>")
            edition = work.items.create(item, "张三", lambda year, serial: f"X/{year}-{serial:05d}", NOW)
            editions, suffix = [(edition.item_id, 1)], f"a{number}"
            order = Order(channel="website", act=Act.PUBLISH, editions=editions, due_at=NOW, by="周八", suffix=suffix)
            work.dispatches.create(order, NOW)
            work.deliveries.take(Receipt(edition.key("website"), Standing.LIVE, NOW, url=f"{URL}{number}"))
        pages, last = work.page_checks, 0
        while last is not None:
            reached, last = last, pages.begin_old("website", last, NOW, most=2, leave_out=f"{URL}1".__eq__)
        assert reached == 3
        assert [one.url for one in pages.due("website", NOW + 7 * DAILY, 9)] == [f"{URL}3", f"{URL}2"]
        for one in pages.due("website", NOW + 7 * DAILY, 9):
            assert pages.take(one, seen(one, Finding.GONE, "404", NOW, sure=True))
        theirs = Person("李四", "财政局", frozenset({"发布员"}), units=frozenset({"财政局"}))
        others = Person("周八", "财政局", frozenset({"发布员"}), units=frozenset({"综合办公室"}))
        told = [len(pages.told(["website"], one, most=9)) for one in (None, theirs, others)]
        assert (told, pages.told(["elsewhere"], most=9)) == ([2, 2, 0], [])
        (first, second) = pages.told(["website"], most=9)
        assert pages.take(first.check, noted(first.check, "李四", "在改。", NOW))
        assert [one.check.key for one in pages.told(["website"], most=9)] == [second.check.key]
        assert [(one.check.noted.word, one.unit) for one in pages.noted(["website"], most=9) if one.check.noted] == [
            ("在改。", "财政局")
        ]


def test_what_happens_to_a_page_while_it_is_looked_at_is_not_overwritten(store: Store) -> None:
    with store.write() as work:
        work.page_checks.expect("2026-00001.1@website", URL, NOW, is_public=True)
        before = work.page_checks.due("website", NOW + MINUTE, 9)[0]
        work.page_checks.expect("2026-00001.1@website", URL, NOW, is_public=False)
        assert not work.page_checks.take(before, seen(before, Finding.GONE, "404", NOW))
        assert work.page_checks.of_item("2026-00001")[0].is_public is False
