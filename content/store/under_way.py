"""What goes out and what became of it, as lists: deliveries with their dispatches and titles, a page at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, func, select
from sqlmodel import Session, col

from content.delivery import Act, Delivery, State
from content.store.deliveries import delivery_of
from content.tables import ChannelStateRow, DeliveryRow, DispatchRow, EditionRow, ItemRow


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A delivery in a list. `act`, `due_at`, `since`, `by`, `follows`: of the dispatch that carries it.

    `place`: in its bundle, from 0.
    """

    delivery: Delivery
    title: str
    unit: str
    column: str
    act: Act
    due_at: datetime
    since: datetime
    by: str
    place: int
    follows: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Why nothing goes out on a channel, and since when."""

    says: str
    since: datetime


class UnderWay:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, states: Collection[State], *, channel: str = "", skip: int = 0, limit: int) -> list[Outgoing]:
        """In these states, what is due first first; a bundle stays together, in its order."""
        query = _listed().where(col(DispatchRow.state).in_(list(states)))
        if channel:
            query = query.where(col(DispatchRow.channel) == channel)
        ordered = query.order_by(col(DispatchRow.due_at), col(DispatchRow.id), col(DeliveryRow.position))
        return self._found(ordered.offset(skip).limit(limit))

    def failed(self, *, skip: int = 0, limit: int) -> list[Outgoing]:
        """Of the latest editions, those that were due last first: nothing came after them."""
        latest = (col(ItemRow.id) == col(DeliveryRow.item_id)) & (col(ItemRow.latest) == col(DeliveryRow.number))
        query = _listed().join(ItemRow, latest).where(col(DispatchRow.state) == State.FAILED)
        ordered = query.order_by(col(DispatchRow.due_at).desc(), col(DispatchRow.id), col(DeliveryRow.position))
        return self._found(ordered.offset(skip).limit(limit))

    def of_dispatch(self, dispatch_id: str) -> list[Outgoing]:
        """In the order of the bundle."""
        query = _listed().where(col(DeliveryRow.dispatch_id) == dispatch_id)
        return self._found(query.order_by(col(DeliveryRow.position)))

    def due_until(self, until: datetime) -> dict[str, int]:
        """By channel: how many sends (not editions) are to go out before a moment."""
        query = (
            select(col(DispatchRow.channel), func.count())
            .where(col(DispatchRow.state) == State.DUE, col(DispatchRow.due_at) < until)
            .where(col(DispatchRow.act) == Act.PUBLISH)
            .group_by(col(DispatchRow.channel))
        )
        return {row[0]: row[1] for row in self._session.execute(query)}

    def numbers(self, states: Collection[State]) -> dict[tuple[str, State], int]:
        """How many editions are in each of these states, by channel."""
        query = (
            select(col(DispatchRow.channel), col(DispatchRow.state), func.count())
            .join(DeliveryRow, col(DeliveryRow.dispatch_id) == col(DispatchRow.id))
            .where(col(DispatchRow.state).in_(list(states)))
            .group_by(col(DispatchRow.channel), col(DispatchRow.state))
        )
        return {(row[0], State(row[1])): row[2] for row in self._session.execute(query)}

    def pauses(self) -> dict[str, Pause]:
        """By channel, those that are paused."""
        found = self._session.scalars(select(ChannelStateRow))
        return {row.channel: Pause(row.says, row.paused_since) for row in found}

    def _found(self, query: Select[DeliveryRow, DispatchRow, str, str, str]) -> list[Outgoing]:
        return [_outgoing(row) for row in self._session.execute(query)]


def _listed() -> Select[DeliveryRow, DispatchRow, str, str, str]:
    edition = (col(EditionRow.item_id) == col(DeliveryRow.item_id)) & (
        col(EditionRow.number) == col(DeliveryRow.number)
    )
    return (
        select(DeliveryRow, DispatchRow, col(EditionRow.title), col(EditionRow.unit), col(EditionRow.column_name))
        .join(DispatchRow, col(DispatchRow.id) == col(DeliveryRow.dispatch_id))
        .join(EditionRow, edition)
    )


def _outgoing(row: Row[DeliveryRow, DispatchRow, str, str, str]) -> Outgoing:
    carried, dispatch, title, unit, column = row
    return Outgoing(
        delivery=delivery_of(carried, dispatch),
        title=title,
        unit=unit,
        column=column,
        act=Act(dispatch.act),
        due_at=dispatch.due_at,
        since=dispatch.since,
        by=dispatch.made_by,
        place=carried.position,
        follows=dispatch.follows,
    )
