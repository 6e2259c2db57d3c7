"""Take back what has not been sent yet, and what it left on the platform."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.finding import delivery_of
from bot.actions.publish import require_publisher
from bot.actions.queueing import queue_up
from bot.actions.refusals import in_words
from bot.actions.rights import Right, require_theirs
from content.delivery import Delivery

if TYPE_CHECKING:
    from bot.app import App


def cancel(app: "App", by: str, key: str, *, now: datetime) -> Delivery:
    """`key` is the delivery's; what was to go out together with it in one bundle still does.

    What comes back is not cancelled but due again where something may lie on the platform and is removed now.
    """
    with app.store.read() as work:
        person = require_publisher(app, work, by, Right.CANCEL)
        delivery = delivery_of(work, key)
        require_theirs(person, work.items.edition(delivery.item_id, delivery.number).item)
    with in_words():
        app.orders.cancel(delivery.dispatch_id, now, delivery.item_id, by=by)
    queue_up(app, delivery.item_id)
    with app.store.read() as work:
        return delivery_of(work, key)
