"""How dispatches are asked for in the database, and the values behind their rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select
from sqlmodel import col

from content.delivery import Act, Dispatch, State
from content.edition import Edition
from content.receipt import Receipt
from content.tables import DeliveryRow, DispatchRow, EditionRow, ItemRow

DONE = (State.SETTLED, State.CANCELLED)


def one_delivery(item_id: str, number: int, channel: str) -> Select[DeliveryRow]:
    return select(DeliveryRow).where(
        col(DeliveryRow.item_id) == item_id, col(DeliveryRow.number) == number, col(DeliveryRow.channel) == channel
    )


def on_channel(channel: str, state: State) -> ColumnElement[bool]:
    return (col(DispatchRow.channel) == channel) & (col(DispatchRow.state) == state)


def carried(dispatch_id: str) -> Select[DeliveryRow, EditionRow, str]:
    return (
        select(DeliveryRow, EditionRow, col(ItemRow.index_number))
        .join(
            EditionRow,
            (col(EditionRow.item_id) == col(DeliveryRow.item_id)) & (col(EditionRow.number) == col(DeliveryRow.number)),
        )
        .join(ItemRow, col(ItemRow.id) == col(DeliveryRow.item_id))
        .where(col(DeliveryRow.dispatch_id) == dispatch_id)
        .order_by(col(DeliveryRow.position))
    )


def may_go(after: Sequence[str], now: datetime) -> ColumnElement[bool]:
    """Its time has come, what it follows is settled, and the channels before it have the same editions out."""
    first = select(DispatchRow.__table__.c.id).where(  # type: ignore[attr-defined]  # SQLModel adds __table__
        DispatchRow.__table__.c.state == State.SETTLED  # type: ignore[attr-defined]  # likewise
    )
    may = (col(DispatchRow.due_at) <= now) & ((col(DispatchRow.follows) == "") | col(DispatchRow.follows).in_(first))
    if not after:
        return may
    return may & ((col(DispatchRow.act) == Act.WITHDRAW) | ~_held_up(after))


def _held_up(after: Sequence[str]) -> ColumnElement[bool]:
    deliveries, dispatches = DeliveryRow.__table__, DispatchRow.__table__  # type: ignore[attr-defined]  # likewise
    mine, before, before_dispatch = deliveries.alias("mine"), deliveries.alias("before"), dispatches.alias("earlier")
    return (
        select(mine.c.id)
        .join(before, (before.c.item_id == mine.c.item_id) & (before.c.number == mine.c.number))
        .join(before_dispatch, before_dispatch.c.id == before.c.dispatch_id)
        .where(mine.c.dispatch_id == dispatches.c.id, before.c.channel.in_(after), before_dispatch.c.state.not_in(DONE))
        .exists()
    )


def dispatch_of(row: DispatchRow, editions: tuple[Edition, ...], held: Mapping[str, Receipt]) -> Dispatch:
    return Dispatch(
        id=row.id,
        channel=row.channel,
        act=Act(row.act),
        state=State(row.state),
        editions=editions,
        due_at=row.due_at,
        made_at=row.made_at,
        made_by=row.made_by,
        reason=row.reason,
        voids=row.voids,
        renews=row.renews,
        attempt=row.attempt,
        begun_at=row.begun_at,
        deadline=row.deadline,
        worker=row.worker,
        marks=dict(row.marks),
        held=held,
        ask_at=row.ask_at,
        asked=row.asked,
        says=row.says,
    )
