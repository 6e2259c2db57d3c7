"""The room that every page of the console is in: the house behind it, its templates, where it leads."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment

from bot import browsers
from bot.actions.known_browsers import LASTS as KNOWN_LASTS
from bot.console.pages import ACCOUNT, GROUPS, ROOT, SIGN_OUT
from bot.console.signed import COOKIE, known_cookie
from bot.console.static import address_of
from bot.console.told import entries_in_words, in_words, linked
from bot.limits import Limits
from bot.seals import Seals
from bot.templates import templates_in
from bot.views.channels import called
from bot.waiting_room import WaitingRoom
from bot.words import how_long
from content.file_types import size
from content.pace import Pace
from content.problems import Problem
from content.zone import day_of, to_the_minute

if TYPE_CHECKING:
    from bot.app import App

TEMPLATES = Path(__file__).parent / "templates"
SAID = "gongkai_said"
"""The cookie that carries one sentence (what was done) to the next page."""
LONGEST_SAID = 400
"""Signs: nine bytes each in a cookie, of which a browser takes 4096."""


class Room:
    def __init__(self, app: "App") -> None:
        self.app = app
        self.limits = Limits(app.store.shelf, app.store.hurried_shelf)
        self.waiting = WaitingRoom(app.files, Seals(app.store.shelf))

    @property
    def now(self) -> datetime:
        return self.app.clock()

    def read_templates(self) -> None:
        """Beforehand, beside everything else: else whoever comes first waits for each."""
        pace = Pace()
        for name in self._templates.list_templates():
            self._templates.get_template(name)
            pace.rest()

    def show(self, request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
        """A page, or (a template whose name begins with `_`) a part of one that a script asked for."""
        said = unquote(request.cookies.get(SAID, ""))
        answer = HTMLResponse(self.part(request, template, said=said, **values), status)
        if said and not template.startswith("_"):
            answer.delete_cookie(SAID, path=ROOT)
        return answer

    def part(self, request: Request, template: str, **values: Any) -> str:
        """HTML that is no answer by itself: what a script gets beside something else, a page that is printed."""
        me = getattr(request.state, "me", None)
        return self._templates.get_template(template).render(me=me, here=request.url.path, **values)

    def go(self, request: Request, below: str, says: str = "") -> Response:
        """After a form: on to a page (its path below ROOT), which tells once what was done."""
        answer = RedirectResponse(ROOT + below, 303)
        if says:
            answer.set_cookie(SAID, quote(says[:LONGEST_SAID]), path=ROOT, **self.cookie_rules(request))
        return answer

    def sorry(
        self, request: Request, status: int, says: str, *, title: str = "没有办成", problems: Sequence[Problem] = ()
    ) -> Response:
        """A page that only says what is the matter, with what must be mended, and where to go on."""
        return self.show(request, "sorry.html", status=status, title=title, says=says, problems=problems)

    def address(self, request: Request) -> str:
        """The network address that counts; see `bot.browsers`."""
        return browsers.address(request, self.app.settings.public.proxies)

    def home(self, request: Request) -> str:
        """Where staff open the console, else where this browser found us: what links for others begin with."""
        if base_url := self.app.settings.console.base_url:
            return base_url
        scheme = "https" if browsers.is_https(request, self.app.settings.public.proxies) else "http"
        return f"{scheme}://{request.url.netloc}"

    def is_from_here(self, request: Request) -> bool:
        return browsers.is_from_here(request, self.app.settings.public.base_url)

    def cookie_rules(self, request: Request) -> Any:
        """Of every cookie of ours: no script reads it, no other site's form brings it, no plain http where there is
        https.
        """
        secure = browsers.is_https(request, self.app.settings.public.proxies)
        return {"httponly": True, "samesite": "lax", "secure": secure}

    def sign_in(self, request: Request, answer: Response, word: str) -> None:
        """Put the session's word into the browser: gone when the browser is closed."""
        answer.set_cookie(COOKIE, word, path=ROOT, **self.cookie_rules(request))

    def keep_known(self, request: Request, answer: Response, name: str, word: str) -> None:
        """Let the browser keep the word by which it is known when this person signs in again."""
        lasts = int(KNOWN_LASTS.total_seconds())
        answer.set_cookie(known_cookie(name), word, max_age=lasts, path=ROOT, **self.cookie_rules(request))

    @cached_property
    def _templates(self) -> Environment:
        templates = templates_in(TEMPLATES)
        templates.filters |= {"moment": to_the_minute, "day": _day, "size": size, "in_words": self._in_words}
        templates.filters |= {
            "how_long": how_long,
            "channel": partial(called, self.app),
            "entry": entries_in_words,
            "linked": linked,
        }
        templates.globals |= {
            "office": self.app.settings.office,
            "root": ROOT,
            "groups": GROUPS,
            "account_path": ROOT + ACCOUNT,
            "sign_out_path": ROOT + SIGN_OUT,
            "static": address_of,
        }
        return templates

    def _in_words(self, problem: Problem, mark: str = "") -> str:
        """Of a channel, under the name that staff know."""
        where = called(self.app, problem.where) if problem.where in self.app.channels else problem.where
        return in_words(replace(problem, where=where), mark)


def _day(at: datetime) -> str:
    return day_of(at).isoformat()


def is_part(request: Request) -> bool:
    """Whether a script asked, to put the answer into the page that is there."""
    return request.headers.get("hx-request") == "true"
