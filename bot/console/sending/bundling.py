"""One send of several editions: a person chooses them and puts them in order; the first is the headline.

What is chosen stands in the address until it is ordered: back, a bookmark and a second tab all keep it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import urlencode

from fastapi import FastAPI, Query, Request, Response

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.line_up import line_up
from bot.actions.rights import Right, publishing_roles, require_role
from bot.console.once import new_word, once
from bot.console.pages import ROOT
from bot.console.room import Room
from bot.console.sending.offers import may_publish
from bot.console.sending.showing import show
from bot.console.sending_paths import BUNDLES, bundle_path
from bot.console.signed import Form, Me, Posted, Signed
from bot.console.told import for_the_console, problem_for_the_console
from bot.moments import moment_of
from bot.views.bundles import choices, may_join, send_plan
from content.problems import Problem
from content.zone import to_the_minute

CHOSEN, SEEN, AT = "gao", "yuan", "shijian"
"""Fields: the refs in order; what the send held when it was opened; not before this time."""
Refs = Annotated[Sequence[str], Query()]
NEW = "xin"
"""In the place of a send's id: one that is not there yet."""
NOTHING = "-"
"""In the address: nothing is chosen, where nothing would mean what the send holds."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """What is chosen for a send on a channel: `at` as typed, `faults` by field, `problems` to be mended first."""

    channel: str
    send: str
    refs: Sequence[str]
    at: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)
    problems: Sequence[Problem] = ()

    def with_refs(self, refs: Sequence[str]) -> str:
        """The address of the same page with another choice."""
        query = urlencode([*((CHOSEN, ref) for ref in refs or [NOTHING]), *([(AT, self.at)] if self.at else [])])
        return f"{ROOT}{bundle_path(self.channel)}/{self.send}?{query}#picked"

    def added(self, ref: str) -> str:
        return self.with_refs([*self.refs, ref])

    def without(self, ref: str) -> str:
        return self.with_refs([one for one in self.refs if one != ref])

    def moved(self, ref: str, by: int) -> str:
        """Earlier (-1) or later (1)."""
        place = self.refs.index(ref)
        others = [one for one in self.refs if one != ref]
        return self.with_refs([*others[: place + by], ref, *others[place + by :]])


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(BUNDLES + "/{channel}")
    def sends(request: Request, me: Me, channel: str) -> Response:
        plan = send_plan(room.app, channel, room.now)
        return show(room, request, "bundles.html", plan=plan, may=may_publish(room, me), new=NEW)

    @pages.get(BUNDLES + "/{channel}/{send}")
    def choose(request: Request, me: Me, channel: str, send: str, *, gao: Refs = (), shijian: str = "") -> Response:
        refs = [ref for ref in dict.fromkeys(gao) if ref != NOTHING] if gao else _held(room, channel, send)
        return _show(room, request, me, Choosing(channel, send, refs, shijian))

    @pages.post(BUNDLES + "/{channel}/{send}")
    def order(form: Posted, channel: str, send: str) -> Response:
        require_role(form.me.person, Right.PUBLISH, *publishing_roles(room.app.settings.review))
        chosen = Choosing(channel, send, form.sent.texts(CHOSEN), form.text(AT))

        def shown_again(error: CannotDo) -> Response:
            faulty = AT if isinstance(error, WrongUse) else CHOSEN
            faults = {faulty: for_the_console(error.says)}
            problems = [problem_for_the_console(one) for one in error.problems]
            again = Choosing(channel, send, chosen.refs, chosen.at, faults, problems)
            return _show(room, form.request, form.me, again)

        return once(room, form, lambda: _order(room, form, chosen), shown_again)


def _held(room: Room, channel: str, send: str) -> list[str]:
    """What a send that waits holds now."""
    plan = send_plan(room.app, channel, room.now)
    found = [one for one in plan.sends if one.id == send]
    if not found and send != NEW:
        raise WrongUse("这次推送已经开始发送、发出或取消了，不能再调整。")
    return [one.delivery.ref for send in found for one in send.items]


def _order(room: Room, form: Form, chosen: Choosing) -> tuple[str, str]:
    done = line_up(
        room.app,
        form.me.name,
        chosen.channel,
        chosen.refs,
        send="" if chosen.send == NEW else chosen.send,
        was=form.sent.texts(SEEN),
        at=moment_of(chosen.at, room.now),
        now=room.now,
    )
    says = (
        f"已排好：{len(done.editions)} 篇，头条是《{done.editions[0].item.title}》，{to_the_minute(done.due_at)} 发送。"
    )
    return bundle_path(chosen.channel), says


def _show(room: Room, request: Request, me: Signed, chosen: Choosing) -> Response:
    plan = send_plan(room.app, chosen.channel, room.now)
    send = next((one for one in plan.sends if one.id == chosen.send), None)
    others = [one for one in may_join(room.app, plan) if one.ref not in chosen.refs]
    items = send.items if send else ()
    picked = choices(room.app, chosen.channel, chosen.refs)
    filings = [*((one.unit, one.column) for one in picked), *((one.unit, one.column) for one in items)]
    held = {one.delivery.ref for one in items}
    return show(
        room,
        request,
        "bundle.html",
        status=409 if chosen.faults else 200,
        plan=plan,
        chosen=chosen,
        send=send,
        picked=picked,
        others=[one for one in others if me.person.covers(one.unit, one.column)],
        left_out=[one for one in others if one.ref in held],
        may=may_publish(room, me) and all(me.person.covers(*filed) for filed in filings),
        once=new_word(),
    )
