"""Say what goes out in one send on a channel, and in which order."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.checking import channels_of
from bot.actions.errors import WrongUse
from bot.actions.finding import edition_of, require_channels
from bot.actions.publish import ready_to_go_out, require_publisher
from bot.actions.queueing import queue_up
from bot.actions.refusals import in_words
from bot.actions.rights import Right, require_theirs
from channels.bundles import LineUp
from channels.channel import Records
from content.delivery import OPEN, Dispatch
from content.edition import Edition
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App


def line_up(
    app: "App",
    by: str,
    channel: str,
    refs: Sequence[str],
    *,
    send: str = "",
    was: Sequence[str] = (),
    at: datetime | None = None,
    now: datetime,
) -> Dispatch:
    """`refs`, the headline first. `send` is changed, if it still holds what it `was`; without one a new send is made.

    What is not ordered yet goes to the item's other channels too. `at`: not before this moment.
    """
    if at is not None and at <= now:
        raise WrongUse("指定的发布时间已经过去。")
    require_channels(app, [channel])
    with app.store.read() as work:
        person = require_publisher(app, work, by, Right.PUBLISH)
        editions = [edition_of(work, ref) for ref in dict.fromkeys(refs)]
        # Who takes one out of a send decides about that one, too.
        touched = [edition_of(work, ref) for ref in dict.fromkeys((*refs, *was))]
        for edition in touched:
            require_theirs(person, edition.item)
        elsewhere = {one.ref: _elsewhere(app, work, one, channel, now=now) for one in editions}
    wanted = LineUp(channel=channel, editions=editions, elsewhere=elsewhere, send=send, was=was, at=at)
    with in_words():
        done = app.bundles.line_up(wanted, by=by, now=now)
    for edition in touched:
        queue_up(app, edition.item_id)
    return done


def _elsewhere(app: "App", work: Work, edition: Edition, channel: str, *, now: datetime) -> Sequence[str]:
    """Where else it goes, if it is not ordered on the channel yet. Raises CannotDo where it may not go out."""
    ordered = work.deliveries.of_item(edition.item_id, edition.number)
    if any(one.channel == channel and one.state in OPEN for one in ordered):
        return ()
    others = [name for name in channels_of(app, edition.item) if name != channel]
    names = [name for name in others if not isinstance(app.channels[name], Records)]
    ready_to_go_out(app, work, edition, [channel, *names], now=now)
    return names
