"""The registers there are, the entries of one, and an entry with its history."""

from collections.abc import Sequence

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from bot.console.listing import addresses, number_of, page_of, text_of
from bot.console.pages import path
from bot.console.register_paths import (
    ADD,
    CORRECT,
    EXPORT,
    IMPORT,
    REGISTERS,
    SUGGESTED,
    VOID,
    entry_path,
    register_path,
)
from bot.console.registers.chosen import chosen, may_keep, roles_for
from bot.console.room import Room
from bot.console.signed import Me
from bot.views.registers import cells, change_in_words, shown, some
from bot.views.suggested_documents import DOCUMENTS
from content.registers import kinds
from content.registers.register import Field, Register

YEARS = range(1949, 3000)


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(REGISTERS)
    def registers(request: Request, me: Me) -> Response:
        rows = [(one, may_keep(me, one), roles_for(one)) for one in kinds.REGISTERS.values()]
        return room.show(request, "registers.html", rows=rows, path_of=register_path)

    @pages.get(REGISTERS + "/{name}")
    def entries(request: Request, me: Me, name: str) -> Response:
        return _entries(room, request, me, name)

    @pages.get(REGISTERS + "/{name}/{number}")
    def entry(request: Request, me: Me, name: str, number: str) -> Response:
        register = chosen(room, me, name)
        if not number.startswith(f"{name}-"):
            raise HTTPException(404)
        found = shown(room.app, me.name, number)
        history = [(one, change_in_words(register, one)) for one in reversed(found.history)]
        return room.show(
            request,
            "registers-entry.html",
            register=register,
            entry=found.entry,
            facts=list(zip(register.fields, cells(register, found.entry.values), strict=True)),
            history=history,
            back=register_path(name),
            correct=entry_path(number, CORRECT),
            void=entry_path(number, VOID),
        )


def _entries(room: Room, request: Request, me: Me, name: str) -> Response:
    register = chosen(room, me, name)
    year, says, voided = number_of(request, "year"), text_of(request, "text"), text_of(request, "voided")
    year = year if year in YEARS else None
    asked = {"year": year, "text": says, "voided": voided}
    page = page_of(request)
    found, more = some(room.app, me.name, register, year=year, says=says, voided=bool(voided), page=page)
    return room.show(
        request,
        "registers-entries.html",
        register=register,
        rows=[(one, entry_path(one.number), cells(register, one.values)) for one in found],
        numeric=[is_number(one) for one in register.fields],
        asked=asked,
        page=page,
        more=more,
        query=addresses(path(register_path(name)), asked),
        filtered=any(asked.values()),
        ways=_ways(register, year),
    )


def is_number(field: Field) -> bool:
    return (
        field.shape not in (str, bool) and not field.choices and "日期" not in field.hint and "年月" not in field.hint
    )


def _ways(register: Register, year: int | None) -> Sequence[tuple[str, str]]:
    """What may be done with a whole register: words and path."""
    ways = [("导入", register_path(register.name, IMPORT))]
    ways.append(("导出 Excel", register_path(register.name, EXPORT, {"year": year, "as": "xlsx"})))
    ways.append(("导出 CSV", register_path(register.name, EXPORT, {"year": year, "as": "csv"})))
    if register is DOCUMENTS:
        ways.append(("从已公开的稿件里找", register_path(register.name, SUGGESTED)))
    return [("登记一条", register_path(register.name, ADD)), *ways]
