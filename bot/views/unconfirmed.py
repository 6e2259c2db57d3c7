"""What nobody knows to be out or not: for a person to look at, with what to look for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import WrongUse
from content.delivery import Act, Delivery, Dispatch, State

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Doubt:
    """`says` tells where to look and what for."""

    delivery: Delivery
    act: Act
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class DoubtfulSend:
    """Everything one send carried, asked about together. `says` tells where to look and what for."""

    dispatch: Dispatch
    deliveries: Sequence[Delivery]

    @property
    def says(self) -> str:
        return self.dispatch.says or next((one.says for one in self.deliveries), "")

    @property
    def tried_at(self) -> datetime:
        return self.dispatch.begun_at or self.dispatch.made_at

    @property
    def is_open(self) -> bool:
        return self.dispatch.state is State.UNCONFIRMED


def unconfirmed(app: "App") -> list[Doubt]:
    with app.store.read() as work:
        found = work.deliveries.in_state((State.UNCONFIRMED,))
        doubts = []
        for delivery in found:
            dispatch = work.dispatches.get(delivery.dispatch_id)
            title = next(one.item.title for one in dispatch.editions if one.ref == delivery.ref)
            doubts.append(Doubt(delivery, dispatch.act, title, dispatch.says or delivery.says))
    return doubts


def doubtful_sends(app: "App") -> list[DoubtfulSend]:
    """Longest ago first."""
    with app.store.read() as work:
        found = [work.dispatches.get(one) for one in work.dispatches.in_state(State.UNCONFIRMED)]
        sends = [DoubtfulSend(one, work.deliveries.of_dispatch(one.id)) for one in found]
    return sorted(sends, key=lambda one: one.tried_at)


def doubtful_send(app: "App", dispatch_id: str) -> DoubtfulSend:
    """Also one that was answered meanwhile. Raises WrongUse for none."""
    with app.store.read() as work:
        try:
            dispatch = work.dispatches.get(dispatch_id)
        except KeyError:
            raise WrongUse(f"没有编号为 {dispatch_id} 的发送。") from None
        return DoubtfulSend(dispatch, work.deliveries.of_dispatch(dispatch_id))
