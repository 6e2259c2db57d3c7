"""The menu: what is checked before, what the platform refuses, what it gives back."""

from typing import Any

import httpx
import pytest

from channels.errors import Misconfigured, Refused
from channels.talking import Button
from channels.wechat import menu
from channels.wechat.sandbox import APP_ID, SECRET
from tests.channels.wechat.account import Office

MENU = [
    Button(
        "信息公开",
        buttons=(Button("最新公开", key="latest"), Button("公开指南", url="https://www.example.gov.cn/gkzn/")),
    ),
    Button("互动交流", key="letter"),
    Button("办事服务", url="https://www.example.gov.cn/"),
]


def codes(*buttons: Button) -> list[str]:
    return [problem.code for problem in menu.check(buttons)]


def test_a_menu_is_pushed_and_read_back_as_it_was(at: Office) -> None:
    channel = at.channel()
    assert channel.menu() == []
    assert channel.check_menu(MENU) == []
    channel.push_menu(MENU)
    assert channel.menu() == MENU
    assert at.sandbox.menu()[1]["name"] == "互动交流"
    channel.push_menu([])
    assert channel.menu() == []


def test_a_menu_made_on_the_website_is_seen_even_by_an_unverified_account(at: Office) -> None:
    at.sandbox.set(verified=False)
    at.sandbox.make_menu_on_website([{"type": "text", "name": "电话", "value": "12345"}])
    channel = at.channel()
    (button,) = channel.menu()
    assert (button.name, button.own) == ("电话", '{"type": "text", "value": "12345"}')
    with pytest.raises(Misconfigured, match="菜单"):
        channel.push_menu(MENU)


def test_a_button_of_another_kind_is_put_back_as_it_was(at: Office) -> None:
    kept = Button("扫一扫", own='{"key": "scan", "type": "scancode_waitmsg"}')
    channel = at.channel()
    channel.push_menu([kept])
    assert channel.menu() == [kept]


@pytest.mark.parametrize(
    ("code", "buttons"),
    [
        ("menu_count", []),
        ("menu_count", [Button(f"第{n}", key=f"k{n}") for n in range(4)]),
        ("menu_count", [Button("公开", buttons=tuple(Button(f"第{n}", key=f"k{n}") for n in range(6)))]),
        ("menu_name", [Button("", key="k")]),
        ("menu_name", [Button("信息公开目录", key="k")]),
        ("menu_name", [Button("公开", buttons=(Button("长" * 21, key="k"),))]),
        ("menu_name_cut", [Button("信息公开栏", key="k")]),
        ("menu_name_cut", [Button("公开", buttons=(Button("长" * 9, key="k"),))]),
        ("menu_depth", [Button("公开", buttons=(Button("里", buttons=(Button("最里", key="k"),)),))]),
        ("menu_does", [Button("公开")]),
        ("menu_does", [Button("公开", key="k", url="https://www.example.gov.cn/")]),
        ("menu_both", [Button("公开", key="k", buttons=(Button("里", key="l"),))]),
        ("menu_key", [Button("公开", key="k" * 129)]),
        ("menu_url", [Button("公开", url=f"https://www.example.gov.cn/{'a' * 1000}")]),
        ("menu_url", [Button("公开", url="javascript:alert(1)")]),
        ("menu_kind", [Button("电话", own='{"type": "text", "value": "12345"}')]),
        ("menu_twice", [Button("公开", key="a"), Button("公开", key="b")]),
        ("menu_twice", [Button("公开", key="a"), Button("互动", key="a")]),
    ],
)
def test_each_limit_is_checked_before_anything_is_sent(code: str, buttons: list[Button]) -> None:
    assert codes(*buttons) == [code]


def test_the_limits_themselves_are_allowed() -> None:
    widest = Button("公开", buttons=tuple(Button("四字菜单" + str(n), key=f"{n}" + "k" * 127) for n in range(5)))
    assert codes(widest, Button("信息公开", key="a"), Button("办事", url=f"https://a.cn/{'a' * 1011}")) == []


REFUSED: list[tuple[Any, int]] = [
    ([], 40016),
    ([{"name": f"{n}", "type": "click", "key": "k"} for n in range(4)], 40016),
    ([{"name": "公开", "type": "open", "key": "k"}], 40017),
    ([{"name": "信息公开目录", "type": "click", "key": "k"}], 40018),
    ([{"name": "公开", "type": "click", "key": "k" * 129}], 40019),
    ([{"name": "公开", "type": "view", "url": ""}], 40020),
    ([{"name": "公开", "type": "view", "url": "ftp://www.example.gov.cn/"}], 40055),
    ([{"name": "公开", "sub_button": [{"name": "里", "sub_button": [{}]}]}], 40022),
    ([{"name": "公开", "sub_button": [{"name": f"{n}", "type": "click", "key": "k"} for n in range(6)]}], 40023),
    ([{"name": "公开", "sub_button": [{"name": "里", "type": "open"}]}], 40024),
    ([{"name": "公开", "sub_button": [{"name": "长" * 21, "type": "click", "key": "k"}]}], 40025),
    ([{"name": "公开", "sub_button": [{"name": "里", "type": "click", "key": ""}]}], 40026),
    ([{"name": "公开", "sub_button": [{"name": "里", "type": "view", "url": "a" * 1025}]}], 40027),
    ([{"name": "公开", "sub_button": [{"name": "里", "type": "view", "url": "www.example.gov.cn"}]}], 40054),
]


@pytest.mark.parametrize(("buttons", "code"), REFUSED)
def test_the_platform_refuses_what_the_facts_say_and_the_client_has_words_for_it(
    at: Office, buttons: Any, code: int
) -> None:
    with pytest.raises(Refused) as refused:
        at.channel().api.call("menu/create", {"button": buttons})
    assert refused.value.evidence["errcode"] == str(code)


def test_escaped_characters_are_refused_by_the_platform(at: Office) -> None:
    keys = {"grant_type": "client_credential", "appid": APP_ID, "secret": SECRET}
    with httpx.Client(base_url=at.sandbox.url, trust_env=False) as wire:
        token = wire.post("/cgi-bin/stable_token", json=keys).json()["access_token"]
        body = rb'{"button": [{"type": "click", "key": "k", "name": "\u516c"}]}'
        said = wire.post("/cgi-bin/menu/create", params={"access_token": token}, content=body).json()
    assert said["errcode"] == 40033
