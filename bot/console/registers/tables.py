"""Tables for a register: brought in after a trial, taken out, found among what is published."""

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from bot.actions.errors import CannotDo
from bot.actions.registers import Imported, import_entries
from bot.console.listing import number_of, text_of
from bot.console.once import new_word, once
from bot.console.one_file import NONE, TABLES, OneFile, file_of, on_disk
from bot.console.register_paths import ADD, EXPORT, IMPORT, REGISTERS, SUGGESTED, register_path
from bot.console.registers.chosen import chosen
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import for_the_console
from bot.downloads import written_file
from bot.views.register_import import Tried, tried
from bot.views.registers import cells, export, write_values
from bot.views.suggested_documents import DOCUMENTS, suggested_documents
from content.registers.register import Register, Values
from content.zone import day_of

TABLE = "table"
SHOWN = 200
FORMATS = ("xlsx", "csv")


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(REGISTERS + "/{name}/" + IMPORT)
    def bringing(request: Request, me: Me, name: str) -> Response:
        return _show(room, request, chosen(room, me, name))

    @pages.post(REGISTERS + "/{name}/" + IMPORT)
    def bring(form: Posted, name: str) -> Response:
        return _bring(room, form, chosen(room, form.me, name))

    @pages.get(REGISTERS + "/{name}/" + EXPORT)
    def take_out(request: Request, me: Me, name: str) -> Response:
        register, ending = chosen(room, me, name), text_of(request, "as")
        if ending not in FORMATS:
            raise HTTPException(404)
        year = number_of(request, "year")
        named = f"{register.word}{f'{year}年' if year else ''}.{ending}"
        return written_file(named, lambda file: export(room.app, me.name, register, file, year=year))

    @pages.get(REGISTERS + "/{name}/" + SUGGESTED)
    def suggested(request: Request, me: Me, name: str) -> Response:
        return _suggested(room, request, me.name, chosen(room, me, name))


def _bring(room: Room, form: Form, register: Register) -> Response:
    """First a trial of the file; then, with the same file, what was tried."""
    one = file_of(room, form, TABLE, TABLES)
    if one.kept is None:
        return _show(room, form.request, register, one=OneFile(fault=one.fault or "请先选择要导入的表格。"))
    if not form.text("act"):
        return _show(room, form.request, register, one=one, found=_tried(room, form, register, one))
    try:
        return once(room, form, lambda: _enter(room, form, register, one))
    except CannotDo as refused:
        says, found = for_the_console(refused.says), _tried(room, form, register, one)
        return _show(room, form.request, register, one=one, found=found, says=says)


def _enter(room: Room, form: Form, register: Register, one: OneFile) -> tuple[str, str]:
    leave_out = form.text("act") == "leave_out"
    with on_disk(room, one) as path:
        if path is None:
            raise CannotDo("要导入的表格已经不在了，请重新选择。")
        done = import_entries(room.app, form.me.name, register, path, leave_out=leave_out, now=room.now)
    return register_path(register.name), _told(done)


def _told(done: Imported) -> str:
    known = f"{done.known} 条已经登记过，没有重复登记。" if done.known else ""
    left = f"略过 {len({fault.line for fault in done.left_out})} 行。" if done.left_out else ""
    return f"已登记 {done.count} 条。{known}{left}"


def _tried(room: Room, form: Form, register: Register, one: OneFile) -> Tried:
    with on_disk(room, one) as path:
        content = path.read_bytes() if path else b""
    return tried(room.app, form.me.name, register, content, now=room.now)


def _show(
    room: Room, request: Request, register: Register, *, one: OneFile = NONE, found: Tried | None = None, says: str = ""
) -> Response:
    rows = [*found.bad, *found.new, *found.known] if found else []
    return room.show(
        request,
        "registers-import.html",
        status=409 if one.fault or says else 200,
        register=register,
        one=one,
        found=found,
        rows=[(row, _retold(row.faults.get("", "")), _retold(row.told)) for row in rows[:SHOWN]],
        more=max(0, len(rows) - SHOWN),
        says=says,
        back=register_path(register.name),
        once=new_word(),
    )


def _retold(says: str) -> str:
    return for_the_console(says) if says else ""


def _suggested(room: Room, request: Request, by: str, register: Register) -> Response:
    if register is not DOCUMENTS:
        raise HTTPException(404)
    year = number_of(request, "year") or day_of(room.now).year
    found = suggested_documents(room.app, by, year)
    if text_of(request, "as") in FORMATS:
        named = f"{year}年可能的规范性文件.{text_of(request, 'as')}"
        return written_file(named, lambda file: write_values(register, found, file))
    rows = [(cells(register, one), register_path(register.name, ADD, _filled(register, one))) for one in found]
    return room.show(
        request,
        "registers-suggested.html",
        register=register,
        year=year,
        rows=rows,
        table=register_path(register.name, SUGGESTED, {"year": year, "as": "xlsx"}),
        back=register_path(register.name),
    )


def _filled(register: Register, one: Values) -> dict[str, object]:
    """The form of a new entry, filled in."""
    return dict(zip((field.name for field in register.fields), cells(register, one), strict=True))
