"""`gongkai menu`: the account's menu is compared, pushed, and brought back as it was."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.actions.errors import CannotDo, NotAllowed, WrongUse
from bot.actions.menu import push_menu, restore_menu
from bot.views.log import entries
from bot.views.menu import ADDED, CHANGED, MOVED, REMOVED, RENAMED, compared, differences, shown, wanted
from channels.talking import Button
from tests.bot.account_office import SECRETS, AccountOffice, account_office
from tests.bot.conftest import Run

BEFORE = [{"type": "view", "name": "官网", "url": "https://www.example.gov.cn/"}]
A, B, C = Button("公开", key="a"), Button("互动", key="b"), Button("办事", url="https://www.example.gov.cn/")


@pytest.fixture
def office(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AccountOffice]:
    monkeypatch.setenv(*next(iter(SECRETS.items())))
    with account_office(folder) as opened:
        yield opened


def test_a_menu_is_pushed_and_the_one_before_is_brought_back(office: AccountOffice) -> None:
    office.wechat.make_menu_on_website(BEFORE)
    push_menu(office.app, "钱一", now=office.now)
    assert shown(office.app) == wanted(office.app)
    assert differences(office.app) == []
    restore_menu(office.app, "钱一", now=office.now)
    assert shown(office.app) == [Button("官网", url="https://www.example.gov.cn/")]
    restore_menu(office.app, "钱一", now=office.now)
    assert shown(office.app) == wanted(office.app)


def test_what_was_no_menu_is_restored_to_none(office: AccountOffice) -> None:
    push_menu(office.app, "钱一", now=office.now)
    assert restore_menu(office.app, "钱一", now=office.now) == []
    assert office.wechat.menu() == []


def test_the_menu_before_outlives_a_push_that_failed(office: AccountOffice) -> None:
    office.wechat.make_menu_on_website(BEFORE)
    push_menu(office.app, "钱一", now=office.now)
    office.rewrite("  menu: [{name: 留言, key: 留言}]\n")
    office.wechat.fault("code", "menu/create", code=48001)
    with pytest.raises(Exception, match="权限"):
        push_menu(office.app, "钱一", now=office.now)
    assert restore_menu(office.app, "钱一", now=office.now)[0].name == "官网"


def test_a_button_that_only_the_website_can_make_is_not_taken_for_restored(office: AccountOffice) -> None:
    office.wechat.make_menu_on_website([{"type": "text", "name": "电话", "value": "12345"}])
    push_menu(office.app, "钱一", now=office.now)
    with pytest.raises(CannotDo) as refused:
        restore_menu(office.app, "钱一", now=office.now)
    assert [problem.code for problem in refused.value.problems] == ["menu_kind"]


def test_nothing_is_restored_or_pushed_where_nothing_would_change(office: AccountOffice) -> None:
    with pytest.raises(CannotDo, match="没有可恢复"):
        restore_menu(office.app, "钱一", now=office.now)
    push_menu(office.app, "钱一", now=office.now)
    with pytest.raises(CannotDo, match="没有改动"):
        push_menu(office.app, "钱一", now=office.now)


def test_a_menu_against_the_rules_is_not_pushed(office: AccountOffice) -> None:
    office.rewrite(f"  menu: [{{name: 政府信息公开目录, key: {'k' * 20}}}]\n")
    with pytest.raises(CannotDo, match="没有推送"):
        push_menu(office.app, "钱一", now=office.now)
    assert office.wechat.menu() == []


def test_without_a_menu_in_the_settings_nothing_is_taken_away(office: AccountOffice) -> None:
    office.rewrite("")
    with pytest.raises(WrongUse, match="没有菜单"):
        push_menu(office.app, "钱一", now=office.now)


@pytest.mark.parametrize("by", ["张三", "周八", "陈十一"])
def test_only_an_administrator_pushes_and_restores(office: AccountOffice, by: str) -> None:
    push_menu(office.app, "钱一", now=office.now)
    restore_menu(office.app, "钱一", now=office.now)
    office.wechat.make_menu_on_website(BEFORE)
    for act in (push_menu, restore_menu):
        with pytest.raises(NotAllowed):
            act(office.app, by, now=office.now)
    assert [button["name"] for button in office.wechat.menu()] == ["官网"]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ([A, B], [A, B], []),
        ([A], [A, B], [(ADDED, "互动")]),
        ([A, B], [A], [(REMOVED, "互动")]),
        ([A], [Button("公开", key="z")], [(CHANGED, "公开")]),
        ([A], [Button("信息公开", key="a")], [(RENAMED, "信息公开")]),
        ([A, B, C], [B, C, A], [(MOVED, "公开")]),
        ([A, B, C], [Button("新", key="n"), A, B, C], [(ADDED, "新")]),
        ([Button("公开", buttons=(A, B))], [Button("公开", buttons=(B, A))], [(MOVED, "公开 › 公开")]),
        (
            [Button("一", buttons=(A,)), Button("二", buttons=(B,))],
            [Button("一", buttons=(A, B)), C],
            [(MOVED, "一 › 互动"), (ADDED, "办事"), (REMOVED, "二")],
        ),
        ([Button("一", buttons=(A, B))], [Button("壹", buttons=(A, B))], [(RENAMED, "壹")]),
        ([A], [Button("公开", buttons=(B,))], [(CHANGED, "公开"), (ADDED, "公开 › 互动")]),
    ],
)
def test_what_differs_is_said_in_words(old: list[Button], new: list[Button], found: list[tuple[str, str]]) -> None:
    differs = compared(new, old)
    assert [(one.kind, one.path) for one in differs] == found
    assert all(one.says for one in differs)


def test_what_is_done_at_once_and_fails_does_not_promise_to_be_tried_again(office: AccountOffice, run: Run) -> None:
    office.wechat.set(down=True)
    for command in (["show"], ["diff"], ["push", "--by", "钱一"], ["restore", "--by", "钱一"]):
        failed = run("menu", *command, settings=office.settings)
        assert (failed.code, "请稍后再办一次" in failed.err, "自动" in failed.err) == (1, True, False), failed.err


def test_a_channel_whose_platform_is_away_is_not_well(office: AccountOffice, run: Run) -> None:
    assert run("channels", "check", settings=office.settings).code == 0
    office.wechat.set(down=True)
    checked = run("channels", "check", settings=office.settings)
    assert (checked.code, "现在连不上" in checked.out, "正常" in checked.out) == (1, True, False)
    office.wechat.set(down=False)
    office.wechat.fault("code", "draft/count", code=45009)
    checked = run("channels", "check", settings=office.settings)
    assert (checked.code, "现在用不了" in checked.out) == (1, True)


def test_used_up_calls_are_to_be_made_again_when_there_are_new_ones(office: AccountOffice) -> None:
    office.wechat.fault("code", "menu/create", code=45009)
    with pytest.raises(CannotDo, match="现在没有办成，请明天零点后再办一次"):
        push_menu(office.app, "钱一", now=office.now)


def test_without_a_menu_in_the_settings_nothing_is_said_to_be_taken_away(office: AccountOffice, run: Run) -> None:
    push_menu(office.app, "钱一", now=office.now)
    office.rewrite("")
    differs = run("menu", "diff", settings=office.settings)
    assert (differs.code, "设置里没有菜单" in differs.out, "去掉" in differs.out) == (0, True, False)
    assert json.loads(run("menu", "diff", "--json", settings=office.settings).out) == []


def test_a_menu_that_is_there_already_is_no_failure(office: AccountOffice, run: Run) -> None:
    push_menu(office.app, "钱一", now=office.now)
    again = run("menu", "push", "--by", "钱一", settings=office.settings)
    assert (again.code, "没有改动" in again.out, "已推送" in again.out) == (0, True, False)


def test_who_may_not_restore_does_not_ask_the_platform_and_who_may_asks_once(office: AccountOffice) -> None:
    office.wechat.make_menu_on_website(BEFORE)
    push_menu(office.app, "钱一", now=office.now)
    asked = office.wechat.calls()["get_current_selfmenu_info"]
    with pytest.raises(NotAllowed):
        restore_menu(office.app, "张三", now=office.now)
    restore_menu(office.app, "钱一", now=office.now)
    assert office.wechat.calls()["get_current_selfmenu_info"] == asked + 1


def test_the_log_says_who_gave_the_account_another_menu(office: AccountOffice) -> None:
    push_menu(office.app, "钱一", now=office.now)
    restore_menu(office.app, "钱一", now=office.now)
    office.wechat.fault("code", "menu/create", code=48001)
    with pytest.raises(CannotDo):
        push_menu(office.app, "钱一", now=office.now)
    told = [one for one in entries(office.app, kind="changed") if one["evidence"]["register"] == "菜单"]
    assert [(one["by"], one["channel"], one["says"].partition("：")[0]) for one in told] == [
        ("钱一", "wechat", "菜单；推送"),
        ("钱一", "wechat", "菜单；恢复"),
        ("钱一", "wechat", "菜单；推送"),
        ("钱一", "wechat", "菜单；推送没有办成"),
    ]


def test_the_commands_show_compare_push_and_restore(office: AccountOffice, run: Run) -> None:
    settings = office.settings
    assert "没有菜单" in run("menu", "show", settings=settings).out
    differs = run("menu", "diff", settings=settings)
    assert (differs.code, "新增：信息公开 › 最新公开　进入对话：最新" in differs.out) == (1, True)
    assert run("menu", "push", "--by", "张三", settings=settings).code == 1
    pushed = run("menu", "push", "--by", "钱一", settings=settings)
    assert (pushed.code, "已推送" in pushed.out) == (0, True)
    assert run("menu", "diff", settings=settings).code == 0
    assert json.loads(run("menu", "show", "--json", settings=settings).out)[1]["key"] == "留言"
    assert "没有菜单" in run("menu", "restore", "--by", "钱一", settings=settings).out
