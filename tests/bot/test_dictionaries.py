"""The office's own words: they hold at once for checks and search, in every process, and their history stays."""

from datetime import timedelta

import pytest

from bot.actions.checking import draft_of, problems_of
from bot.actions.dictionaries import Unchanged, put_word, take_word_off
from bot.actions.errors import NotAllowed, WrongUse
from bot.actions.submit import read_checked
from bot.app import App
from bot.views.dictionaries import history_of, words_on
from bot.views.log import entries
from content.own_words import WordList
from content.problems import Problem
from tests.bot.office import Office

WRONG, ALLOWED, SENSITIVE, FORBIDDEN, SAID = WordList


@pytest.fixture
def second(office: Office) -> App:
    """Another process over the same database."""
    return App.open(office.settings, clock=lambda: office.now)


def found(app: App, office: Office, body: str, **fields: str) -> dict[str, Problem]:
    """By the words that are meant."""
    item, problems = read_checked(app, office.item(body=body, **fields), by="张三", now=office.now)
    assert item is not None, problems
    return {one.quote: one for one in problems_of(app, draft_of(item, "张三", office.now), (), office.now)}


def test_what_is_put_on_a_list_is_found_at_once_and_not_once_it_is_taken_off(office: Office, second: App) -> None:
    assert "高新曲" not in found(second, office, "高新曲的企业")
    assert put_word(office.app, "钱一", WRONG, "高新曲", says="高新区", reason="常写错", now=office.now) == "添加"
    put_word(office.app, "王五", FORBIDDEN, "某某专案", now=office.now)
    put_word(office.app, "王五", SENSITIVE, "示范项目", says="先问办公室", now=office.now)
    problems = found(second, office, "高新曲的企业参加某某专案和示范项目。")
    assert "应为“高新区”（本单位词表）" in problems["高新曲"].says
    assert (problems["某某专案"].code, problems["某某专案"].blocks) == ("forbidden_word", True)
    assert "先问办公室" in problems["示范项目"].says
    take_word_off(office.app, "钱一", WRONG, "高新曲", reason="不再需要", now=office.now)
    assert "高新曲" not in found(second, office, "高新曲的企业")
    second.close()


def test_an_attachment_is_looked_at_again_when_the_lists_change(office: Office) -> None:
    (office.folder / "名单.txt").write_text("参加某某专案的单位", encoding="utf-8")
    assert "某某专案" not in found(office.app, office, "见附件。", attachments="[名单.txt]")
    put_word(office.app, "钱一", FORBIDDEN, "某某专案", now=office.now)
    assert found(office.app, office, "见附件。", attachments="[名单.txt]")["某某专案"].where == "名单.txt"


def test_a_name_that_is_no_slip_is_taken_for_none(office: Office) -> None:
    text = "通知发给审孩站的工作人员。"
    assert "审孩" in found(office.app, office, text)
    put_word(office.app, "钱一", ALLOWED, "审孩站", says="站名", now=office.now)
    assert "审孩" not in found(office.app, office, text)


def test_what_people_say_is_searched_by_what_the_office_writes(office: Office, second: App) -> None:
    office.put_out(office.approved(office.item("关于办理示范凭证的通知", "示范凭证在窗口办理。")))
    assert second.search.find("蓝本本").hits == ()
    put_word(office.app, "钱一", SAID, "蓝本本", says="示范凭证、示范证明", now=office.now)
    assert [hit.title for hit in second.search.find("蓝本本").hits] == ["关于办理示范凭证的通知"]
    take_word_off(office.app, "钱一", SAID, "蓝本本", reason="改名", now=office.now)
    assert second.search.find("蓝本本").hits == ()
    second.close()


def test_each_change_is_kept_and_the_log_gets_a_digest_not_the_word(office: Office) -> None:
    put_word(office.app, "钱一", SENSITIVE, "某某专案", now=office.now)
    office.later(timedelta(hours=1))
    put_word(office.app, "王五", SENSITIVE, "某某专案", says="问保密办", reason="补说明", now=office.now)
    with pytest.raises(Unchanged):
        put_word(office.app, "王五", SENSITIVE, "某某专案", says="问保密办", now=office.now)
    take_word_off(office.app, "钱一", SENSITIVE, "某某专案", reason="已公开", now=office.now)
    assert [(one.by, one.stands, one.says, one.reason) for one in history_of(office.app, SENSITIVE)] == [
        ("钱一", False, "问保密办", "已公开"),
        ("王五", True, "问保密办", "补说明"),
        ("钱一", True, "", ""),
    ]
    assert words_on(office.app, SENSITIVE) == []
    logged = [entry for entry in entries(office.app) if entry["evidence"].get("register") == "词表"]
    assert [entry["evidence"]["change"] for entry in logged] == ["添加", "更改", "去掉"]
    assert "某某专案" not in str(logged)


def test_what_cannot_stand_on_a_list_is_told(office: Office) -> None:
    for which, word, says, told in (
        (WRONG, "高新曲", "", "要写出正确的写法"),
        (WRONG, "高新", "高新区", "改对了也会被查出来"),
        (SENSITIVE, "词", "", "2 到 40 个字"),
        (SAID, "蓝本本", "", "公文里的说法"),
    ):
        with pytest.raises(WrongUse, match=told):
            put_word(office.app, "钱一", which, word, says=says, now=office.now)
    with pytest.raises(NotAllowed):
        put_word(office.app, "张三", SENSITIVE, "某某专案", now=office.now)
    with pytest.raises(WrongUse, match="没有“某某专案”"):
        take_word_off(office.app, "钱一", SENSITIVE, "某某专案", reason="试", now=office.now)
