"""The years there is or will be a report of, with how far each is."""

from fastapi import FastAPI, Request, Response

from bot.actions.rights import ROLES, Right
from bot.console.report_paths import YEARS, year_path
from bot.console.room import Room
from bot.console.signed import Me
from bot.views.report_deadline import deadline
from bot.views.report_years import report_years
from content.zone import day_of


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(YEARS)
    def years(request: Request, me: Me) -> Response:
        may = me.person.may(*ROLES[Right.REPORT])
        today = day_of(room.now)
        return room.show(
            request,
            "report-years.html",
            may=may,
            years=report_years(room.app, me.name, room.now) if may else [],
            today=today,
            due=deadline(room.app, today.year - 1, room.now) if may else "",
            path_of=year_path,
            roles="、".join(sorted(ROLES[Right.REPORT])),
        )

    @pages.get(YEARS + "/{year:int}")
    def year(request: Request, me: Me, year: int) -> Response:  # noqa: ARG001  # the page it leads to asks for rights
        return room.go(request, year_path(year))
