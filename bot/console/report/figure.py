"""A figure of the report opened into its rows, each leading to the entry, item, application or letter it is about."""

from collections.abc import Callable

from fastapi import FastAPI, Request, Response

from bot.actions.rights import ROLES, Right
from bot.console.applications import paths as applications
from bot.console.letters import paths as letters
from bot.console.listing import addresses, page_of, text_of
from bot.console.log import entry_path as log_path
from bot.console.pages import path
from bot.console.refs import item_path
from bot.console.register_paths import entry_path
from bot.console.report.year import now_of, show
from bot.console.report_paths import FIGURE, TABLES, YEARS, year_path
from bot.console.room import Room
from bot.console.signed import Me
from bot.views.explained import opened_figure
from content.people import Person

LATEST_PAGE = 200
"""Whoever wants more than ten thousand rows wants a table of them."""
APPLICATIONS = ("table3", "ways", "handled", "answers", "charged")


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(YEARS + "/{year:int}/" + FIGURE)
    def figure(request: Request, me: Me, year: int) -> Response:
        now = now_of(room, me, year)
        address, page = text_of(request, "figure"), min(page_of(request), LATEST_PAGE)
        if now.reckoned is None:
            return show(room, request, now, "report-figure.html", tab=TABLES)
        opened, more = opened_figure(room.app, me.name, now.reckoned, address, page=page)
        way, closed_to = _way(opened.place.address), _closed_to(me.person, opened.place.address)
        return show(
            room,
            request,
            now,
            "report-figure.html",
            tab=TABLES,
            opened=opened,
            rows=[(row, "" if closed_to else way(row.number)) for row in opened.rows],
            closed_to=closed_to,
            page=page,
            more=more and page < LATEST_PAGE,
            cut=more and page == LATEST_PAGE,
            query=addresses(path(year_path(year, FIGURE)), {"figure": opened.place.address}),
        )


def _closed_to(person: Person, address: str) -> str:
    """The roles that alone may see what a figure's rows are about; "" where this person may."""
    group = address.partition(".")[0]
    needed = Right.APPLICATIONS if group in APPLICATIONS else Right.LETTERS if group == "letters" else None
    return "" if needed is None or person.may(*ROLES[needed]) else "、".join(sorted(ROLES[needed]))


def _way(address: str) -> Callable[[str], str]:
    """From a row's number to the path of what it is about; by the figure it is a row of."""
    group = address.partition(".")[0]
    if group in APPLICATIONS:
        return applications.path_of
    ways: dict[str, Callable[[str], str]] = {
        "media": lambda number: log_path(int(number)),
        "apart": lambda number: log_path(int(number)),
        "made": item_path,
        "reviews": item_path,
        "letters": letters.path_of,
    }
    return ways.get(group, entry_path)
