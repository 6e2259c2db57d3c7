"""How dispatches are asked for in the database, and the values behind their rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, Select, Table, func, select
from sqlmodel import SQLModel, col

from content.delivery import Act, Dispatch, State
from content.edition import Edition
from content.receipt import Receipt
from content.tables import ChannelStateRow, DeliveryRow, DispatchRow, EditionRow, ItemRow

DONE = (State.SETTLED, State.CANCELLED)
DISPATCHES: Table = SQLModel.metadata.tables["dispatches"]
DELIVERIES: Table = SQLModel.metadata.tables["deliveries"]


def one_delivery(item_id: str, number: int, channel: str) -> Select[DeliveryRow]:
    return select(DeliveryRow).where(
        col(DeliveryRow.item_id) == item_id, col(DeliveryRow.number) == number, col(DeliveryRow.channel) == channel
    )


def on_channel(channel: str, state: State) -> ColumnElement[bool]:
    return (col(DispatchRow.channel) == channel) & (col(DispatchRow.state) == state)


def is_asked_after(channel: str) -> ColumnElement[bool]:
    return (col(DispatchRow.channel) == channel) & col(DispatchRow.state).in_((State.BEGUN, State.HELD))


def carried(dispatch_id: str) -> Select[EditionRow, str]:
    """Its editions with their index numbers, in the order of the bundle."""
    same = (col(EditionRow.item_id) == col(DeliveryRow.item_id)) & (col(EditionRow.number) == col(DeliveryRow.number))
    return (
        select(EditionRow, col(ItemRow.index_number))
        .join(DeliveryRow, same)
        .join(ItemRow, col(ItemRow.id) == col(DeliveryRow.item_id))
        .where(col(DeliveryRow.dispatch_id) == dispatch_id)
        .order_by(col(DeliveryRow.position))
    )


def may_go(channel: str, after: Sequence[str], now: datetime) -> ColumnElement[bool]:
    """Its time has come, its channel runs, what it follows is settled, and the channels before have it out."""
    first = DISPATCHES.alias("first")
    settled = select(first.c.id).where(first.c.id == DISPATCHES.c.follows, first.c.state == State.SETTLED).exists()
    paused = select(col(ChannelStateRow.channel)).where(col(ChannelStateRow.channel) == channel).exists()
    may = (DISPATCHES.c.due_at <= now) & ~paused & ((DISPATCHES.c.follows == "") | settled)
    return may & ((DISPATCHES.c.act == Act.WITHDRAW) | ~_held_up(after)) if after else may


def how_many_begun(channel: str) -> ScalarSelect[int]:
    """The channel's dispatches in flight: the lease is their number."""
    begun = DISPATCHES.alias("begun")
    return select(func.count()).where(begun.c.channel == channel, begun.c.state == State.BEGUN).scalar_subquery()


def _held_up(after: Sequence[str]) -> ColumnElement[bool]:
    mine, before, earlier = DELIVERIES.alias("mine"), DELIVERIES.alias("before"), DISPATCHES.alias("earlier")
    return (
        select(mine.c.id)
        .join(before, (before.c.item_id == mine.c.item_id) & (before.c.number == mine.c.number))
        .join(earlier, earlier.c.id == before.c.dispatch_id)
        .where(mine.c.dispatch_id == DISPATCHES.c.id, before.c.channel.in_(after), earlier.c.state.not_in(DONE))
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
