"""Take an item back from every channel that shows it."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.finding import item_id_of
from bot.actions.publish import require_publisher
from bot.actions.queueing import queue_up
from bot.actions.reasons import require_reason
from bot.actions.refusals import in_words
from bot.actions.rights import Right, require_theirs
from channels.orders import Withdrawal

if TYPE_CHECKING:
    from bot.app import App


def withdraw(app: "App", by: str, item: str, *, reason: str, voids: bool = False, now: datetime) -> Withdrawal:
    """`voids`: it was published in error and does not count; else it only lapsed, and what was published counts.

    Voided, it counts nowhere any more: not where it had been withdrawn before, nor for what the press carried of it.
    """
    require_reason(reason, "撤回")
    with app.store.read() as work:
        person = require_publisher(app, work, by, Right.WITHDRAW)
        item_id = item_id_of(work, item)
        require_theirs(person, work.items.latest(item_id).item)
    with in_words():
        done = app.orders.withdraw(item_id, by=by, now=now, reason=reason, voids=voids)
    queue_up(app, item_id)
    return done
