"""The phone in the browser: a follower's chat with the account, its menu and articles, and the levers beside it.

`/phone?who=张三` is one phone. What is done there goes to the door as the platform pushes it; the page looks every
second whether there is something new, and works by forms alone where there is no script.
"""

import base64
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, Template
from starlette.background import BackgroundTask
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from channels.http import is_loopback
from channels.look import ICON
from channels.wechat.sandbox import comments, followers, menus, phone_levers, phone_lines, pushes, talk
from channels.wechat.sandbox.followers import openid_of
from channels.wechat.sandbox.material import sniff
from channels.wechat.sandbox.phone import COOKIE
from channels.wechat.sandbox.platform import Platform
from channels.wechat.sandbox.pushing import Pusher, silent_until
from channels.wechat.sandbox.temporary import MOST
from content.zone import SHANGHAI, to_the_minute

SAMPLES = ("张三", "李四")
"""Names to try it with; every follower there is can be chosen as well."""
LONGEST_NAME = 20
TEMPLATES = Path(__file__).parent / "templates"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
FILES = {
    "style.css": (TEMPLATES / "phone.css", "text/css"),
    "phone.js": (TEMPLATES / "phone.js", "text/javascript"),
    "icon.svg": (ICON, "image/svg+xml"),
}
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif"}
PRESSED = frozenset({"click", "view"})
"""Kinds of buttons that can be tried here; the others need a real phone."""


@cache
def _page() -> Template:
    """Compiled once per process, however many sandboxes it runs."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True).get_template("phone.html")


class PhonePage:
    """Routes of its own, for `web.make_app`."""

    def __init__(self, platform: Platform, pusher: Pusher) -> None:
        self._platform = platform
        self._state = platform.state
        self._pusher = pusher

    def routes(self) -> list[Route]:
        return [
            Route("/phone", self.show),
            Route("/phone/act", self.act, methods=["POST"]),
            Route("/phone/lever", self.lever, methods=["POST"]),
            Route("/phone/open", self.open),
            Route("/phone/{name}", self.file),
        ]

    async def show(self, request: Request) -> Response:
        who = _who(request.query_params)
        answer = HTMLResponse(self._written(who, articles=request.query_params.get("show") == "articles"), 200, HEADERS)
        # So that the page that recognises visitors (网页授权) knows whose browser this is.
        answer.set_cookie(COOKIE, self._openid(who), httponly=True, samesite="lax")
        return answer

    async def file(self, request: Request) -> Response:
        found = FILES.get(request.path_params["name"])
        return Response(found[0].read_bytes(), 200, HEADERS, found[1]) if found else Response(status_code=404)

    async def act(self, request: Request) -> Response:
        """Something the follower does."""
        if not _from_here(request):
            return Response(status_code=403)
        async with request.form() as form:
            who, fields = _who(form), {name: value for name, value in form.items() if isinstance(value, str)}
            try:
                given = self._given(fields, await _picture(form.get("picture")))
            except ValueError as error:
                return self._back(who, False, str(error))
        done = await talk.act(
            self._platform, self._pusher, {**given, "openid": self._openid(who), "name": given["name"]}
        )
        return self._back(who, done["ok"], f"{done.get('says', '')}")

    async def lever(self, request: Request) -> Response:
        if not _from_here(request):
            return Response(status_code=403)
        async with request.form() as form:
            who, fields = _who(form), {name: value for name, value in form.items() if isinstance(value, str)}
        given = {**fields, "openid": self._openid(who)}
        return self._back(who, *await phone_levers.pull(self._platform, self._pusher, given))

    async def open(self, request: Request) -> Response:
        """A button of the menu that opens a page: the browser is sent there, the door is told."""
        with self._state.change():
            button = _button(menus.buttons(self._state), request.query_params.get("at", ""))
        url = phone_lines.web(str(button.get("url", "")))
        if not url or not _from_here(request):
            return Response(status_code=404)
        given = {"do": "view", "openid": self._openid(_who(request.query_params)), "url": url}
        return RedirectResponse(url, 303, HEADERS, BackgroundTask(talk.act, self._platform, self._pusher, given))

    def _given(self, fields: Mapping[str, str], picture: Mapping[str, str]) -> dict[str, Any]:
        """The form's fields as an act of `talk`. Raises ValueError for what a phone would not send."""
        given: dict[str, Any] = {"origin": self._platform.base, "name": _who(fields), **fields, **picture}
        if given.get("do") == "say" and not given.get("text", "").strip():
            raise ValueError("还没有写字。")
        if given.get("do") == "picture" and not picture:
            raise ValueError("还没有选图片。")
        if "at" in fields:
            with self._state.change():
                button = _button(menus.buttons(self._state), fields["at"])
            if button.get("type") != "click":
                raise ValueError("菜单刚刚换过，请再点一次。")
            given |= {"do": "tap", "key": button["key"], "name": button["name"]}
        return given

    def _back(self, who: str, ok: bool, says: str) -> Response:
        """To the phone, where it is told what was not possible."""
        with self._state.change():
            self._state.put("phone-said", "last", {"ok": ok, "says": says}, 0)
        return RedirectResponse(f"/phone?who={quote(who)}", 303, HEADERS)

    def _openid(self, who: str) -> str:
        """Of the follower with this name; somebody not known yet gets the one the name always gives."""
        with self._state.change():
            return next((one["openid"] for one in followers.every(self._state) if one["name"] == who), openid_of(who))

    def _written(self, who: str, *, articles: bool) -> str:
        openid, now = self._openid(who), self._platform.now()
        with self._state.change():
            self._platform.tick(now)
            follower = followers.get(self._state, openid) or {}
            known = [one["name"] for one in followers.every(self._state) if one["name"]]
            buttons = menus.buttons(self._state)
            shown = {
                "who": who,
                "names": list(dict.fromkeys([*known, *SAMPLES, who])),
                "follows": bool(follower.get("followed")),
                "refuses": bool(follower.get("refuses")),
                "config": self._state.config,
                "lines": list(phone_lines.shown(followers.chat(self._state, openid))),
                "menu": [_entry(f"{at}", button) for at, button in enumerate(buttons)],
                "left": followers.allowance(self._state, openid, now),
                "silent_until": until if (until := silent_until(self._platform)) > now else 0,
                "under_way": self._under_way(openid),
                "pushes": pushes.recent(self._state, openid),
                "said": self._state.get("phone-said", "last") or {"ok": True, "says": ""},
                "articles": list(self._articles()),
                "show_articles": articles,
            }
        return _page().render(
            **shown, modes=phone_levers.MODES, forged=phone_levers.FORGED, minute=_minute, second=_second
        )

    def _under_way(self, openid: str) -> list[str]:
        return [
            f"{pushes.what(told)}：{pushes.tried([*pushed.tries, '正在等应答'])}"
            for told, pushed in self._pusher.under_way
            if told["FromUserName"] == openid
        ]

    def _articles(self) -> list[dict[str, Any]]:
        """Newest first, without what was deleted."""
        pages = [(name, page) for name, page, _ in self._state.newest("page", 0, 50) if not page["deleted"]]
        return [
            {
                "url": f"/s/{name}",
                "title": page["article"]["title"],
                "at": page["at"],
                "cover": page["article"]["thumb_url"].removeprefix(self._platform.base),
                "may_comment": comments.may_comment(self._state, name),
            }
            for name, page in pages
        ]


