"""The account's menu: its limits, and the platform's way of writing it.

Sources: 创建自定义菜单, 删除自定义菜单, 获取自定义菜单配置 (get_current_selfmenu_info, which shows menus made on the
website too and is open to unverified accounts).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from channels.talking import Button
from channels.wechat.api import Api
from content.problems import Problem

MOST_TOP, MOST_SUB = 3, 5
NAME_BYTES = {1: 16, 2: 60}
# How many 汉字 a phone shows; the rest is cut off.
NAME_SHOWN = {1: 4, 2: 8}
KEY_BYTES, URL_BYTES = 128, 1024
LEVELS = {1: "一级菜单", 2: "二级菜单"}
# What the platform takes with a call; others (text, img, news …) are made on its website only.
CALLABLE = frozenset(
    {
        "scancode_push",
        "scancode_waitmsg",
        "pic_sysphoto",
        "pic_photo_or_album",
        "pic_weixin",
        "location_select",
        "media_id",
        "view_limited",
        "article_id",
        "article_view_limited",
        "miniprogram",
    }
)


def check(buttons: Sequence[Button]) -> list[Problem]:
    """Everything that the platform would refuse, and names that a phone cuts off (which only warn)."""
    return [*_top(buttons), *_twice(buttons)]


def shown(api: Api) -> list[Button]:
    """What followers see, however it was made; empty while there is none."""
    said = api.call("get_current_selfmenu_info")
    if not int(said.get("is_menu_open") or 0):
        return []
    return [_read(one) for one in (said.get("selfmenu_info") or {}).get("button") or ()]


def push(api: Api, buttons: Sequence[Button]) -> None:
    """No buttons = take the menu away; the platform then takes conditional menus away with it."""
    if buttons:
        api.call("menu/create", {"button": [_written(button) for button in buttons]})
    else:
        api.call("menu/delete")


def _written(button: Button) -> dict[str, Any]:
    if button.buttons:
        return {"name": button.name, "sub_button": [_written(one) for one in button.buttons]}
    if button.own:
        own: dict[str, Any] = json.loads(button.own)
        return {**own, "name": button.name}
    if button.url:
        return {"type": "view", "name": button.name, "url": button.url}
    return {"type": "click", "name": button.name, "key": button.key}


def _read(one: Mapping[str, Any]) -> Button:
    name = str(one.get("name", ""))
    inner = one.get("sub_button") or ()
    listed = inner.get("list") or () if isinstance(inner, Mapping) else inner
    if listed:
        return Button(name, buttons=tuple(_read(each) for each in listed))
    if one.get("type") == "view":
        return Button(name, url=str(one.get("url", "")))
    if one.get("type") == "click":
        return Button(name, key=str(one.get("key", "")))
    own = {key: value for key, value in one.items() if key not in ("name", "sub_button")}
    return Button(name, own=json.dumps(own, ensure_ascii=False, sort_keys=True))


def _top(buttons: Sequence[Button]) -> Iterator[Problem]:
    if not 1 <= len(buttons) <= MOST_TOP:
        yield _problem("menu_count", "", f"一级菜单应有 1 到 {MOST_TOP} 个按钮，现在是 {len(buttons)} 个。")
    for button in buttons:
        yield from _name(button, 1)
        if not button.buttons:
            yield from _does(button)
            continue
        if button.key or button.url or button.own:
            yield _problem("menu_both", button.name, "有下级按钮的按钮只用来展开，不能再有 key 或 url。")
        if len(button.buttons) > MOST_SUB:
            yield _problem("menu_count", button.name, f"下级按钮最多 {MOST_SUB} 个，现在是 {len(button.buttons)} 个。")
        for inner in button.buttons:
            yield from _sub(inner)


def _sub(button: Button) -> Iterator[Problem]:
    yield from _name(button, 2)
    if button.buttons:
        yield _problem("menu_depth", button.name, "菜单只能有两级：请把它的下级按钮移出来。")
    else:
        yield from _does(button)


def _name(button: Button, level: int) -> Iterator[Problem]:
    name = button.name
    if not name.strip():
        yield _problem("menu_name", name, f"{LEVELS[level]}有按钮没有名称。")
    elif len(name.encode()) > NAME_BYTES[level]:
        most = NAME_BYTES[level]
        yield _problem("menu_name", name, f"{LEVELS[level]}的名称最多 {most} 个字节（约 {most // 3} 个汉字），请缩短。")
    elif _width(name) > 2 * NAME_SHOWN[level]:
        says = f"手机上只显示前 {NAME_SHOWN[level]} 个汉字，后面的看不到，建议缩短。"
        yield _problem("menu_name_cut", name, says, blocks=False)


def _does(button: Button) -> Iterator[Problem]:
    if button.own:
        kind = json.loads(button.own).get("type", "")
        if kind not in CALLABLE:
            yield _problem("menu_kind", button.name, "这种按钮只能在公众平台网站上设置，不能由系统推送。")
    elif bool(button.key) == bool(button.url):
        yield _problem("menu_does", button.name, "按钮要有 key（进入对话）或 url（打开网页），只写其中一个。")
    if len(button.key.encode()) > KEY_BYTES:
        yield _problem("menu_key", button.name, f"key 最多 {KEY_BYTES} 个字节，请缩短。")
    if len(button.url.encode()) > URL_BYTES:
        yield _problem("menu_url", button.name, f"网址最多 {URL_BYTES} 个字节，请缩短。")
    elif button.url and not button.url.startswith(("https://", "http://")):
        yield _problem("menu_url", button.name, "网址应以 https:// 或 http:// 开头。")


def _twice(buttons: Sequence[Button]) -> Iterator[Problem]:
    """Two of one name beside each other, or two that do the same: surely a slip."""
    leaves = [leaf for button in buttons for leaf in (button.buttons or (button,))]
    for group in (buttons, *(button.buttons for button in buttons)):
        for name in _repeated([button.name for button in group]):
            yield _problem("menu_twice", name, "同一级里有两个同名的按钮。")
    for does in _repeated([leaf.key or leaf.url for leaf in leaves]):
        yield _problem("menu_twice", does, "有两个按钮做同一件事。", blocks=False)


def _repeated(texts: Sequence[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text and texts.count(text) > 1]


def _width(name: str) -> int:
    """In halves of a 汉字."""
    return sum(1 if sign.isascii() else 2 for sign in name)


def _problem(code: str, quote: str, says: str, *, blocks: bool = True) -> Problem:
    return Problem(code, "menu", says, blocks=blocks, quote=quote)
