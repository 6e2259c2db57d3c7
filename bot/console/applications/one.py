"""One application with all that was done to it, what may be done now, and each step's own page."""

from datetime import date
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.fee_advice import fee_advice
from bot.console.applications.acts import ACTS, undoable
from bot.console.applications.paths import REGISTER, path_of
from bot.console.applications.terms import When, lines_of
from bot.console.listing import number_of
from bot.console.once import new_word, once
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import for_the_console
from bot.moments import day_of_text
from bot.views.application_register import COLUMNS, Shown, is_announced, shown, words_of
from content.registers.applications import OUTCOMES, WORDS, Application
from content.registers.step_words import step_lines
from content.registers.steps import Answer, Asked, FeeBasis
from content.registers.term_words import term_in_words
from content.zone import day_of

TODAY = "今天"
RECKON = "suan"
"""Of the button that says what follows from the day in the form, and does nothing."""
CHANGED = "您打开这一页以后，这件申请又有人办理过（见办理经过）。请核对后再提交一次。"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(REGISTER + "/{number}")
    def application(request: Request, me: Me, number: str) -> Response:
        found = shown(room.app, me.name, number)
        one, today = found.application, day_of(room.now)
        told = words_of(one)
        acts = {name: act for name, act in ACTS.items() if act.fits(one, today)}
        return room.show(
            request,
            "application.html",
            found=found,
            one=one,
            term=term_in_words(one, announced=found.announced),
            rows=[(WORDS[name], told[name]) for name in COLUMNS[1:] if told[name]],
            steps=list(step_lines(one.steps)),
            acts=acts,
            lines={name: lines_of(name, one, When(today, TODAY), room.app.calendar) for name in acts},
            place=path_of(one.number),
            words=WORDS,
            today=today,
        )

    @pages.get(REGISTER + "/{number}/ban/{act}")
    def before(request: Request, me: Me, number: str, act: str) -> Response:
        _require_act(act)
        return _form(room, request, shown(room.app, me.name, number), act)

    @pages.post(REGISTER + "/{number}/ban/{act}")
    def do(form: Posted, number: str, act: str) -> Response:
        _require_act(act)
        return _answered(room, form, number, act)


def _answered(room: Room, form: Form, number: str, act: str) -> Response:
    if form.text("zuo") == RECKON:
        return _form(room, form.request, shown(room.app, form.me.name, number), act, form=form, seen=form.text("seen"))

    def shown_again(refused: CannotDo) -> Response:
        found = shown(room.app, form.me.name, number)
        return _form(room, form.request, found, act, form=form, fault=for_the_console(refused.says))

    return once(room, form, lambda: _done(room, form, number, act), shown_again)


def _require_act(act: str) -> None:
    if act not in ACTS:
        raise HTTPException(404)


def _done(room: Room, form: Form, number: str, act: str) -> tuple[str, str]:
    if form.text("seen") != str(shown(room.app, form.me.name, number).changes):
        raise CannotDo(CHANGED)
    one = ACTS[act].do(room.app, form, number, room.now)
    late = act == "buzheng" and one.steps.supplement is not None and one.steps.supplement.late
    note = "收到申请已超过 7 个工作日，告知补正晚了（第三十条），已照实记下。" if late else ""
    return path_of(one.number), f"{ACTS[act].done}。{term_in_words(one, announced=is_announced(room.app, one))}{note}"


def _form(
    room: Room,
    request: Request,
    found: Shown,
    act: str,
    *,
    form: Form | None = None,
    fault: str = "",
    seen: str | None = None,
) -> Response:
    one, today = found.application, day_of(room.now)
    more: dict[str, Any] = {}
    if act == "shoufei":
        more["advice"] = _advice(room, request, found)
    return room.show(
        request,
        "application-act.html",
        status=409 if fault else 200,
        name=act,
        act=ACTS[act],
        one=one,
        may=ACTS[act].fits(one, today),
        place=path_of(one.number),
        term=term_in_words(one, announced=found.announced),
        lines=lines_of(act, one, _when(form, today), room.app.calendar),
        seen=found.changes if seen is None else seen,
        typed={name: form.text(name) for name in form.sent.fields} if form else {},
        fault=fault,
        once=new_word(),
        today=today,
        advice_on_gaps=found.advice,
        choices=_choices(one),
        **more,
    )


def _choices(one: Application) -> dict[str, Any]:
    return {
        "outcomes": list(OUTCOMES.items()),
        "asked": [one.value for one in Asked],
        "answers": [one.value for one in Answer],
        "basis": [one.value for one in FeeBasis],
        "undoable": [(step.value, step.chinese) for step in undoable(one)],
    }


def _when(form: Form | None, today: date) -> When:
    """On the day the form says, of reaching somebody before all; today where it says none that is a day."""
    try:
        day = (form and (day_of_text(form.text("songda")) or day_of_text(form.text("riqi")))) or today
    except WrongUse:
        day = today
    return When(day, TODAY if day == today else f"{day} ")


def _advice(room: Room, request: Request, found: Shown) -> list[str]:
    """How the official scale reckons; `?yeshu=` are the pages to be given."""
    pages = number_of(request, "yeshu")
    try:
        return fee_advice(room.app, request.state.me.name, found.application.number, pages=pages).reckoning
    except WrongUse as refused:
        return [refused.says]
