"""Correct and withdraw: first what will happen on each channel, then the reason and the order."""

from collections.abc import Mapping

from fastapi import FastAPI, Request, Response

from bot.actions.correct import correct
from bot.actions.errors import CannotDo
from bot.actions.withdraw import withdraw
from bot.console.once import new_word, once
from bot.console.room import Room
from bot.console.sending.offers import may_publish
from bot.console.sending.showing import show
from bot.console.sending_paths import SENDING, progress_path
from bot.console.signed import Form, Me, Posted, Signed
from bot.console.told import for_the_console, problem_for_the_console
from bot.views.changes import correction, withdrawal
from bot.views.log import voided_in_words
from content.delivery import OPEN
from content.store.store import Store

REASON, RENEW, ERROR = "liyou", "chongfa", "wufa"
"""Fields: why; where nothing can be changed, withdraw and publish anew; it was published in error."""
CORRECT, WITHDRAW = SENDING + "/gengzheng/{ref:edition}", SENDING + "/chehui/{item_id:item}"
YES = "1"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(CORRECT)
    def ask_correction(request: Request, me: Me, ref: str) -> Response:
        return _show_correction(room, request, me, ref)

    @pages.post(CORRECT)
    def order_correction(form: Posted, ref: str) -> Response:
        def shown_again(error: CannotDo) -> Response:
            return _show_correction(room, form.request, form.me, ref, sent=form, refused=error)

        return once(room, form, lambda: _correct(room, form, ref), shown_again)

    @pages.get(WITHDRAW)
    def ask_withdrawal(request: Request, me: Me, item_id: str) -> Response:
        return _show_withdrawal(room, request, me, item_id)

    @pages.post(WITHDRAW)
    def order_withdrawal(form: Posted, item_id: str) -> Response:
        def shown_again(error: CannotDo) -> Response:
            return _show_withdrawal(room, form.request, form.me, item_id, sent=form, fault=for_the_console(error.says))

        return once(room, form, lambda: _withdraw(room, form, item_id), shown_again)


def _correct(room: Room, form: Form, ref: str) -> tuple[str, str]:
    renew = form.text(RENEW) == YES
    correct(room.app, form.me.name, ref, reason=form.text(REASON), renew=renew, now=room.now)
    return progress_path(ref), "已下令更正，下面是各渠道的进展。"


def _withdraw(room: Room, form: Form, item_id: str) -> tuple[str, str]:
    voids = form.text(ERROR) == YES
    done = withdraw(room.app, form.me.name, item_id, reason=form.text(REASON), voids=voids, now=room.now)
    voided = "".join(voided_in_words(entry) for entry in done.voided)
    ref = next(
        (one.ref for one in done.deliveries if one.state in OPEN), f"{item_id}.{_latest(room.app.store, item_id)}"
    )
    return progress_path(ref), f"已下令撤回，下面是各渠道的进展。{voided}"


def _latest(store: Store, item_id: str) -> int:
    with store.read() as work:
        return work.items.latest(item_id).number


def _typed(sent: Form | None) -> Mapping[str, str]:
    return {name: sent.text(name) if sent else "" for name in (REASON, RENEW, ERROR)}


def _show_correction(
    room: Room, request: Request, me: Signed, ref: str, *, sent: Form | None = None, refused: CannotDo | None = None
) -> Response:
    found = correction(room.app, ref)
    return show(
        room,
        request,
        "sending-correct.html",
        status=409 if refused else 200,
        found=found,
        may=may_publish(room, me, found.edition.item),
        typed=_typed(sent),
        fault=for_the_console(refused.says) if refused else "",
        problems=[problem_for_the_console(one) for one in refused.problems] if refused else [],
        once=new_word(),
    )


def _show_withdrawal(
    room: Room, request: Request, me: Signed, item_id: str, *, sent: Form | None = None, fault: str = ""
) -> Response:
    found = withdrawal(room.app, item_id)
    return show(
        room,
        request,
        "sending-withdraw.html",
        status=409 if fault else 200,
        found=found,
        may=may_publish(room, me, found.edition.item),
        typed=_typed(sent),
        fault=fault,
        once=new_word(),
    )
