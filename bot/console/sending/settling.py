"""What nobody can know by machine: a person looks at the platform, and answers three questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from fastapi import FastAPI, Request, Response

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.hand_over import Brought
from bot.actions.rights import Right, require_role
from bot.actions.settle_unconfirmed import settle_unconfirmed
from bot.console.once import new_word, once
from bot.console.one_file import NONE, SCREENSHOTS, OneFile, file_of, on_disk
from bot.console.room import Room
from bot.console.sending.offers import may_settle
from bot.console.sending.showing import show
from bot.console.sending_paths import UNCONFIRMED, delivery_path
from bot.console.signed import Form, Me, Posted, Signed
from bot.console.told import for_the_console
from bot.moments import moment_of
from bot.views.status import words
from bot.views.unconfirmed import DoubtfulSend, doubtful_send, doubtful_sends
from content.delivery import Act

OUT, SHOWN_AT, SCREENSHOT = "jieguo", "shijian", "jietu"
LINK = "lianjie-{place}"
"""Of the edition at this place of the send, from 0."""
YES, NO = "shi", "fou"


@dataclass(frozen=True, slots=True)
class Answers:
    """As they were typed; `faults` by field, `refusal` of the whole."""

    typed: Mapping[str, str] = field(default_factory=dict)
    screenshot: OneFile = NONE
    faults: Mapping[str, str] = field(default_factory=dict)
    refusal: str = ""


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(UNCONFIRMED)
    def listed(request: Request, me: Me) -> Response:
        return show(room, request, "unconfirmed.html", found=doubtful_sends(room.app), may=may_settle(me))

    @pages.get(UNCONFIRMED + "/{dispatch_id}")
    def ask(request: Request, me: Me, dispatch_id: str) -> Response:
        return _show(room, request, me, doubtful_send(room.app, dispatch_id), answers=Answers())

    @pages.post(UNCONFIRMED + "/{dispatch_id}")
    def answer(form: Posted, dispatch_id: str) -> Response:
        require_role(form.me.person, Right.SETTLE)
        send = doubtful_send(room.app, dispatch_id)
        screenshot = file_of(room, form, SCREENSHOT, SCREENSHOTS)
        typed = {name: form.text(name) for name in (OUT, SHOWN_AT, *_links(send))}
        try:
            shown_at = moment_of(typed[SHOWN_AT], room.now)
        except WrongUse as error:
            answers = Answers(typed, screenshot, {SHOWN_AT: error.says})
            return _show(room, form.request, form.me, send, answers=answers)
        if faults := _faults(send, typed, screenshot):
            return _show(room, form.request, form.me, send, answers=Answers(typed, screenshot, faults))

        def shown_again(error: CannotDo) -> Response:
            answers = Answers(typed, screenshot, refusal=for_the_console(error.says))
            return _show(room, form.request, form.me, doubtful_send(room.app, dispatch_id), answers=answers)

        return once(room, form, lambda: _settle(room, form, send, shown_at, screenshot=screenshot), shown_again)


def _links(send: DoubtfulSend) -> list[str]:
    """The fields for addresses; of what is taken down there is none."""
    taken_down = send.dispatch.act is Act.WITHDRAW
    return [] if taken_down else [LINK.format(place=place) for place, _ in enumerate(send.deliveries)]


def _faults(send: DoubtfulSend, typed: Mapping[str, str], screenshot: OneFile) -> dict[str, str]:
    faults = {SCREENSHOT: screenshot.fault} if screenshot.fault else {}
    if typed[OUT] not in (YES, NO):
        return {**faults, OUT: "请先到平台上看，再选一个。"}
    if typed[OUT] == YES:
        faults |= {name: "请粘贴公开页面的链接。" for name in _links(send) if not typed[name]}
        if typed[SHOWN_AT] and not screenshot.kept:
            faults[SCREENSHOT] = "填了时间，就要附上看得到这个时间的截图；没有截图的，请把时间留空。"
    return faults


def _settle(
    room: Room, form: Form, send: DoubtfulSend, shown_at: datetime | None, *, screenshot: OneFile
) -> tuple[str, str]:
    out = form.text(OUT) == YES
    links = {one.key: form.text(name) for one, name in zip(send.deliveries, _links(send), strict=False)}
    with on_disk(room, screenshot) as path:
        brought = Brought(
            url=next(iter(links.values()), "") if len(links) == 1 else "",
            published_at=shown_at,
            screenshot=path,
            facts=links if len(links) > 1 else {},
        )
        first = send.deliveries[0]
        settle_unconfirmed(room.app, form.me.name, first.key, out=out, brought=brought if out else None, now=room.now)
    if screenshot.kept:
        room.waiting.leave([screenshot.kept])
    settled = doubtful_send(room.app, send.dispatch.id)
    return delivery_path(first.key), f"已登记核实结果：{words(settled.deliveries[0])}。"


def _show(room: Room, request: Request, me: Signed, send: DoubtfulSend, *, answers: Answers) -> Response:
    refused = bool(answers.faults or answers.refusal)
    items = [edition.item for edition in send.dispatch.editions]
    return show(
        room,
        request,
        "unconfirmed-send.html",
        status=409 if refused else 200,
        send=send,
        answers=answers,
        links=_links(send),
        may=all(may_settle(me, item) for item in items),
        once=new_word(),
    )
