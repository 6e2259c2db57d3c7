"""Hand what was ordered to the engine. It may lose or repeat a job without harm, so this comes after the commit."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.outage import is_unreachable
from content.delivery import State

if TYPE_CHECKING:
    from bot.app import App

log = logging.getLogger(__name__)


def queue_up(app: "App", item_id: str) -> None:
    """What is due of the item, also the removal of what was left before: once per channel and time."""
    with app.store.read() as work:
        due = dict.fromkeys(one.dispatch_id for one in work.deliveries.of_item(item_id) if one.state is State.DUE)
        dispatches = [work.dispatches.get(dispatch_id) for dispatch_id in due]
    with _the_order_stands():
        for channel, due_at in dict.fromkeys((one.channel, one.due_at) for one in dispatches):
            app.engine.order(channel, due_at)


def free(app: "App", dispatch_id: str) -> None:
    """A person or the platform settled it: let what waited for it go on at once, not at the next round of `tidy`."""
    with app.store.read() as work:
        dispatch = work.dispatches.get(dispatch_id)
    with _the_order_stands():
        for channel in app.desk.freed_by(dispatch):
            app.engine.order(channel)


def start(app: "App", channel: str) -> None:
    """Whatever is ready on a channel that runs again."""
    with _the_order_stands():
        app.engine.order(channel)


@contextmanager
def _the_order_stands() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if not is_unreachable(error):
            raise
        log.warning("发送队列现在连不上。已经记下，队列恢复后一分钟内开始发送。")
