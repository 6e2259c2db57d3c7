"""A year of the report as its pages show it: heading, tabs, and the figures as they were computed last."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response

from bot.actions.make_report import require_year
from bot.console.kept import Kept, kept
from bot.console.report_paths import CHECKS, FILES, TABLES, TEXT, VERSIONS, year_path
from bot.console.room import Room
from bot.console.signed import Signed
from bot.views.reckoned import Reckoned, reckon, require_reporter, state_of
from bot.views.report_years import report_year

TABS = ((TEXT, "正文"), (TABLES, "表格"), (CHECKS, "检查"), (VERSIONS, "版本"), (FILES, "文件"))
SHOWN = "shown"
"""In the query of what asks whether there are newer figures: when those on the page were computed."""


@dataclass(frozen=True, slots=True)
class Now:
    """The year's figures as they are kept. `reckoned` None: they are being computed, or `fault` says why not."""

    year: int
    reckoned: Reckoned | None
    at: datetime | None
    is_fresh: bool
    fault: str


def now_of(room: Room, me: Signed, year: int) -> Now:
    """Raises NotAllowed, and WrongUse for a year that has no report."""
    require_reporter(room.app, me.name)
    require_year(year, room.now)
    with room.app.store.glance() as work:
        state = state_of(room.app, work)
    found = kept(room, f"report:{year}:figures", state, lambda: reckon(room.app, year).as_json())
    return Now(year, _read(found), found.at, found.is_fresh, found.fault)


def show(room: Room, request: Request, now: Now, template: str, *, tab: str, **values: Any) -> Response:
    """A tab of a year; while nothing is computed yet, a page that waits for it."""
    again = again_at(request)
    frame: dict[str, Any] = {
        "again": again,
        "whether_newer": _whether_newer(again, now),
        "year": now.year,
        "tab": tab,
        "tabs": [(words, year_path(now.year, name), name == tab) for name, words in TABS],
        "now": now,
        "newer": request.query_params.get(SHOWN, "") not in ("", now.at.isoformat() if now.at else ""),
        "stands": report_year(room.app, request.state.me.name, now.year, room.now),
    }
    if now.reckoned is None:
        return room.show(request, "report-waiting.html", **frame)
    return room.show(request, template, **frame, **values)


def again_at(request: Request) -> str:
    """The address of this very page."""
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != SHOWN]
    return f"{request.url.path}?{urlencode(asked)}" if asked else request.url.path


def _whether_newer(again: str, now: Now) -> str:
    """What the page asks, to tell that there are newer figures."""
    asked = urlencode({SHOWN: now.at.isoformat() if now.at else ""})
    return f"{again}{'&' if '?' in again else '?'}{asked}"


def _read(found: Kept) -> Reckoned | None:
    return Reckoned.of_json(found.value) if found.value else None
