"""Take what a platform tells of its own accord about something it holds. Nobody's right: it is the platform's word."""

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bot.actions.queueing import free
from channels.news import HearsNews
from channels.settling import last_receipt
from content.delivery import State
from content.receipt import Standing

if TYPE_CHECKING:
    from bot.app import App


def hear_news(app: "App", channel: str, news: Mapping[str, Any], *, now: datetime) -> int:
    """Settle the dispatches that the news is about, and order what waited for them; how many there were."""
    kind = app.channels[channel]
    if not isinstance(kind, HearsNews) or not kind.is_news(news):
        return 0
    with app.store.read() as work:
        deliveries = work.deliveries.in_state((State.HELD,), channel)
    held = sorted((one for one in deliveries if one.standing == Standing.HELD), key=lambda one: one.dispatch_id)
    settled = 0
    for dispatch_id, of_it in groupby(held, key=lambda one: one.dispatch_id):
        receipts = kind.hear(news, [last_receipt(delivery) for delivery in of_it], now)
        if receipts and app.by_hand.take_receipts(dispatch_id, receipts, now):
            settled += 1
            free(app, dispatch_id)
    return settled
