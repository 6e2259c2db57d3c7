"""Order an approved edition out: the channels, the time, and what it will use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from fastapi import FastAPI, Request, Response

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.publish import publish
from bot.console.once import new_word, once
from bot.console.room import Room
from bot.console.sending.changing import OVERWRITE, YES
from bot.console.sending.offers import may_publish
from bot.console.sending.showing import show
from bot.console.sending_paths import SENDING, progress_path
from bot.console.signed import Form, Me, Posted, Signed
from bot.console.told import for_the_console
from bot.moments import moment_of
from bot.views.going_out import going_out

PLACES, WHEN, AT = "qudao", "shijian", "dingshi"
LATER = "at"


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form holds; `faults` by field."""

    places: Sequence[str] | None = None
    when: str = "now"
    at: str = ""
    overwrites: bool = False
    faults: Mapping[str, str] = field(default_factory=dict)


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(SENDING + "/banci/{ref:edition}")
    def ask(request: Request, me: Me, ref: str, qudao: str = "") -> Response:
        return _show(room, request, me, ref, typed=Typed([qudao] if qudao else None))

    @pages.post(SENDING + "/banci/{ref:edition}")
    def order(form: Posted, ref: str) -> Response:
        places = form.sent.texts(PLACES)
        typed = Typed(places, form.text(WHEN), form.text(AT), form.text(OVERWRITE) == YES)
        try:
            moment = _moment(typed.when, typed.at, room.now)
        except WrongUse as error:
            return _show(room, form.request, form.me, ref, typed=replace(typed, faults={AT: error.says}))
        if not places:
            faults = {PLACES: "请至少选一个渠道。"}
            return _show(room, form.request, form.me, ref, typed=replace(typed, faults=faults))

        def shown_again(error: CannotDo) -> Response:
            faults = {PLACES: for_the_console(error.says)}
            return _show(room, form.request, form.me, ref, typed=replace(typed, faults=faults))

        return once(room, form, lambda: _order(room, form, ref, typed, at=moment), shown_again)


def _order(room: Room, form: Form, ref: str, typed: Typed, *, at: datetime | None) -> tuple[str, str]:
    to, overwrites = typed.places or (), typed.overwrites
    publish(room.app, form.me.name, ref, to=to, at=at, overwrites=overwrites, now=room.now)
    return progress_path(ref), "已下令发布，下面是各渠道的进展。"


def _moment(when: str, at: str, now: datetime) -> datetime | None:
    if when != LATER:
        return None
    moment = moment_of(at, now)
    if moment is None or moment <= now:
        raise WrongUse("请填写发布时间。" if moment is None else "这个时间已经过去，请改成以后的时间，或选“现在就发”。")
    return moment


def _show(room: Room, request: Request, me: Signed, ref: str, *, typed: Typed) -> Response:
    found = going_out(room.app, ref, room.now)
    usual = [one.name for one in found.places if one.own and not one.is_done]
    return show(
        room,
        request,
        "sending-order.html",
        status=409 if typed.faults else 200,
        found=found,
        chosen=usual if typed.places is None else typed.places,
        typed=typed,
        may=may_publish(room, me, found.edition.item),
        once=new_word(),
    )
