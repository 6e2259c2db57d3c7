"""Applications for information (依申请公开), by the visitor who talks."""

from collections.abc import Mapping

from bot.actions import apply as actions
from bot.chat.dialogue import Wish
from bot.chat.hearing import Doing, Hearing
from bot.chat.wishes import applications as wishes
from bot.views import applications as views
from content.registers.applications import Application
from content.registers.progress import Progress


def may_apply(hearing: Hearing, _wish: wishes.MayApply) -> None:
    with hearing.app.store.read() as work:
        actions.require_room(work, hearing.now, visitor=hearing.visitor)


def apply(hearing: Hearing, wish: wishes.Apply) -> Application:
    return actions.receive(hearing.work, hearing.app, wish.draft, visitor=hearing.visitor, now=hearing.now)


def helped(hearing: Hearing, wish: wishes.Helped) -> None:
    actions.helped(hearing.work, wish.item_id, hearing.now)


def mine(hearing: Hearing, _wish: wishes.MyApplications) -> list[Progress]:
    return views.progress_of(hearing.app, hearing.visitor)


DOINGS: Mapping[type[Wish], Doing] = {
    wishes.MayApply: may_apply,
    wishes.Apply: apply,
    wishes.Helped: helped,
    wishes.MyApplications: mine,
}
