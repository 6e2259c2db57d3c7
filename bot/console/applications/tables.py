"""Applications as tables: taken out; taken in from before this system, tried first; and what spared people one."""

from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response

from bot.actions.bad_rows import SHOWN
from bot.actions.errors import CannotDo, WrongUse
from bot.actions.import_applications import (
    ImportedApplications,
    TriedApplications,
    import_applications,
    try_applications,
)
from bot.actions.rights import Right, require_role
from bot.console.applications.paths import EXPORT, HELPED, IMPORT, REGISTER
from bot.console.listing import number_of
from bot.console.once import new_word, once
from bot.console.one_file import TABLES, OneFile, file_of, on_disk
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import for_the_console
from bot.downloads import written_file
from bot.views.application_register import export, helped, require_clerk
from content.registers.application_file import HEADINGS, REQUIRED
from content.zone import day_of

ENDINGS = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}
FIRST_YEAR = 2008
"""The regulation is in force since."""
FIELD = "biao"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.post(EXPORT)
    def take_out(form: Posted) -> Response:
        require_role(form.me.person, Right.APPLICATIONS)
        ending, year = form.text("geshi"), form.text("year")
        if ending not in ENDINGS or (year and year not in map(str, years(room))):
            raise WrongUse(f"可以导出为 {'、'.join(ENDINGS.values())}，全部或一年的。")
        name, only = f"依申请公开{year}.{ending}", int(year) if year else None
        return written_file(name, lambda file: export(room.app, form.me.name, file, year=only))

    @pages.get(HELPED)
    def spared(request: Request, me: Me) -> Response:
        year = number_of(request, "year") or day_of(room.now).year
        year = year if year in years(room) else day_of(room.now).year
        found = helped(room.app, me.name, year)
        return room.show(request, "applications-helped.html", found=found, year=year, years=years(room))

    @pages.get(IMPORT)
    def asks(request: Request, me: Me) -> Response:
        require_clerk(room.app, me.name)
        return _shown(room, request)

    @pages.post(IMPORT)
    def take_in(form: Posted) -> Response:
        require_clerk(room.app, form.me.name)
        brought = file_of(room, form, FIELD, TABLES)
        with on_disk(room, brought) as path:
            if path is None:
                says = "" if brought.fault else "请选择要导入的表格。"
                return _shown(room, form.request, brought, says=says, status=409)
            # Another file than the one that was tried is tried first, whatever button was pressed.
            is_tried = form.text("zuo") == "daoru" and not form.sent.files(FIELD)
            return (_taken if is_tried else _tried)(room, form, brought, path)


def years(room: Room) -> list[int]:
    """In which an application may have come, the last first."""
    return list(range(day_of(room.now).year, FIRST_YEAR - 1, -1))


def _tried(room: Room, form: Form, brought: OneFile, path: Path) -> Response:
    try:
        tried = try_applications(room.app, form.me.name, path, now=room.now)
    except CannotDo as refused:
        return _shown(room, form.request, brought, says=for_the_console(refused.says), status=409)
    return _shown(room, form.request, brought, tried=tried)


def _taken(room: Room, form: Form, brought: OneFile, path: Path) -> Response:
    leave_out = form.sent.ticked("lueguo")

    def act() -> tuple[str, str]:
        done = import_applications(room.app, form.me.name, path, leave_out=leave_out, now=room.now)
        return f"{REGISTER}?zt=quanbu", _says(done)

    def shown_again(_refused: CannotDo) -> Response:
        return _tried(room, form, brought, path)

    return once(room, form, act, shown_again)


def _says(done: ImportedApplications) -> str:
    made = done.registered
    last = f" 至 {made.last}" if made.count > 1 else ""
    numbers = f"，编号 {made.first}{last}" if made.count else ""
    left = f"略过了 {len(done.left_out)} 处不能导入的。" if done.left_out else ""
    return f"已导入 {made.count} 件{numbers}。{left}"


def _shown(
    room: Room,
    request: Request,
    brought: OneFile | None = None,
    *,
    tried: TriedApplications | None = None,
    says: str = "",
    status: int = 200,
) -> Response:
    values: dict[str, Any] = {"brought": brought, "tried": tried, "says": says, "field": FIELD, "most": SHOWN}
    values |= {"required": REQUIRED, "optional": [word for word in HEADINGS if word not in REQUIRED]}
    return room.show(request, "applications-import.html", status=status, once=new_word(), **values)
