"""The window (窗口) that every page is served at: the house behind it, its templates, its limits, who is before it."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from bot import browsers
from bot.actions.finding import account
from bot.limits import Limits
from bot.public.pages import PAGES, ROOT
from bot.public.trap import LURE, TOKEN, Trap
from bot.public.visitors import Visitors
from bot.seals import Seals
from bot.templates import templates_in
from bot.waiting_room import WaitingRoom
from channels import look
from content.file_types import size
from content.zone import day_of, to_the_minute

if TYPE_CHECKING:
    from bot.app import App
    from bot.settings import Office

FOLDER = Path(__file__).parent / "templates"


class Window:
    def __init__(self, app: "App") -> None:
        self.app = app
        self.seals = Seals(app.store.shelf)
        self.limits = Limits(app.store.shelf, app.store.hurried_shelf)
        self.trap = Trap(app.store.shelf, self.seals)
        self.waiting = WaitingRoom(app.files, self.seals)

    @cached_property
    def visitors(self) -> Visitors:
        return Visitors(self.app.store.shelf, account(self.app), self.base_url)

    @property
    def base_url(self) -> str:
        return self.app.settings.public.base_url

    @property
    def now(self) -> datetime:
        return self.app.clock()

    def show(self, template: str, *, status: int = 200, **values: Any) -> Response:
        return HTMLResponse(self._templates.get_template(template).render(**values), status)

    def sorry(self, status: int, says: str, *, title: str = "没有办成") -> Response:
        """A page that only says what is the matter and where to go on."""
        return self.show("sorry.html", status=status, title=title, says=says)

    def address(self, request: Request) -> str:
        """The network address that counts: the browser's, as our own web server or a named one before us tells it."""
        return browsers.address(request, self.app.settings.public.proxies)

    def is_from_here(self, request: Request) -> bool:
        """Whether a form was sent from one of our own pages, as far as the browser says."""
        return browsers.is_from_here(request, self.base_url)

    @cached_property
    def style(self) -> str:
        return look.style_with(FOLDER / "style.css")

    @cached_property
    def _templates(self) -> Environment:
        templates = templates_in(FOLDER)
        office = self.app.settings.office
        templates.filters |= {"moment": to_the_minute, "day": _day, "size": size}
        templates.globals |= {
            "office": office,
            "reach": reach(office),
            "website": website(self.app.settings.channels),
            "root": ROOT,
            "pages": PAGES,
            "lure": LURE,
            "token_field": TOKEN,
            "version": hashlib.sha256(self.style.encode()).hexdigest()[:8],
        }
        return templates


def reach(office: "Office") -> str:
    """How the office is reached, as far as the settings say, for whoever cannot ask here; "" = they say nothing."""
    told = {"电话": office.phone, "邮箱": office.email, "地址": office.address, "办公时间": office.hours}
    return "，".join(f"{name} {words}" for name, words in told.items() if words)


def website(channels: Mapping[str, Any]) -> str:
    """The address of the office's website: of the first channel that has one."""
    return next(filter(None, (getattr(channel, "base_url", "") for channel in channels.values())), "")


def _day(at: datetime) -> str:
    return day_of(at).isoformat()
