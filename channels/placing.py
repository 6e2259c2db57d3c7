"""How an order comes to stand among the others: alone while it is decided, and as a dispatch or in a bundle."""

from collections.abc import Mapping
from datetime import datetime

from channels.lane import Lane
from channels.left_behind import for_a_person
from content.delivery import Act, State
from content.store.order import Order
from content.store.store import Work


def alone(work: Work, lanes: Mapping[str, Lane], *item_ids: str) -> None:
    """Until the end nobody else orders anything for these items, and nothing begins on any channel."""
    # Always in this order, items before channels, or two orders could wait for each other.
    for item_id in sorted(set(item_ids)):
        work.dispatches.lock_item(item_id)
    for name in sorted(lanes):
        work.dispatches.lock_channel(name)


def place(work: Work, lanes: Mapping[str, Lane], order: Order, now: datetime) -> None:
    """Write the order down as a dispatch, or let a bundle that leaves at the same time carry it along."""
    lane = lanes.get(order.channel)
    if lane is None:
        for_a_person(work, work.dispatches.get(work.dispatches.create(order, now)), now)
        return
    if order.act == Act.PUBLISH and not order.follows and lane.at and lane.channel.capacity > 1:
        bundle = work.dispatches.joinable(order.channel, order.due_at, lane.channel.capacity)
        if bundle is not None:
            for item_id, number in order.editions:
                work.dispatches.join(bundle, item_id, number, now)
            if order.marks:
                joined = work.dispatches.get(bundle)
                work.dispatches.move(bundle, joined.attempt, (State.DUE,), marks={**order.marks, **joined.marks})
            return
    work.dispatches.create(order, now)
