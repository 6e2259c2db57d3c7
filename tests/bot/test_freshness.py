"""What goes stale is told in time, with what is on its way and what to do."""

import json
from datetime import datetime, timedelta

import pytest

from bot.actions.publish import publish
from bot.settings import SettingsFaults, load
from bot.views.freshness import Watched, freshness
from content.freshness import Freshness, Level, Way
from content.zone import SHANGHAI
from tests.bot.conftest import Run
from tests.bot.office import NOW, Office, make_office


def look(office: Office) -> Watched:
    return freshness(office.app, office.now)


def named(found: Watched, channel: str, column: str = "") -> Freshness:
    return next(one for one in found.places if (one.place.channel, one.place.column) == (channel, column))


def test_what_was_published_keeps_home_page_and_column_fresh_each_for_its_days(office: Office) -> None:
    office.put_out(office.approved(), to=["website"])
    found = look(office)
    assert [named(found, "website", column).level for column in ("", "通知公告")] == [Level.FINE, Level.FINE]
    assert (named(found, "website", "政策解读").level, named(found, "douyin").level) == (Level.EMPTY, Level.EMPTY)
    office.later(timedelta(days=15))
    found = look(office)
    assert (named(found, "website").left, named(found, "website", "通知公告").left) == (-1, 165)
    assert found.vetoes == ("政府网站首页超过两周没有新内容", "政务抖音还没有内容")
    assert found.warnings[0].startswith("政府网站首页已超期1天（最后更新 2025-03-04，期限14天）")


def test_the_press_has_no_limit(office: Office) -> None:
    assert {one.place.channel for one in look(office).places} == {"website", "douyin"}


def test_what_waits_for_a_person_is_named_until_it_is_scheduled(office: Office) -> None:
    office.put_out(office.approved(), to=["website"])
    office.later(timedelta(days=12))
    ref = office.approved(office.item("关于停水的通知"))
    home = named(look(office), "website")
    assert (home.level, [one.way for one in home.coming]) == (Level.SOON, [Way.NOT_ORDERED])
    assert f"gongkai publish {ref} --to website" in home.says
    publish(office.app, "周八", ref, at=office.now + timedelta(days=1), now=office.now)
    home = named(look(office), "website")
    assert (home.level, home.in_time is not None) == (Level.FINE, True)
    with office.app.store.write() as work:
        work.dispatches.pause("website", "文件夹写不进去。", office.now)
    home = named(look(office), "website")
    assert home.level is Level.SOON
    assert "渠道已暂停，文件夹写不进去" in home.says


def test_when_something_comes_is_told_in_the_offices_own_time(office: Office, run: Run) -> None:
    office.now = datetime.now(SHANGHAI)
    office.put_out(office.approved(), to=["website"])
    ref = office.approved(office.item("关于停水的通知"))
    early = (office.now + timedelta(days=1)).replace(hour=7, minute=30)
    publish(office.app, "周八", ref, at=early, now=office.now)
    shown = run("freshness", settings=office.settings).out
    assert f"已安排 {ref}《关于停水的通知》在 {early:%Y-%m-%d} 07:30 发出，赶得上。" in shown


def test_a_video_nobody_has_claimed_does_not_keep_the_account_fresh(office: Office) -> None:
    ref = office.put_out(office.approved(office.video_item()))
    account = named(look(office), "douyin")
    assert (account.level, [one.way for one in account.coming]) == (Level.EMPTY, [Way.BY_HAND])
    assert f"gongkai claim {ref}@douyin" in account.says


def test_a_new_edition_of_what_is_out_is_nothing_new(office: Office) -> None:
    ref = office.put_out(office.approved(), to=["website"])
    office.approved(office.item("关于检查的通知（修订）"), item_id=ref.partition(".")[0])
    assert named(look(office), "website").coming == ()


def test_what_was_withdrawn_keeps_nothing_fresh(office: Office, run: Run) -> None:
    ref = office.put_out(office.approved(), to=["website"])
    run("withdraw", ref, "--reason", "失效", "--by", "周八", "--wait", settings=office.settings)
    assert named(look(office), "website", "通知公告").level is Level.EMPTY


def test_stricter_local_days_hold_and_looser_ones_are_refused(office: Office) -> None:
    office.put_out(office.approved(), to=["website"])
    office.app.close()
    stricter = make_office(office.folder, more="freshness: {home_days: 10, account_days: 7}\n")
    stricter.later(timedelta(days=11))
    found = look(stricter)
    stricter.app.close()
    assert (named(found, "website").left, named(found, "douyin").place.days) == (-1, 7)
    office.settings.write_text(
        office.settings.read_text(encoding="utf-8").replace("home_days: 10", "home_days: 20"), encoding="utf-8"
    )
    with pytest.raises(SettingsFaults, match="不能大于 14"):
        load(office.settings, {})


def test_the_command_tells_the_most_urgent_first_and_exits_with_1(office: Office, run: Run) -> None:
    table = office.folder / "2025.csv"
    rows = "\n".join(f"2025-01-{day:02d},通知{day},政府网站,通知公告" for day in range(1, 31, 3))
    table.write_text(f"日期,标题,载体,栏目\n{rows}\n", encoding="utf-8")
    run("import", table, "--by", "吴九", settings=office.settings)
    shown = run("freshness", settings=office.settings)
    assert shown.code == 1
    assert "【单项否决】政府网站首页超过两周没有新内容。" in shown.out
    found = json.loads(run("freshness", "--json", settings=office.settings).out)
    assert (found["over"], found["places"][0]["level"]) == (True, "over")
    assert look(office).today == NOW.date()
    home = named(look(office), "website")
    assert (home.usual, home.left) == (3, -21)
