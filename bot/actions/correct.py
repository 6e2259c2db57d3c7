"""Put a new, approved edition in place of the old one: where that is out, and where it is still to go out."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.finding import edition_of
from bot.actions.publish import Published, ready_to_go_out, require_publisher
from bot.actions.queueing import queue_up
from bot.actions.reasons import require_reason
from bot.actions.refusals import in_words
from bot.actions.rights import Right, require_theirs
from content.delivery import OPEN, Delivery
from content.edition import Edition
from content.receipt import Standing
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App


def correct(
    app: "App", by: str, ref: str, *, reason: str, renew: bool = False, overwrites: bool = False, now: datetime
) -> Published:
    """`renew`: where the platform lets nothing be changed, withdraw and publish anew; else a person does it.

    Where the old edition only waits (for its time, or for a person), it is cancelled and the new one ordered.
    `overwrites`: where the last correction stopped as the page was changed on its site, our words stand.
    """
    require_reason(reason, "更正")
    with app.store.read() as work:
        person = require_publisher(app, work, by, Right.CORRECT)
        edition = edition_of(work, ref)
        require_theirs(person, edition.item)
        # On a channel that left the settings a person corrects it; what was still to go out there is only cancelled.
        older = [one.channel for one in _older(work, edition) if one.channel in app.channels]
        channels = tuple(dict.fromkeys(older))
        problems = ready_to_go_out(app, work, edition, channels, now=now)
    with in_words():
        deliveries = app.orders.correct(edition, by=by, now=now, reason=reason, renew=renew, overwrites=overwrites)
    queue_up(app, edition.item_id)
    return Published(edition, tuple(deliveries), tuple(problems))


def _older(work: Work, edition: Edition) -> list[Delivery]:
    """What is out of earlier editions, and what of them is still to go out."""
    older = [one for one in work.deliveries.of_item(edition.item_id) if one.number < edition.number]
    return [one for one in older if one.standing is Standing.LIVE or one.state in OPEN]
