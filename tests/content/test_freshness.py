"""When a column or an account is stale, what its rhythm and the queue say of it, and what a check would veto."""

from datetime import date, datetime, timedelta

import pytest

from content.freshness import Coming, Freshness, Level, Place, Way, by_urgency, vetoes
from content.freshness_rules import Sort, sort_of
from content.zone import SHANGHAI

TODAY = date(2026, 3, 20)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


def place(sort: Sort = Sort.ACCOUNT, days: int | None = 14, column: str = "") -> Place:
    return Place(channel="wechat", name=column or "账号 wechat", sort=sort, days=days, column=column)


def seen(since: int | None, *coming: Coming, every: int = 0, where: Place | None = None) -> Freshness:
    """Last updated so many days ago, `every` so many days before that."""
    last = None if since is None else TODAY - timedelta(days=since)
    recent = tuple(last - timedelta(days=every * n) for n in range(6)) if last and every else ()
    return Freshness(place=where or place(), today=TODAY, last=at(last) if last else None, recent=recent, coming=coming)


def coming(way: Way, when: datetime | None = None) -> Coming:
    return Coming(ref="2026-00009.1", title="新稿", channel="wechat", column="通知公告", way=way, at=when)


@pytest.mark.parametrize(
    ("column", "sort"),
    [
        ("工作动态", Sort.NEWS),
        ("高新要闻", Sort.NEWS),
        ("通知公告", Sort.NOTICES),
        ("政策文件", Sort.NOTICES),
        ("领导信息", Sort.YEARLY),
        ("规划计划", Sort.YEARLY),
        ("办事指南", Sort.OTHER),
    ],
)
def test_a_column_is_judged_by_what_its_name_says(column: str, sort: Sort) -> None:
    assert sort_of(column) is sort


def test_two_weeks_later_is_the_last_day_and_the_day_after_is_too_late() -> None:
    assert [seen(since).left for since in (13, 14, 15)] == [1, 0, -1]
    assert [seen(since).is_over for since in (14, 15)] == [False, True]
    assert "今天到期" in seen(14).says
    assert "已超期1天" in seen(15).says


def test_a_publication_before_midnight_in_shanghai_is_of_that_day() -> None:
    late = Freshness(place=place(), today=TODAY, last=datetime(2026, 3, 5, 16, 30, tzinfo=SHANGHAI), recent=())
    assert late.due == date(2026, 3, 19)


def test_a_column_without_a_limit_is_never_stale() -> None:
    old = seen(900, where=place(Sort.OTHER, None, "办事指南"))
    assert (old.level, old.due, old.says) == (Level.FINE, None, "")


def test_what_is_scheduled_in_time_calms_and_what_comes_too_late_does_not() -> None:
    due = TODAY + timedelta(days=2)
    assert seen(12, coming(Way.SCHEDULED, at(due, 23))).level is Level.FINE
    late = seen(12, coming(Way.SCHEDULED, at(due + timedelta(days=1), 0)))
    assert late.level is Level.SOON
    assert "赶不上" in late.says
    assert "gongkai cancel 2026-00009.1@wechat" in late.says


@pytest.mark.parametrize(
    ("way", "what"),
    [
        (Way.BY_HAND, "gongkai claim 2026-00009.1@wechat"),
        (Way.NOT_ORDERED, "gongkai publish 2026-00009.1 --to wechat"),
        (Way.STOPPED, "发不出去"),
    ],
)
def test_what_waits_for_a_person_does_not_calm_but_says_what_to_do(way: Way, what: str) -> None:
    waiting = seen(12, coming(way))
    assert waiting.level is Level.SOON
    assert what in waiting.says


def test_a_first_item_on_its_way_is_said_to_come() -> None:
    assert "将在 2026-03-21 09:00 发出" in seen(None, coming(Way.SCHEDULED, at(TODAY + timedelta(days=1)))).says
    assert "请安排一篇新稿，栏目写“通知公告”" in seen(None, where=place(Sort.NOTICES, 180, "通知公告")).says


def test_the_rhythm_of_the_last_months_tells_whether_it_will_lapse() -> None:
    steady, slow, quiet = seen(5, every=7), seen(5, every=20), seen(8, every=3)
    assert (steady.usual, steady.level, steady.expected) == (7, Level.FINE, TODAY + timedelta(days=2))
    assert (slow.usual, slow.level) == (20, Level.SLOW)
    assert f"下一条在{TODAY + timedelta(days=15)}，晚于期限{TODAY + timedelta(days=9)}" in slow.forecast
    assert (quiet.level, "现在已停8天" in quiet.says) == (Level.SLOW, True)
    assert seen(5).usual is None


def test_what_is_older_than_half_a_year_is_no_rhythm() -> None:
    assert seen(5, every=80).usual == 80
    assert seen(5, every=100).usual is None


def test_the_most_urgent_comes_first() -> None:
    empty_column = seen(None, where=place(Sort.OTHER, None, "办事指南"))
    shuffled = [seen(1, every=2), empty_column, seen(13), seen(20), seen(None), seen(16)]
    levels = [one.level for one in by_urgency(shuffled)]
    assert levels == [Level.OVER, Level.OVER, Level.EMPTY, Level.EMPTY, Level.SOON, Level.FINE]
    assert [one.left for one in by_urgency(shuffled)][:2] == [-6, -2]


def test_a_check_vetoes_five_columns_of_news_and_notices_and_not_four() -> None:
    news = [seen(15, where=place(Sort.NEWS, 14, f"动态{n}")) for n in range(3)]
    notices = [seen(181, where=place(Sort.NOTICES, 180, f"公告{n}")) for n in range(2)]
    assert vetoes([*news, *notices[:1]], 0) == []
    assert vetoes([*news, *notices], 0) == [
        "动态要闻、通知公告和政策文件类栏目超期有5个，达到5个：动态0、动态1、动态2、公告0、公告1"
    ]


def test_a_check_vetoes_ten_stale_columns_five_empty_ones_and_four_unanswered_letters() -> None:
    stale = [seen(366, where=place(Sort.YEARLY, 365, f"计划{n}")) for n in range(10)]
    empty = [seen(None, where=place(Sort.OTHER, None, f"指南{n}")) for n in range(5)]
    assert vetoes([*stale[:9], *empty[:4]], 3) == []
    assert [says[:8] for says in vetoes([*stale, *empty], 4)] == [
        "应更新未更新的栏",
        "空白栏目有5个，",
        "一年内有4件咨询",
    ]


def test_a_stricter_local_rule_warns_and_vetoes_nothing() -> None:
    strict = seen(12, where=place(days=10))
    assert (strict.is_over, vetoes([strict], 0)) == (True, [])
    assert vetoes([seen(15, where=place(days=10)), seen(None)], 0) == [
        "账号 wechat超过两周没有新内容",
        "账号 wechat还没有内容",
    ]
