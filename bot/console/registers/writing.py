"""An entry written down, put right, or voided."""

from collections.abc import Mapping

from fastapi import FastAPI, Request, Response

from bot.actions.errors import CannotDo
from bot.actions.registers import AlreadyThere, Entered, Unfit, correct_entry, enter, void_entry
from bot.console.listing import text_of
from bot.console.once import new_word, once
from bot.console.register_paths import ADD, CORRECT, REGISTERS, VOID, entry_path, register_path
from bot.console.registers.chosen import chosen
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import entries_in_words, for_the_console
from bot.views.registers import Shown, cells, shown
from content.lined import Lined
from content.registers.entering import name_of
from content.registers.register import Register

REASON, SEEN = "reason", "seen"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(REGISTERS + "/{name}/" + ADD)
    def new(request: Request, me: Me, name: str) -> Response:
        register = chosen(room, me, name)
        return _form(room, request, register, {one.name: text_of(request, one.name) for one in register.fields})

    @pages.post(REGISTERS + "/{name}/" + ADD)
    def add(form: Posted, name: str) -> Response:
        return _add(room, form, chosen(room, form.me, name))

    @pages.get(REGISTERS + "/{name}/{number}/" + CORRECT)
    def correction(request: Request, me: Me, name: str, number: str) -> Response:
        register, found = chosen(room, me, name), shown(room.app, me.name, number)
        if found.entry.voided:
            return room.go(request, entry_path(number))  # which says so
        written = [str(cell) for cell in cells(register, found.entry.values)]
        typed = dict(zip((one.name for one in register.fields), written, strict=True))
        return _form(room, request, register, typed, number=number, seen=str(len(found.history)))

    @pages.post(REGISTERS + "/{name}/{number}/" + CORRECT)
    def correct(form: Posted, name: str, number: str) -> Response:
        return _correct(room, form, chosen(room, form.me, name), number)

    @pages.get(REGISTERS + "/{name}/{number}/" + VOID)
    def voiding(request: Request, me: Me, name: str, number: str) -> Response:
        return _voiding(room, request, chosen(room, me, name), number)

    @pages.post(REGISTERS + "/{name}/{number}/" + VOID)
    def void(form: Posted, name: str, number: str) -> Response:
        register, reason = chosen(room, form.me, name), form.text(REASON)
        if not reason:
            return _voiding(room, form.request, register, number, fault="请写明为什么作废。")

        def act() -> tuple[str, str]:
            done = void_entry(room.app, form.me.name, number, reason=reason, now=room.now)
            return entry_path(done.number), f"已作废{entries_in_words(done.number)}，不再计入年报。"

        return once(room, form, act)


def _add(room: Room, form: Form, register: Register) -> Response:
    typed = _typed(form, register)

    def act() -> tuple[str, str]:
        done = enter(room.app, form.me.name, register, Lined(typed, {}), now=room.now)
        says = f"已登记{entries_in_words(done.entry.number)}"
        if form.sent.ticked("another"):
            return register_path(register.name, ADD), _says(done, f"{says}，可以接着登记下一条。")
        return entry_path(done.entry.number), _says(done, f"{says}。")

    try:
        return once(room, form, act)
    except CannotDo as refused:
        return _form(room, form.request, register, typed, refused=refused)


def _correct(room: Room, form: Form, register: Register, number: str) -> Response:
    typed, seen = _typed(form, register), form.text(SEEN)

    def act() -> tuple[str, str]:
        changes = int(seen) if seen.isdecimal() else None
        reason = form.text(REASON)
        done = correct_entry(room.app, form.me.name, number, typed, reason=reason, seen=changes, now=room.now)
        return entry_path(done.entry.number), _says(done, f"已更正{entries_in_words(done.entry.number)}。")

    try:
        return once(room, form, act)
    except CannotDo as refused:
        asked = {"reason": form.text(REASON), "seen": seen}
        return _form(room, form.request, register, typed, number=number, refused=refused, **asked)


def _typed(form: Form, register: Register) -> dict[str, str]:
    return {one.name: form.text(one.name) for one in register.fields}


def _says(done: Entered, says: str) -> str:
    return says + "".join(f"{one}，请核对。" for one in done.told)


def _form(
    room: Room,
    request: Request,
    register: Register,
    typed: Mapping[str, str],
    *,
    number: str = "",
    seen: str = "",
    reason: str = "",
    refused: CannotDo | None = None,
) -> Response:
    """`number`: of the entry that is put right, "" for a new one. `refused`: why it was not taken the last time."""
    faults, says = _faults(register, refused)
    if refused is not None and number:
        found = shown(room.app, request.state.me.name, number)
        faults = {**_changed_since(register, found, seen), **faults}
        seen = str(len(found.history))  # they are told what somebody else changed meanwhile
    return room.show(
        request,
        "registers-form.html",
        status=200 if refused is None else 409,
        register=register,
        typed=typed,
        number=number,
        seen=seen,
        reason=reason,
        faults=faults,
        says=says,
        there=entry_path(refused.number) if isinstance(refused, AlreadyThere) else "",
        back=entry_path(number) if number else register_path(register.name),
        once=new_word(),
    )


def _changed_since(register: Register, found: Shown, seen: str) -> dict[str, str]:
    """What others wrote in which fields since the form was opened: whoever sends it again decides field by field."""
    since = found.history[int(seen) :] if seen.isdecimal() else ()
    changed = {name for change in since for name in change.after}
    there = zip(register.fields, cells(register, found.entry.values), strict=True)
    return {
        one.name: f"您打开以后改成了“{cell}”，要保留就照它写。" if cell != "" else "您打开以后清空了，要保留就空着。"
        for one, cell in there
        if one.name in changed
    }


def _faults(register: Register, refused: CannotDo | None) -> tuple[dict[str, str], list[str]]:
    """By the field, and what is about none."""
    if not isinstance(refused, Unfit):
        return {}, [for_the_console(refused.says)] if refused else []
    fields: dict[str, str] = {}
    others = []
    for fault in refused.faults:
        name = name_of(register, fault.key) if fault.key else ""
        if name:
            fields[name] = f"{fault.says}。"
        else:
            others.append(fault.says)
    return fields, others


def _voiding(room: Room, request: Request, register: Register, number: str, *, fault: str = "") -> Response:
    found = shown(room.app, request.state.me.name, number)
    facts = zip(register.fields, cells(register, found.entry.values), strict=True)
    return room.show(
        request,
        "registers-void.html",
        status=409 if fault else 200,
        register=register,
        entry=found.entry,
        facts=[(field, cell) for field, cell in facts if cell != ""],
        fault=fault,
        back=entry_path(number),
        once=new_word(),
    )
