"""Comments under articles: read ever more seldom, shown to staff, answered and elected by them."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.actions.comments import elect_comment, reply_comment, take_back_reply
from bot.actions.errors import CannotDo, NotAllowed, WrongUse
from bot.actions.read_comments import read_comments
from bot.actions.tidy import tidy
from bot.actions.withdraw import withdraw
from bot.views.comments import comments, not_read
from bot.views.log import entries, verify
from tests.bot.account_office import SECRETS, AccountOffice, account_office
from tests.bot.conftest import Run

MINUTES, HOUR, DAY = timedelta(minutes=5), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def office(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[AccountOffice]:
    """Of the office's many people 陈十一 looks after what the public writes."""
    monkeypatch.setenv(*next(iter(SECRETS.items())))
    with account_office(tmp_path, database=address) as opened:
        opened.wechat.follow()
        yield opened


def commented(office: AccountOffice) -> int:
    """The number of a comment that was read."""
    url = office.published()
    office.wechat.comment(url, "什么时候开始检查？")
    office.later(MINUTES)
    assert read_comments(office.app) == 1
    return comments(office.app)[0].number


def asked(office: AccountOffice) -> int:
    return office.wechat.calls().get("comment/list", 0)


def test_what_people_write_is_listed_for_staff(office: AccountOffice) -> None:
    commented(office)
    (row,) = comments(office.app)
    assert (row.title, row.text, row.state) == ("关于开展安全生产检查的通知", "什么时候开始检查？", "待办")


def test_an_article_is_asked_about_ever_more_seldom(office: AccountOffice) -> None:
    office.published()
    for wait, times in ((MINUTES, 1), (timedelta(minutes=1), 0), (DAY, 1), (MINUTES, 0), (HOUR, 1), (7 * DAY, 1)):
        office.later(wait)
        before = asked(office)
        read_comments(office.app)
        read_comments(office.app)
        assert asked(office) - before == times, wait
    office.later(HOUR)
    before = asked(office)
    read_comments(office.app)
    office.later(30 * DAY)
    read_comments(office.app)
    assert asked(office) == before


def test_staff_who_look_after_it_are_told_once(office: AccountOffice) -> None:
    with office.app.store.write() as work:
        work.bindings.bind("oSampleStaff", "陈十一", office.now)
    url = office.published()
    for number in range(3):
        office.wechat.comment(url, f"第 {number} 条")
        office.later(MINUTES)
        read_comments(office.app)
    with office.app.store.read() as work:
        (notice,) = work.notices.due(office.now)
    assert (notice.visitor, "1 条新留言" in notice.text) == ("oSampleStaff", True)


def test_an_answer_stands_under_the_article_and_can_be_taken_back(office: AccountOffice) -> None:
    number = commented(office)
    reply_comment(office.app, "陈十一", number, "三月十日开始。")
    elect_comment(office.app, "陈十一", number, yes=True)
    office.later(MINUTES)
    read_comments(office.app)
    (row,) = comments(office.app, every=True)
    assert (row.state, row.reply, row.replied_by) == ("已精选、已回复", "三月十日开始。", "陈十一")
    assert comments(office.app) == []
    take_back_reply(office.app, "陈十一", number)
    elect_comment(office.app, "陈十一", number, yes=False)
    office.later(MINUTES)
    read_comments(office.app)
    assert comments(office.app)[0].state == "待办"


def test_a_reply_made_elsewhere_is_seen_and_can_be_replaced(office: AccountOffice) -> None:
    number = commented(office)
    reply_comment(office.app, "陈十一", number, "三月开始。")
    reply_comment(office.app, "陈十一", number, "三月十日开始。")
    office.later(MINUTES)
    read_comments(office.app)
    assert comments(office.app, every=True)[0].reply == "三月十日开始。"


def test_what_its_author_deleted_is_marked_whoever_notices_first(office: AccountOffice) -> None:
    url = office.published()
    first, second = office.wechat.comment(url, "一"), office.wechat.comment(url, "二")
    office.later(MINUTES)
    read_comments(office.app)
    numbers = {row.text: row.number for row in comments(office.app)}
    office.wechat.uncomment(url, first)
    with pytest.raises(CannotDo, match="已被作者删除"):
        reply_comment(office.app, "陈十一", numbers["一"], "您好")
    office.wechat.uncomment(url, second)
    office.later(MINUTES)
    read_comments(office.app)
    assert [row.state for row in comments(office.app, every=True)] == ["已删除", "已删除"]
    with pytest.raises(CannotDo, match="已不在"):
        elect_comment(office.app, "陈十一", numbers["二"], yes=True)


def test_an_article_taken_back_is_asked_about_no_more(office: AccountOffice) -> None:
    number = commented(office)
    with office.app.store.read() as work:
        item_id = work.comments.get(number).under.delivery.partition(".")[0]
    withdraw(office.app, "周八", item_id, reason="有误", now=office.now)
    tidy(office.app)
    before = asked(office)
    office.later(MINUTES)
    read_comments(office.app)
    assert asked(office) == before


