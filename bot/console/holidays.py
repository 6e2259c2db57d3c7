"""The days off that time limits are reckoned with (放假安排): entered from the State Council's notice, with history."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from fastapi import FastAPI, Request, Response

from bot.actions.holidays import Moved, enter_holidays
from bot.actions.rights import ROLES, Right, require_role
from bot.console.once import new_word, once
from bot.console.room import Room
from bot.console.settings import SETTINGS
from bot.console.signed import Form, Me, Posted
from bot.views.holidays import history, holidays
from content.lined import Fault, Lined
from content.registers.holidays import FIELDS, Notice, read
from content.registers.working_days import DAY, library_days
from content.zone import day_of

HOLIDAYS = f"{SETTINGS}/jiaqi"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(HOLIDAYS)
    def listed(request: Request, me: Me) -> Response:
        this_year = day_of(room.now).year
        years = [(year, room.app.calendar.is_announced(year)) for year in (this_year, this_year + 1)]
        return room.show(
            request,
            "holidays.html",
            entered=holidays(room.app),
            history=history(room.app),
            years=years,
            spans=spans,
            may=me.person.may(*ROLES[Right.HOLIDAYS]),
        )

    @pages.get(HOLIDAYS + "/{year:int}")
    def form_of(request: Request, me: Me, year: int) -> Response:
        require_role(me.person, Right.HOLIDAYS)
        entered = next(iter(holidays(room.app, year)), None)
        return _show(room, request, _typed(year, entered), from_library=entered is None)

    @pages.post(HOLIDAYS)
    def enter(form: Posted) -> Response:
        require_role(form.me.person, Right.HOLIDAYS)
        typed = {name: form.text(name) for name in FIELDS}
        notice, faults = read(_lined(typed))
        if notice is None:
            return _show(room, form.request, typed, faults=faults)
        return once(room, form, lambda: (HOLIDAYS, _entered(room, form, notice)))


def _entered(room: Room, form: Form, notice: Notice) -> str:
    moved = enter_holidays(room.app, form.me.name, notice, now=room.now)
    off, working = len(notice.off), len(notice.working)
    return f"{notice.year} 年：放假 {off} 天，调休上班 {working} 天。{_in_words(moved)}"


def _in_words(moved: Sequence[Moved]) -> str:
    if not moved:
        return "没有申请的答复期限因此改变。"
    named = "；".join(f"{one.number} {one.before or '不计期限'} 改为 {one.after or '不计期限'}" for one in moved[:10])
    return f"答复期限变了的申请 {len(moved)} 件：{named}{'等' if len(moved) > 10 else ''}。"


def _show(
    room: Room,
    request: Request,
    typed: Mapping[str, str],
    *,
    faults: Sequence[Fault] = (),
    from_library: bool = False,
) -> Response:
    """`from_library`: what the library knows of the year is filled in, for it not to be lost."""
    by_field: dict[str, str] = {}
    for fault in faults:
        name = fault.key.partition("[")[0]
        by_field[name] = f"{by_field.get(name, '')} {fault.says}。".strip()
    status = 409 if faults else 200
    values = {"typed": typed, "faults": by_field, "from_library": from_library and typed["off"], "once": new_word()}
    return room.show(request, "holidays-form.html", status=status, **values)


def _lined(typed: Mapping[str, str]) -> Lined:
    """As if it were read from a file: a year and a source, then days a line each."""
    days = {name: typed[name].splitlines() or None for name in ("off", "working")}
    return Lined({"year": typed["year"], "source": typed["source"], **days}, {})


def _typed(year: int, notice: Notice | None) -> dict[str, str]:
    days = (notice.off, notice.working) if notice else library_days(year)
    off, working = ("\n".join(spans(some)) for some in days)
    return {"year": str(year), "source": notice.source if notice else "", "off": off, "working": working}


def spans(days: Sequence[date]) -> list[str]:
    """`2027-02-05至2027-02-11`, a run of days each; in their order."""
    starts = [days[0], *(day for before, day in pairwise(days) if day - before != DAY)] if days else []
    ends = [*(before for before, day in pairwise(days) if day - before != DAY), days[-1]] if days else []
    return [f"{first}至{last}" if first != last else str(first) for first, last in zip(starts, ends, strict=True)]
