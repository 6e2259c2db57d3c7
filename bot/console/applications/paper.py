"""An application written down from paper, and one that was written down wrongly put right: the same fields."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request, Response

from bot.actions.applications import correct
from bot.actions.apply import CameBefore, receive_by_hand
from bot.actions.errors import CannotDo, WrongUse
from bot.console.applications.paths import PAPER, REGISTER, path_of
from bot.console.once import new_word, once
from bot.console.one_file import OneFile, files_of
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import for_the_console
from bot.moments import day_of_text
from bot.views.application_register import Shown, is_announced, require_clerk, shown
from content.registers.application_table import moment_cell
from content.registers.applications import (
    FORMS,
    IDENTITY_KINDS,
    OBTAINS,
    ORGANISATION_IDENTITY,
    WORDS,
    Application,
    Draft,
)
from content.registers.identity import MOST, Picture
from content.registers.paper import CHOICES, FIELDS, corrections
from content.registers.term_words import term_in_words

SUGGESTED = {"identity_kind": (*IDENTITY_KINDS, ORGANISATION_IDENTITY), "form": FORMS, "obtain": OBTAINS}
CHANGED = "您打开这一页以后，这件申请又有人办理过。请核对后再提交一次。"
AGAIN = "确实又来了一件的，勾选最下面的“与登记过的一件完全相同，但确实又来了一件”，再登记。"
PICTURES = "tupian"
ALLOWED = (".jpg", ".jpeg", ".png", ".pdf")


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(PAPER)
    def blank(request: Request, me: Me) -> Response:
        require_clerk(room.app, me.name)
        return _form(room, request, {})

    @pages.post(PAPER)
    def receive(form: Posted) -> Response:
        require_clerk(room.app, form.me.name)
        brought = files_of(room, form, PICTURES, ALLOWED)

        def shown_again(refused: CannotDo) -> Response:
            asked = {"again": form.sent.ticked("zailai"), "brought": brought}
            says = for_the_console(refused.says) + (AGAIN if isinstance(refused, CameBefore) else "")
            return _form(room, form.request, _typed(form), fault=says, **asked)

        return once(room, form, lambda: _received(room, form, brought), shown_again)

    @pages.get(REGISTER + "/{number}/gengzheng")
    def wrong(request: Request, me: Me, number: str) -> Response:
        found = shown(room.app, me.name, number)
        return _correction(room, request, found, _said(found))

    @pages.post(REGISTER + "/{number}/gengzheng")
    def put_right(form: Posted, number: str) -> Response:
        def shown_again(refused: CannotDo) -> Response:
            found, asked = shown(room.app, form.me.name, number), {"fault": for_the_console(refused.says)}
            asked |= {"reason": form.text("liyou"), "received": form.text("shoudao")}
            return _correction(room, form.request, found, _typed(form), **asked)

        return once(room, form, lambda: _corrected(room, form, number), shown_again)


def _received(room: Room, form: Form, brought: Sequence[OneFile]) -> tuple[str, str]:
    values = _read({name: words for name, words in _typed(form).items() if words})
    came = values.pop("submitted_at", None)
    if "way" not in values:
        raise WrongUse("请选择申请方式。")
    pictures, again = _pictures(room, brought), form.sent.ticked("zailai")
    draft, by = Draft(**values), form.me.name
    made = receive_by_hand(room.app, by, draft, submitted_at=came, pictures=pictures, again=again, now=room.now)
    room.waiting.leave([one.kept for one in brought if one.kept])
    return path_of(made.number), f"已登记 {made.number}，{_term(room, made)}"


def _corrected(room: Room, form: Form, number: str) -> tuple[str, str]:
    found = shown(room.app, form.me.name, number)
    if form.text("seen") != str(found.changes):
        raise CannotDo(CHANGED)
    said, typed = _said(found), _typed(form)
    values = _read({name: words for name, words in typed.items() if words != said[name]})
    came, on = values.pop("submitted_at", None), day_of_text(form.text("shoudao"))
    days = {"submitted_at": came, "received_on": on}
    done = correct(room.app, form.me.name, number, values, **days, reason=form.text("liyou"), now=room.now)
    return path_of(done.number), f"已更正 {done.number}。{_term(room, done)}"


def _read(typed: Mapping[str, str]) -> dict[str, Any]:
    """Raises WrongUse with every fault."""
    values, faults = corrections(typed)
    if faults:
        raise WrongUse("".join(f"{WORDS[fault.key]}：{fault.says}。" for fault in faults))
    return values


def _pictures(room: Room, brought: Sequence[OneFile]) -> list[Picture]:
    """Raises WrongUse for those that were not taken."""
    if faults := [one.fault for one in brought if one.fault]:
        raise WrongUse("".join(faults))
    return [Picture(room.waiting.read(one.kept), one.kept.name) for one in brought if one.kept]


def _term(room: Room, one: Application) -> str:
    return term_in_words(one, announced=is_announced(room.app, one))


def _typed(form: Form) -> dict[str, str]:
    return {name: form.text(name) for name in FIELDS}


def _said(found: Shown) -> dict[str, str]:
    """As the register has it."""
    one = found.application
    return {**one.draft.as_record(), "submitted_at": moment_cell(one)}


def _correction(room: Room, request: Request, found: Shown, typed: Mapping[str, str], **asked: Any) -> Response:
    one = found.application
    more = {"one": one, "place": path_of(one.number), "seen": found.changes}
    return _form(room, request, typed, **{"received": "", "reason": "", **more, **asked})


def _form(room: Room, request: Request, typed: Mapping[str, str], *, fault: str = "", **more: Any) -> Response:
    """Blank, or with what was typed. `one` in `more`: which is put right."""
    plain: dict[str, Any] = {"one": None, "again": False, "brought": (), "choices": CHOICES, "suggested": SUGGESTED}
    plain |= {"words": WORDS, "most": MOST}
    status = 409 if fault else 200
    values = {**plain, "typed": typed, "fault": fault, "once": new_word(), **more}
    return room.show(request, "application-paper.html", status=status, **values)