def test_a_platform_that_says_no_is_left_alone_and_staff_see_why(office: AccountOffice) -> None:
    commented(office)
    office.wechat.set(comments=False)
    office.later(MINUTES)
    assert read_comments(office.app) == 0
    assert "comments" in not_read(office.app)["wechat"]
    office.wechat.set(comments=True)
    before = asked(office)
    office.later(MINUTES)
    read_comments(office.app)
    assert asked(office) == before
    office.later(HOUR)
    read_comments(office.app)
    assert (asked(office), not_read(office.app)) == (before + 1, {})


def test_used_up_questions_are_waited_for_until_midnight(office: AccountOffice) -> None:
    office.published()
    office.wechat.fault("code", "comment/list", code=45009)
    office.later(MINUTES)
    read_comments(office.app)
    office.later(6 * HOUR)
    before = asked(office)
    read_comments(office.app)
    assert asked(office) == before


def test_personal_details_do_not_go_into_a_reply(office: AccountOffice) -> None:
    number = commented(office)
    with pytest.raises(CannotDo, match="个人信息"):
        reply_comment(office.app, "陈十一", number, "请与本人联系，电话 13800000000。")


@pytest.mark.parametrize("by", ["张三", "周八", "钱一"])
def test_only_who_looks_after_letters_may_answer(office: AccountOffice, by: str) -> None:
    number = commented(office)
    for act in (
        lambda: reply_comment(office.app, by, number, "您好"),
        lambda: take_back_reply(office.app, by, number),
        lambda: elect_comment(office.app, by, number, yes=True),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_an_answer_that_cannot_go_out_now_does_not_promise_to_be_tried_again(office: AccountOffice) -> None:
    number = commented(office)
    office.wechat.set(down=True)
    with pytest.raises(CannotDo, match="现在没有办成，请稍后再办一次") as refused:
        reply_comment(office.app, "陈十一", number, "三月十日开始。")
    assert "自动" not in refused.value.says
    office.wechat.set(down=False)
    assert not comments(office.app)[0].reply


def test_the_log_says_who_did_what_with_a_comment_and_not_a_word_of_it(office: AccountOffice) -> None:
    number = commented(office)
    reply_comment(office.app, "陈十一", number, "三月十日开始。")
    take_back_reply(office.app, "陈十一", number)
    elect_comment(office.app, "陈十一", number, yes=True)
    elect_comment(office.app, "陈十一", number, yes=False)
    told = entries(office.app, kind="changed")
    acts = ("回复", "撤回回复", "精选", "取消精选")
    assert [one["says"] for one in told] == [f"文章留言；{number}；{act}" for act in acts]
    assert [bool(one["digest"]) for one in told] == [True, False, False, False]
    assert {(one["by"], one["ref"], one["channel"]) for one in told} == {("陈十一", "2025-00001.1", "wechat")}
    assert "三月十日" not in repr(told)
    assert verify(office.app, figures=True).faults == ()


def test_what_is_not_there_is_wrong_use(office: AccountOffice) -> None:
    number = commented(office)
    with pytest.raises(WrongUse, match="没有 99 号"):
        elect_comment(office.app, "陈十一", 99, yes=True)
    with pytest.raises(WrongUse, match="没有 2025-00099 这篇稿件"):
        comments(office.app, item_id="2025-00099")
    assert len(comments(office.app, item_id="2025-00001")) == 1
    with pytest.raises(WrongUse, match="空"):
        reply_comment(office.app, "陈十一", number, " ")
    with pytest.raises(CannotDo, match="没有回复"):
        take_back_reply(office.app, "陈十一", number)


def test_who_wrote_a_comment_is_kept_nowhere(office: AccountOffice) -> None:
    commented(office)
    openid = office.wechat.openid("张三")
    with office.app.store.read() as work:
        assert openid not in repr(work.comments.listed())
    assert openid not in json.dumps([str(row) for row in comments(office.app)])


def test_many_comments_are_all_read(office: AccountOffice) -> None:
    url = office.published()
    for number in range(100):
        office.wechat.comment(url, f"第 {number} 条")
    office.later(MINUTES)
    assert read_comments(office.app) == 100


def test_the_commands_list_answer_and_elect(office: AccountOffice, run: Run) -> None:
    number, settings = str(commented(office)), office.settings
    office.app.close()
    assert "什么时候开始检查？" in run("comments", "list", settings=settings).out
    assert run("comments", "reply", number, "--text", "三月十日。", "--by", "陈十一", settings=settings).code == 0
    assert run("comments", "elect", number, "--by", "陈十一", settings=settings).code == 0
    assert "没有待办" in run("comments", "list", settings=settings).out
    (row,) = json.loads(run("comments", "list", "--all", "--json", settings=settings).out)
    assert (row["reply"], row["elected"], row["number"]) == ("三月十日。", True, int(number))
    assert run("comments", "unelect", number, "--by", "陈十一", settings=settings).code == 0
    assert run("comments", "reply", number, "--withdraw", "--by", "陈十一", settings=settings).code == 0
    office.open()


def test_publishing_tells_under_which_number_comments_are_asked_for(office: AccountOffice) -> None:
    ref = office.put_out(office.approved())
    with office.app.store.read() as work:
        assert work.deliveries.get(f"{ref}@wechat").evidence["msg_data_id"]
