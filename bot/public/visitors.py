"""Who looks at a page, as far as that is known: inside the account's app a browser can be recognised without asking.

The browser is sent to the platform's page and comes back with a code (snsapi_base: nobody is asked anything). What it
then keeps is a random name; whom it stands for lies on the shelf. Everywhere else nobody is known, and all works too.
Source: 微信网页授权, https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/Wechat_webpage_authorization.html
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from bot.public.pages import ROOT
from channels.errors import ChannelError
from channels.talking import Talks
from content.shelf import Shelf
from content.visitors import BROWSERS

BACK = "/renzheng"
COOKIE, STATE = "gk_visitor", "gk_state"
LASTS = timedelta(hours=12)
ON_THE_WAY = timedelta(minutes=10)
AS_NOBODY = "bushibie"
"""In an address: the browser was sent round and keeps no cookies; once is enough."""
UNKNOWN = "-"
"""Stands for a browser that could not be recognised: not sent round again for a while."""
APP = "MicroMessenger"
LONGEST_QUERY = 300
ROUNDS = "public:state:"


class Visitors:
    """`talks` is the account that may know them, `base_url` where the browser comes back to.

    Without either nobody is recognised.
    """

    def __init__(self, shelf: Shelf, talks: Talks | None, base_url: str) -> None:
        self._shelf = shelf
        self._talks = talks
        self._base_url = base_url

    def of(self, request: Request, now: datetime) -> str:
        """The visitor as the platform names them; "" where that is not known."""
        kept = self._kept(request, now)
        return "" if kept in (None, UNKNOWN) else str(kept)

    def send_round(self, request: Request, now: datetime) -> Response | None:
        """To the platform's page, for a browser inside its app that is not known yet."""
        if not self._base_url or APP not in request.headers.get("user-agent", ""):
            return None
        if AS_NOBODY in request.query_params or self._kept(request, now):
            return None
        state = secrets.token_hex(16)
        address = self._address(state)
        if not address:
            return None
        self._shelf.put(_place(ROUNDS, state), _wish(request), now + ON_THE_WAY)
        answer = RedirectResponse(address, 303)
        self._set(answer, STATE, state, ON_THE_WAY)
        return answer

    def come_back(self, request: Request, now: datetime) -> Response:
        """From the platform's page to the page that was wanted, recognised or not.

        The state must be the one this very browser was sent out with, or somebody could be made to write in another's
        name.
        """
        state = request.query_params.get("state", "")
        wanted = self._wanted(state, now)
        if wanted and STATE not in request.cookies:
            return RedirectResponse(f"{wanted}{'&' if '?' in wanted else '?'}{AS_NOBODY}=1", 303)
        if not secrets.compare_digest(state.encode(), request.cookies.get(STATE, "").encode()):
            wanted = ""
        answer = RedirectResponse(wanted or f"{ROOT}/", 303)
        if wanted:
            visitor = self._recognised(request.query_params.get("code", "")) or UNKNOWN
            name, lasts = secrets.token_hex(32), ON_THE_WAY if visitor == UNKNOWN else LASTS
            self._shelf.put(_place(BROWSERS, name), visitor, now + lasts)
            self._set(answer, COOKIE, name, lasts)
        answer.delete_cookie(STATE, path=ROOT)
        return answer

    def _wanted(self, state: str, now: datetime) -> str:
        """The page that a browser sent out with this state is to see; once."""
        path = self._shelf.get(_place(ROUNDS, state), now)
        self._shelf.drop(_place(ROUNDS, state))
        return path or ""

    def _recognised(self, code: str) -> str:
        try:
            return self._talks.recognise(code) if self._talks and code else ""
        except ChannelError:  # a stale code, an account without the right: the page works without
            return ""

    def _address(self, state: str) -> str:
        return self._talks.recognition_url(f"{self._base_url}{ROOT}{BACK}", state) if self._talks else ""

    def _kept(self, request: Request, now: datetime) -> str | None:
        name = request.cookies.get(COOKIE, "")
        return self._shelf.get(_place(BROWSERS, name), now) if name else None

    def _set(self, answer: Response, name: str, value: str, lasts: timedelta) -> None:
        seconds, secure = int(lasts.total_seconds()), self._base_url.startswith("https:")
        answer.set_cookie(name, value, max_age=seconds, path=ROOT, secure=secure, httponly=True, samesite="lax")


def _wish(request: Request) -> str:
    """The page somebody is on the way to, with what its address says."""
    asked = request.url.query[:LONGEST_QUERY]
    return f"{request.url.path}?{asked}" if asked else request.url.path


def _place(where: str, name: str) -> str:
    """The shelf never holds what a browser shows: who reads it cannot pretend to be somebody."""
    return f"{where}{hashlib.sha256(name.encode()).hexdigest()}"