def _who(given: Any) -> str:
    return str(given.get("who") or "").strip()[:LONGEST_NAME] or SAMPLES[0]


def _from_here(request: Request) -> bool:
    """Not from a page elsewhere: other sites shall not act in the sandbox's name."""
    site = request.headers.get("sec-fetch-site", "none")
    return site in {"same-origin", "none"} and is_loopback(f"http://{request.headers.get('host', '')}")


async def _picture(upload: object) -> dict[str, str]:
    """Its bytes for the act; nothing where none was chosen. Raises ValueError for what the phone does not send."""
    if not isinstance(upload, UploadFile) or not upload.size:
        return {}
    content = await upload.read()
    found = sniff(content)
    if found not in TYPES or len(content) > MOST["image"]:
        raise ValueError("图片只能是 JPG、PNG、GIF，不超过 2 MB。")
    return {"content": base64.b64encode(content).decode(), "type": TYPES[found]}


def _entry(at: str, button: Mapping[str, Any]) -> dict[str, Any]:
    """A button for the page: where it is (`0.1`), what it says and does; or what is inside it."""
    inner = [_entry(f"{at}.{number}", one) for number, one in enumerate(button.get("sub_button") or [])]
    kind = button.get("type", "")
    return {"at": at, "name": button["name"], "does": kind if kind in PRESSED else "", "inner": inner}


def _button(buttons: list[dict[str, Any]], at: str) -> dict[str, Any]:
    """The button at a place (`0.1`); empty where there is none."""
    found: dict[str, Any] = {}
    for step in at.split("."):
        if not step.isdecimal() or int(step) >= len(buttons):
            return {}
        found = buttons[int(step)]
        buttons = found.get("sub_button") or []
    return found


def _minute(at: float) -> str:
    return to_the_minute(datetime.fromtimestamp(at, UTC))


def _second(at: float) -> str:
    return f"{datetime.fromtimestamp(at, SHANGHAI):%H:%M:%S}"
