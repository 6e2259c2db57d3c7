"""Hand what was ordered to the engine. It may lose or repeat a job without harm, so this comes after the commit."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from content.delivery import Delivery, State

if TYPE_CHECKING:
    from bot.app import App


def queue_up(app: "App", deliveries: Iterable[Delivery]) -> None:
    """Once per channel and time at which something is due."""
    due = dict.fromkeys(one.dispatch_id for one in deliveries if one.state is State.DUE)
    with app.store.read() as work:
        dispatches = [work.dispatches.get(dispatch_id) for dispatch_id in due]
    for channel, due_at in dict.fromkeys((one.channel, one.due_at) for one in dispatches):
        app.engine.order(channel, due_at)
