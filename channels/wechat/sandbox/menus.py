"""The menu: made by a call or, as on the website, by a lever. Source: 自定义菜单, its limits and global codes."""

from typing import Any
from urllib.parse import urlsplit

from channels.wechat.sandbox.asked import Asked, Refusal
from channels.wechat.sandbox.drafts import OK
from channels.wechat.sandbox.state import State

WITH_KEY = frozenset(
    {
        "click",
        "scancode_push",
        "scancode_waitmsg",
        "pic_sysphoto",
        "pic_photo_or_album",
        "pic_weixin",
        "location_select",
    }
)
OTHERS = frozenset({"view", "media_id", "view_limited", "article_id", "article_view_limited", "miniprogram"})
# By level: type, name, key, url, its domain.
CODES = {1: (40017, 40018, 40019, 40020, 40055), 2: (40024, 40025, 40026, 40027, 40054)}
NAME_BYTES = {1: 16, 2: 60}


def create(state: State, asked: Asked) -> dict[str, Any]:
    if asked.has_escapes:
        raise Refusal(40033)
    buttons = asked.body().get("button")
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= 3:
        raise Refusal(40016)
    made = [_top(button) for button in buttons]
    state.put("menu", "current", {"button": made, "by": "api"}, asked.now)
    return dict(OK)


def get(state: State, _asked: Asked) -> dict[str, Any]:
    """Only what was made by a call."""
    menu = state.get("menu", "current")
    if menu is None or menu["by"] != "api":
        raise Refusal(46003)
    return {"menu": {"button": menu["button"]}}


def delete(state: State, _asked: Asked) -> dict[str, Any]:
    state.drop("menu", "current")
    return dict(OK)


def shown(state: State, _asked: Asked) -> dict[str, Any]:
    """get_current_selfmenu_info: whoever made it, in a form of its own."""
    menu = state.get("menu", "current")
    if menu is None:
        return {"is_menu_open": 0}
    return {"is_menu_open": 1, "selfmenu_info": {"button": [_told(button) for button in menu["button"]]}}


def make_on_website(state: State, buttons: list[dict[str, Any]], now: float) -> None:
    """A lever: somebody made this menu on the website, where there are more kinds of buttons."""
    state.put("menu", "current", {"button": buttons, "by": "website"}, now)


def buttons(state: State) -> list[dict[str, Any]]:
    """As a phone shows them."""
    menu = state.get("menu", "current")
    return list(menu["button"]) if menu else []


def _told(button: dict[str, Any]) -> dict[str, Any]:
    inner = button.get("sub_button")
    if inner:
        return {"name": button["name"], "sub_button": {"list": [_told(one) for one in inner]}}
    return {name: value for name, value in button.items() if name != "sub_button"}


def _top(button: Any) -> dict[str, Any]:
    inner = button.get("sub_button") if isinstance(button, dict) else None
    if not inner:
        return _leaf(button, 1)
    if not isinstance(inner, list) or len(inner) > 5:
        raise Refusal(40023)
    _name(button, 1)
    return {"name": button["name"], "sub_button": [_leaf(one, 2) for one in inner]}


def _leaf(button: Any, level: int) -> dict[str, Any]:
    wrong_type, _, wrong_key, wrong_url, wrong_domain = CODES[level]
    if not isinstance(button, dict) or (level == 2 and button.get("sub_button")):
        raise Refusal(40022)
    _name(button, level)
    kind, key, url = button.get("type"), str(button.get("key", "")), str(button.get("url", ""))
    if kind not in WITH_KEY | OTHERS:
        raise Refusal(wrong_type)
    if kind in WITH_KEY and not 1 <= len(key.encode()) <= 128:
        raise Refusal(wrong_key)
    if kind in {"view", "miniprogram"}:
        if not 1 <= len(url.encode()) <= 1024:
            raise Refusal(wrong_url)
        if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
            raise Refusal(wrong_domain)
    return {**button, "sub_button": []}


def _name(button: dict[str, Any], level: int) -> None:
    name = str(button.get("name", ""))
    if not name.strip() or len(name.encode()) > NAME_BYTES[level]:
        raise Refusal(CODES[level][1])
