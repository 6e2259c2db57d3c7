"""Say what a look at the platform showed, where nobody could tell whether something is out."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.finding import delivery_of
from bot.actions.hand_over import Brought, evidence_of
from bot.actions.queueing import free
from bot.actions.refusals import in_words
from bot.actions.rights import Right, require, require_theirs
from content.delivery import Dispatch

if TYPE_CHECKING:
    from bot.app import App


def settle_unconfirmed(
    app: "App", by: str, key: str, *, out: bool, brought: Brought | None = None, now: datetime
) -> Dispatch:
    """`out`: it is public (then bring the link); else it is not, and it is sent again."""
    with app.store.read() as work:
        person = require(work, by, Right.SETTLE)
        delivery = delivery_of(work, key)
        for edition in work.dispatches.get(delivery.dispatch_id).editions:  # one answer for all that went out together
            require_theirs(person, edition.item)
    dispatch_id = delivery.dispatch_id
    evidence = evidence_of(app, by, brought or Brought(), now)
    with in_words():
        dispatch = app.by_hand.settle_unconfirmed(dispatch_id, out=out, evidence=evidence)
    free(app, dispatch_id)
    return dispatch
