"""Whether log, deliveries and platforms of a bureau tell the same, item by item and channel by channel."""

from collections.abc import Sequence

from content.delivery import IN_FLIGHT, Delivery, State
from content.receipt import Standing

from .bureau import Bureau
from .hands import Hands
from .onlooker import Onlooker


def disagreements(at: Bureau, eye: Onlooker, hands: Hands) -> list[str]:
    """Where they do not. What is on its way, or in a person's hands, may be seen before it is known."""
    found = at.deliveries()
    places = dict.fromkeys((one.item_id, one.channel) for one in found)
    told = []
    for place in places:
        ours = [one for one in found if (one.item_id, one.channel) == place]
        live = {one.key for one in ours if one.standing == Standing.LIVE}
        told += _in_the_log(at, *place, live)
        if not _is_under_way(ours, hands):
            told += _before_the_eye(eye, *place, live)
    return told


def _in_the_log(at: Bureau, item_id: str, channel: str, live: set[str]) -> list[str]:
    with at.store.read() as work:
        logged = work.log.is_published(item_id, channel)
    return [] if len(live) == int(logged) else [f"{item_id} on {channel}: logged {logged}, live {live}"]


def _before_the_eye(eye: Onlooker, item_id: str, channel: str, live: set[str]) -> list[str]:
    seen = {key for key in eye.public(channel) if key.startswith(f"{item_id}.")}
    return [] if seen == live else [f"{item_id} on {channel}: {seen} public, {live} live"]


def _is_under_way(ours: Sequence[Delivery], hands: Hands) -> bool:
    return any(one.state in {*IN_FLIGHT, State.WAITING} or one.key in hands.shown for one in ours)
