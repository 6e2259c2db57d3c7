"""Staff's wishes about what a person completes on a platform."""

from datetime import datetime

from bot.actions.hand_over import Brought
from bot.actions.hand_over import claim as claim_it
from bot.actions.hand_over import confirm as confirm_it
from bot.actions.hand_over import release as release_it
from bot.actions.rights import Right, require
from bot.chat.doings.speaking import in_words, speaker
from bot.chat.hearing import Hearing
from bot.chat.wishes import staff as wishes
from bot.preview import links
from bot.views.queue import Waiting, package, some_of_queue, verify
from bot.views.status import HAND_OVER_WORDS, words
from bot.views.waits import taken
from channels.channel import Channel, ReadsLinks
from channels.errors import Refused
from content.store.deliveries import Jobs
from content.zone import to_the_minute


def waiting(hearing: Hearing, _wish: wishes.Queue) -> tuple[wishes.Queued, ...]:
    with hearing.app.store.read() as work:
        person = require(work, speaker(hearing).name, Right.HAND_OVER)
    found = some_of_queue(hearing.app, Jobs(hearing.now, whose=person))
    return tuple(_queued(one, hearing.now) for one in found)


def claim(hearing: Hearing, wish: wishes.Claim) -> wishes.Claimed:
    app, by = hearing.app, speaker(hearing).name
    delivery = claim_it(app, by, wish.key, now=hearing.now)
    parcel = package(app, delivery)
    until = to_the_minute(delivery.claimed_until) if delivery.claimed_until else ""
    if parcel is None:
        return wishes.Claimed(wish.key, delivery.says, until)
    verify(app, parcel)
    path = links.to_package(app, by, wish.key, now=hearing.now)
    return wishes.Claimed(wish.key, parcel.says, until, tuple(parcel.checklist), path)


def release(hearing: Hearing, wish: wishes.Release) -> str:
    return release_it(hearing.app, speaker(hearing).name, wish.key, now=hearing.now).key


def fitting(hearing: Hearing, wish: wishes.Fitting) -> tuple[str, ...]:
    return tuple(key for key in wish.keys if _is_of(hearing.app.channels.get(key.rpartition("@")[2]), wish.pasted))


def _is_of(channel: Channel | None, pasted: str) -> bool:
    try:
        return isinstance(channel, ReadsLinks) and bool(channel.read_link(pasted))
    except Refused:
        return False


def confirm(hearing: Hearing, wish: wishes.Confirm) -> str:
    done = confirm_it(hearing.app, speaker(hearing).name, wish.key, Brought(url=wish.pasted), now=hearing.now)
    return "\n".join(filter(None, (f"{done.key} {words(done)} {done.url}".rstrip(), done.says)))


def _queued(one: Waiting, now: datetime) -> wishes.Queued:
    doing = HAND_OVER_WORDS[one.act].partition("：")[0]
    return wishes.Queued(one.delivery.key, one.title, doing, taken(one.delivery, now), one.late)


DOINGS = in_words(
    {
        wishes.Queue: waiting,
        wishes.Claim: claim,
        wishes.Release: release,
        wishes.Fitting: fitting,
        wishes.Confirm: confirm,
    }
)
