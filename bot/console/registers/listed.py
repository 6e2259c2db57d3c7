"""The registers there are, the entries of one, and an entry with its history."""

import re
from collections.abc import Callable, Sequence

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from bot.console.pages import ROOT
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

YEAR = re.compile(r"(?:19|20)\d\d")
LATEST_PAGE = 10_000


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
    asked = _asked(request)
    page = min(int(asked["ye"]), LATEST_PAGE)
    found, more = some(
        room.app,
        me.name,
        register,
        year=int(asked["nian"]) if asked["nian"] else None,
        says=asked["wen"],
        voided=bool(asked["zuofei"]),
        page=page,
    )
    narrowed = {key: value for key, value in asked.items() if key != "ye"}
    return room.show(
        request,
        "registers-entries.html",
        register=register,
        rows=[(one, entry_path(one.number), cells(register, one.values)) for one in found],
        numeric=[is_number(one) for one in register.fields],
        asked=asked,
        page=page,
        more=more,
        query=_pages(register, narrowed),
        filtered=any(narrowed.values()),
        ways=_ways(register, asked),
    )


def is_number(field: Field) -> bool:
    return (
        field.shape not in (str, bool) and not field.choices and "日期" not in field.hint and "年月" not in field.hint
    )


def _asked(request: Request) -> dict[str, str]:
    """What the list is narrowed by: `nian`, `wen` (words), `zuofei`, and `ye`, the page."""
    given = request.query_params
    year, page = given.get("nian", "").strip(), given.get("ye", "1")
    return {
        "nian": year if YEAR.fullmatch(year) else "",
        "wen": given.get("wen", "").strip()[:60],
        "zuofei": "1" if given.get("zuofei") else "",
        "ye": page if page.isdecimal() and len(page) < 6 and int(page) > 0 else "1",
    }


def _pages(register: Register, narrowed: dict[str, str]) -> Callable[[int], str]:
    return lambda page: ROOT + register_path(register.name, query={**narrowed, "ye": page})


def _ways(register: Register, asked: dict[str, str]) -> Sequence[tuple[str, str]]:
    """What may be done with a whole register: words and path."""
    ways = [("导入", register_path(register.name, IMPORT))]
    exported = {"nian": asked["nian"]}
    ways.append(("导出 Excel", register_path(register.name, EXPORT, {**exported, "geshi": "xlsx"})))
    ways.append(("导出 CSV", register_path(register.name, EXPORT, {**exported, "geshi": "csv"})))
    if register is DOCUMENTS:
        ways.append(("从已公开的稿件里找", register_path(register.name, SUGGESTED)))
    return [("登记一条", register_path(register.name, ADD)), *ways]
