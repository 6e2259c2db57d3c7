"""The public pages of the built-in site, read back while the office works on: changed, gone, taken back, known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.actions.correct import correct
from bot.actions.errors import CannotDo, NotAllowed, WrongUse
from bot.actions.look_at_pages import look_at_pages, look_now, silent_sites
from bot.actions.note_page import note_page
from bot.actions.tidy import tidy
from bot.actions.withdraw import withdraw
from channels import loopback
from channels.channel import Sight
from channels.static import sandbox
from content.page_checks import Finding, PageCheck
from tests.bot.office import Office, make_office

BODY = "三月起对辖区企业开展安全生产检查，请各单位自查。"
MINUTE = timedelta(minutes=1)


@dataclass
class Watched:
    """An office whose website answers on loopback."""

    office: Office
    page: Path
    key: str

    def look(self, after: timedelta = MINUTE) -> int:
        self.office.later(after)
        return look_at_pages(self.office.app)

    def check(self) -> PageCheck:
        with self.office.app.store.read() as work:
            found = work.page_checks.get(self.key)
        assert found is not None
        return found

    def change(self) -> None:
        self.page.write_text(self.page.read_text("utf-8").replace("三月起", "四月起"), "utf-8")


def served(office: Office, address: str) -> Office:
    """With its website there."""
    text = office.settings.read_text("utf-8")
    office.settings.write_text(text.replace("https://www.example.gov.cn", address), "utf-8")
    office.app.close()
    return office.open()


@pytest.fixture
def watched(folder: Path) -> Iterator[Watched]:
    office = make_office(folder)
    with sandbox.serving(folder / "var/site") as home:
        served(office, home.rstrip("/"))
        office.register()
        ref = office.put_out(office.approved(office.item(body=BODY)))
        yield Watched(office, folder / "var/site/tzgg/2025/2025-00001.html", f"{ref}@website")
        office.app.close()


def test_a_page_that_stays_as_it_is_is_looked_at_ever_more_seldom(watched: Watched) -> None:
    assert watched.look(timedelta(seconds=30)) == 0
    assert [watched.look(), watched.look(), watched.look(9 * MINUTE)] == [1, 0, 1]
    assert [watched.look(timedelta(hours=23)), watched.look(timedelta(hours=1)), watched.look(timedelta(days=6))] == [
        0,
        1,
        0,
    ]
    assert (watched.check().looks, watched.check().matter) == (3, None)


def test_a_changed_page_is_told_until_a_correction_settles_and_is_then_expected_as_that(watched: Watched) -> None:
    office = watched.office
    watched.change()
    watched.look()
    assert watched.check().told_at is None
    watched.look(10 * MINUTE)
    assert (watched.check().told_at, watched.check().matter) == (office.now, Finding.CHANGED)
    assert "没有了：“三月起" in watched.check().says
    ref = office.approved(office.item(body="五月起开展检查，请各单位在四月底以前自查。"), item_id="2025-00001")
    correct(office.app, "周八", ref, reason="时间改了", now=office.now)
    tidy(office.app)
    with office.app.store.read() as work:
        (check,) = work.page_checks.of_item("2025-00001")
    assert (check.ref, check.matter) == (ref, None)
    assert watched.look() == 1
    assert look_now(office.app, f"{ref}@website").seen.sight is Sight.THERE


def test_what_is_withdrawn_must_be_gone_and_is_told_where_it_is_still_there(watched: Watched) -> None:
    office = watched.office
    before = watched.page.read_bytes()
    withdraw(office.app, "周八", "2025-00001", reason="有误", now=office.now)
    tidy(office.app)
    assert watched.look() == 1
    assert watched.check().matter is None
    watched.page.write_bytes(before)
    looked = look_now(office.app, watched.key)
    assert (looked.check.told_at, looked.check.matter) == (office.now, Finding.STILL)
    watched.page.unlink()
    assert look_now(office.app, watched.key).check.matter is None


def test_what_somebody_took_note_of_is_told_again_only_when_it_changes(watched: Watched) -> None:
    office, key = watched.office, watched.key
    with pytest.raises(CannotDo, match="没有要处理的"):
        note_page(office.app, "周八", key, "已联系。", now=office.now)
    watched.change()
    look_now(office.app, key)
    with pytest.raises(NotAllowed):
        note_page(office.app, "张三", key, "已联系。", now=office.now)
    with pytest.raises(WrongUse):
        note_page(office.app, "周八", key, " ", now=office.now)
    assert note_page(office.app, "周八", key, "已联系。", now=office.now).told_at is None
    watched.look(timedelta(days=1))
    assert (watched.check().told_at, watched.check().is_noted) == (None, True)
    watched.page.unlink()
    watched.look(timedelta(days=1))
    watched.look(10 * MINUTE)
    assert (watched.check().told_at, watched.check().matter) == (office.now, Finding.GONE)


def test_a_site_that_is_down_is_left_alone_for_a_while_and_looked_at_by_one_machine(watched: Watched) -> None:
    office = watched.office
    for number in range(2, 6):
        office.put_out(office.approved(office.item(f"第{number}号通知", body=BODY)))
    with loopback.listen() as nobody, office.app.store.write() as work:
        down = loopback.address(nobody)
        for number in range(1, 6):
            work.page_checks.expect(f"2025-0000{number}.1@website", f"{down}/1.html", office.now, is_public=True)
    assert watched.look() == 3
    assert (watched.look(), silent_sites(office.app)) == (0, ["website"])
    assert watched.look(timedelta(minutes=30)) == 3
    for _ in range(9):
        watched.look(timedelta(days=1))
    with office.app.store.read() as work:
        unseen = [one.unseen for number in range(1, 6) for one in work.page_checks.of_item(f"2025-0000{number}")]
        assert (max(unseen), work.page_checks.told(["website"], most=9)) == (3, [])
    with office.app.store.write() as work:
        work.page_checks.expect(watched.key, watched.check().url, office.now, is_public=True)
    office.app.store.shelf.put("pages:website", "other machine", office.now + timedelta(hours=1))
    assert watched.look() == 0


def test_what_was_live_before_is_looked_at_too_and_nothing_where_the_settings_do_not_want_it(watched: Watched) -> None:
    office = watched.office
    with office.app.store.write() as work:
        work.page_checks.forget("website")
    office.app.store.shelf.drop("pages:old:website")
    look_at_pages(office.app)
    assert watched.check().looks == 3
    assert watched.look(timedelta(days=7)) == 1
    text = office.settings.read_text("utf-8")
    office.settings.write_text(text.replace("{kind: static,", "{kind: static, watch: false,"), "utf-8")
    office.app.close()
    office.open()
    look_at_pages(office.app)
    with office.app.store.read() as work:
        assert work.page_checks.of_item("2025-00001") == []
    with pytest.raises(CannotDo, match="watch: false"):
        look_now(office.app, watched.key)


def test_a_sample_address_is_never_looked_at(folder: Path) -> None:
    office = make_office(folder)
    office.register()
    ref = office.put_out(office.approved())
    with office.app.store.read() as work:
        assert work.page_checks.of_item("2025-00001") == []
    with pytest.raises(CannotDo, match="示例网址"):
        look_now(office.app, f"{ref}@website")
    office.app.close()
