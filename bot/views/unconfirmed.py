"""What nobody knows to be out or not: for a person to look at, with what to look for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.delivery import Act, Delivery, State

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Doubt:
    """`says` tells where to look and what for."""

    delivery: Delivery
    act: Act
    title: str
    says: str


def unconfirmed(app: "App") -> list[Doubt]:
    with app.store.read() as work:
        found = work.deliveries.in_state((State.UNCONFIRMED,))
        doubts = []
        for delivery in found:
            dispatch = work.dispatches.get(delivery.dispatch_id)
            title = next(one.item.title for one in dispatch.editions if one.ref == delivery.ref)
            doubts.append(Doubt(delivery, dispatch.act, title, dispatch.says or delivery.says))
    return doubts
