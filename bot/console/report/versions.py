"""The frozen versions of a year: which there are, whether they are whole, and what differs."""

from dataclasses import replace

from fastapi import FastAPI, Request, Response

from bot.actions.errors import WrongUse
from bot.console.downloads import download
from bot.console.listing import number_of
from bot.console.refs import edition_path
from bot.console.report.year import Now, now_of, show
from bot.console.report_paths import FREEZE, PUBLISH, VERSIONS, YEARS, year_path
from bot.console.room import Room
from bot.console.signed import Me
from bot.views.report_versions import Version, report_in, version, versions
from content.report.difference import differences
from content.report.report import Report

NOW = "现在的台账和登记"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(YEARS + "/{year:int}/" + VERSIONS)
    def listed(request: Request, me: Me, year: int) -> Response:
        now = now_of(room, me, year)
        found = _versions(room, me.name, year)
        return show(
            room,
            request,
            now,
            "report-versions.html",
            tab=VERSIONS,
            versions=[(one, [(ref, edition_path(ref)) for ref in one.frozen.refs]) for one in reversed(found)],
            freeze=year_path(year, FREEZE),
            publish=year_path(year, PUBLISH),
            **_compared(room, request, now, found),
        )

    @pages.get(YEARS + "/{year:int}/" + VERSIONS + "/{number:int}.json")
    def record(me: Me, year: int, number: int) -> Response:
        frozen = version(room.app, me.name, year, number)
        return download(frozen.written.encode(), f"{report_in(frozen).file_name}（第{number}版）.json")


def _versions(room: Room, by: str, year: int) -> list[Version]:
    try:
        return versions(room.app, by, year)
    except WrongUse:  # none yet
        return []


def _compared(room: Room, request: Request, now: Now, found: list[Version]) -> dict[str, object]:
    """Two versions, or one and what log and registers say now: `old` and `new` in the query, `new` 0 = now."""
    numbers = [one.frozen.version for one in found]
    old, new = number_of(request, "old"), number_of(request, "new") or 0
    chosen = {"numbers": numbers, "old": old if old in numbers else None, "new": new if new in numbers else 0}
    if not numbers or chosen["old"] is None or now.reckoned is None:
        return {**chosen, "differences": None, "beside": NOW}
    by = request.state.me.name
    before = report_in(version(room.app, by, now.year, old))
    after = report_in(version(room.app, by, now.year, new)) if new in numbers else _as_now(now.reckoned.report, before)
    return {**chosen, "differences": differences(before, after), "beside": f"第 {new} 版" if new in numbers else NOW}


def _as_now(report: Report, before: Report) -> Report:
    """The figures as they are now: what staff have written since lies in their file."""
    return replace(report, text=before.text)
