"""Correct and withdraw: first what will happen on each channel, then the reason and the order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response

from bot.actions.correct import correct
from bot.actions.errors import CannotDo
from bot.actions.withdraw import withdraw
from bot.console.once import new_word, once
from bot.console.room import Room
from bot.console.sending.offers import may_publish, may_write
from bot.console.sending.showing import show
from bot.console.sending_paths import SENDING, progress_path
from bot.console.signed import Form, Me, Posted, Signed
from bot.console.told import for_the_console, problem_for_the_console
from bot.views.changes import Correction, Withdrawal, correction, withdrawal
from bot.views.log import voided_in_words
from content.delivery import OPEN

if TYPE_CHECKING:
    from bot.app import App

REASON, RENEW, ERROR, OVERWRITE = "liyou", "chongfa", "wufa", "fugai"
"""Fields: why; where nothing can be changed, withdraw and publish anew; it was published in error; what was changed on
the site goes."""
YES = "1"


@dataclass(frozen=True, slots=True)
class Change:
    """`path`: with the edition or item it is about as `named`; `foresee`: what would come of it; `order`: do it."""

    path: str
    template: str
    foresee: Callable[["App", str], Correction | Withdrawal]
    order: Callable[[Room, Form, str], tuple[str, str]]


def add_to(pages: FastAPI, room: Room) -> None:
    for change in (
        Change(SENDING + "/gengzheng/{named:edition}", "sending-correct.html", correction, _correct),
        Change(SENDING + "/chehui/{named:item}", "sending-withdraw.html", withdrawal, _withdraw),
    ):
        _add(pages, room, change)


def _add(pages: FastAPI, room: Room, change: Change) -> None:
    @pages.get(change.path)
    def ask(request: Request, me: Me, named: str) -> Response:
        return _show(room, request, me, change, named=named)

    @pages.post(change.path)
    def order(form: Posted, named: str) -> Response:
        def shown_again(error: CannotDo) -> Response:
            return _show(room, form.request, form.me, change, named=named, sent=form, refused=error)

        return once(room, form, lambda: change.order(room, form, named), shown_again)


def _correct(room: Room, form: Form, ref: str) -> tuple[str, str]:
    chosen = {"renew": form.text(RENEW) == YES, "overwrites": form.text(OVERWRITE) == YES}
    correct(room.app, form.me.name, ref, reason=form.text(REASON), now=room.now, **chosen)
    return progress_path(ref), "已下令更正，下面是各渠道的进展。"


def _withdraw(room: Room, form: Form, item_id: str) -> tuple[str, str]:
    voids = form.text(ERROR) == YES
    done = withdraw(room.app, form.me.name, item_id, reason=form.text(REASON), voids=voids, now=room.now)
    voided = "".join(voided_in_words(entry) for entry in done.voided)
    open_ones = [one.ref for one in done.deliveries if one.state in OPEN]
    ref = open_ones[0] if open_ones else withdrawal(room.app, item_id).edition.ref
    return progress_path(ref), f"已下令撤回，下面是各渠道的进展。{voided}"


def _show(
    room: Room,
    request: Request,
    me: Signed,
    change: Change,
    *,
    named: str,
    sent: Form | None = None,
    refused: CannotDo | None = None,
) -> Response:
    found = change.foresee(room.app, named)
    return show(
        room,
        request,
        change.template,
        status=409 if refused else 200,
        found=found,
        may=may_publish(room, me, found.edition.item),
        writes=may_write(me, found.edition.item),
        typed={name: sent.text(name) if sent else "" for name in (REASON, RENEW, ERROR, OVERWRITE)},
        fault=for_the_console(refused.says) if refused else "",
        problems=[problem_for_the_console(one) for one in refused.problems] if refused else [],
        once=new_word(),
    )
