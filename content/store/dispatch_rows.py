"""How dispatches are asked for in the database, and the values behind their rows."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, Update, bindparam, func, select, update
from sqlmodel import SQLModel, col

from content.delivery import Act, Dispatch, State
from content.edition import Edition
from content.receipt import Receipt
from content.tables import DeliveryRow, DispatchRow

DONE = (State.SETTLED, State.CANCELLED)
DISPATCHES: Table = SQLModel.metadata.tables["dispatches"]
DELIVERIES: Table = SQLModel.metadata.tables["deliveries"]
EDITIONS: Table = SQLModel.metadata.tables["editions"]
ITEMS: Table = SQLModel.metadata.tables["items"]


def one_delivery(item_id: str, number: int, channel: str) -> Select[DeliveryRow]:
    return select(DeliveryRow).where(
        col(DeliveryRow.item_id) == item_id, col(DeliveryRow.number) == number, col(DeliveryRow.channel) == channel
    )


def is_asked_after(channel: str) -> ColumnElement[bool]:
    return (col(DispatchRow.channel) == channel) & col(DispatchRow.state).in_((State.BEGUN, State.HELD))


# Built once: putting such a statement together takes longer than running it.
SAME_EDITION = (EDITIONS.c.item_id == DELIVERIES.c.item_id) & (EDITIONS.c.number == DELIVERIES.c.number)
CARRIED = (
    select(EDITIONS, ITEMS.c.index_number)
    .join_from(EDITIONS, DELIVERIES, SAME_EDITION)
    .join(ITEMS, ITEMS.c.id == DELIVERIES.c.item_id)
    .where(DELIVERIES.c.dispatch_id == bindparam("dispatch"))
    .order_by(DELIVERIES.c.position)
)
"""The editions of a `dispatch` with their index numbers, in the order of the bundle."""
ONE = select(DISPATCHES).where(DISPATCHES.c.id == bindparam("dispatch"))


@lru_cache
def ready_query(after: tuple[str, ...]) -> Select[str]:
    """The first dispatch of `on_channel` that may go out at `now`, its channel coming after those."""
    may = (DISPATCHES.c.channel == bindparam("on_channel")) & (DISPATCHES.c.state == State.DUE) & _may_go(after)
    return (
        select(DISPATCHES.c.id).where(may).order_by(DISPATCHES.c.due_at, DISPATCHES.c.made_at, DISPATCHES.c.id).limit(1)
    )


@lru_cache
def begin_statement(after: tuple[str, ...], columns: tuple[str, ...]) -> Update:
    """Set these columns (to `to_…`) of the `dispatch`, if it may go."""
    return (
        update(DISPATCHES)
        .where(
            DISPATCHES.c.id == bindparam("dispatch"),
            DISPATCHES.c.state == State.DUE,
            _may_go(after),
        )
        .values(attempt=DISPATCHES.c.attempt + 1, **{name: bindparam(f"to_{name}") for name in columns})
    )


def _may_go(after: tuple[str, ...]) -> ColumnElement[bool]:
    """Its time has come, its channel runs, what it follows is settled, and the channels before have it out.

    Fewer than `parallel` are in flight on `on_channel`: asked here too, so that nobody is told of what cannot begin.
    """
    first, paused = DISPATCHES.alias("first"), SQLModel.metadata.tables["channel_states"]
    settled = select(first.c.id).where(first.c.id == DISPATCHES.c.follows, first.c.state == State.SETTLED).exists()
    runs = ~select(paused.c.channel).where(paused.c.channel == bindparam("on_channel")).exists()
    flying = DISPATCHES.alias("flying")
    in_flight = select(func.count()).where(flying.c.channel == bindparam("on_channel"), flying.c.state == State.BEGUN)
    has_room = in_flight.scalar_subquery() < bindparam("parallel")
    may = (DISPATCHES.c.due_at <= bindparam("now")) & runs & has_room & ((DISPATCHES.c.follows == "") | settled)
    return may & ((DISPATCHES.c.act == Act.WITHDRAW) | ~_held_up(after)) if after else may


def _held_up(after: tuple[str, ...]) -> ColumnElement[bool]:
    mine, before, earlier = DELIVERIES.alias("mine"), DELIVERIES.alias("before"), DISPATCHES.alias("earlier")
    return (
        select(mine.c.id)
        .join(before, (before.c.item_id == mine.c.item_id) & (before.c.number == mine.c.number))
        .join(earlier, earlier.c.id == before.c.dispatch_id)
        .where(mine.c.dispatch_id == DISPATCHES.c.id, before.c.channel.in_(after))
        # What is taken back there was cancelled, and is waited for no more.
        .where(earlier.c.state.not_in(DONE), earlier.c.act != Act.WITHDRAW)
        .exists()
    )


def dispatch_of(row: Row[Any], editions: tuple[Edition, ...], held: Mapping[str, Receipt]) -> Dispatch:
    return Dispatch(
        id=row.id,
        channel=row.channel,
        act=Act(row.act),
        state=State(row.state),
        editions=editions,
        due_at=row.due_at,
        made_at=row.made_at,
        made_by=row.made_by,
        since=row.since,
        reason=row.reason,
        voids=row.voids,
        renews=row.renews,
        follows=row.follows,
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
