"""Put a new, approved edition in place of the old one: where that is out, and where it is still to go out."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.finding import edition_of
from bot.actions.publish import Published, ready_to_go_out, require_publisher
from bot.actions.queueing import queue_up
from bot.actions.reasons import require_reason
from bot.actions.refusals import in_words
from bot.actions.rights import Right
from content.delivery import OPEN, Delivery
from content.edition import Edition
from content.receipt import Standing
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App


def correct(app: "App", by: str, ref: str, *, reason: str, renew: bool = False, now: datetime) -> Published:
    """`renew`: where the platform lets nothing be changed, withdraw and publish anew; else a person does it.

    Where the old edition only waits (for its time, or for a person), it is cancelled and the new one ordered.
    """
    require_reason(reason, "更正")
    with app.store.read() as work:
        require_publisher(app, work, by, Right.CORRECT)
        edition = edition_of(work, ref)
        out, waiting = _older(work, edition)
        # On a channel that left the settings a person corrects it; what was still to go out there is only cancelled.
        channels = tuple(dict.fromkeys(one.channel for one in (*out, *waiting) if one.channel in app.channels))
        problems = ready_to_go_out(app, work, edition, channels, now=now)
    deliveries: list[Delivery] = []
    with in_words():
        if out or not waiting:
            deliveries += app.orders.correct(edition, by=by, now=now, reason=reason, renew=renew)
        else:
            _cancel(app, waiting, now)
        done = {one.channel for one in deliveries}
        again = [one.channel for one in waiting if one.channel in app.channels and one.channel not in done]
        deliveries += app.orders.publish(edition, again, by=by, now=now)
    queue_up(app, deliveries)
    return Published(edition, tuple(deliveries), tuple(problems))


def _older(work: Work, edition: Edition) -> tuple[list[Delivery], list[Delivery]]:
    """What is out of earlier editions, and what of them is still to go out."""
    older = [one for one in work.deliveries.of_item(edition.item_id) if one.number < edition.number]
    out = [one for one in older if one.standing is Standing.LIVE]
    return out, [one for one in older if one.standing is not Standing.LIVE and one.state in OPEN]


def _cancel(app: "App", waiting: Sequence[Delivery], now: datetime) -> None:
    for delivery in waiting:
        app.orders.cancel(delivery.dispatch_id, now, delivery.item_id)
