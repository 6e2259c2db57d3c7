"""Dispatches: created once, moved by compare-and-set, so that of two workers one wins."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlmodel import Session, col

from content.delivery import IN_FLIGHT, Act, Dispatch, State
from content.edition import Edition
from content.receipt import Receipt, Standing
from content.store.deliveries import receipt_of
from content.store.dispatch_rows import (
    CARRIED,
    ONE,
    begin_statement,
    dispatch_of,
    is_asked_after,
    one_delivery,
    ready_query,
)
from content.store.holding import hold
from content.store.items import edition_of
from content.store.order import Order
from content.store.recalls import Recall, recall_from, recalls_in
from content.store.reviews import Reviews
from content.store.serials import next_serial
from content.tables import ChannelStateRow, DeliveryRow, DispatchRow

SHOWN = (Standing.HELD, Standing.LIVE)


class Dispatches:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def create(self, order: Order, now: datetime) -> str:
        """Writes the dispatch as due, with a delivery per edition; returns its id."""
        row = DispatchRow(
            id=f"D{next_serial(self._session, 'dispatch')}-{order.suffix}",
            channel=order.channel,
            act=order.act,
            state=State.DUE,
            due_at=order.due_at,
            made_at=now,
            made_by=order.by,
            since=now,
            reason=order.reason,
            voids=order.voids,
            renews=order.renews,
            follows=order.follows,
            marks=dict(order.marks),
        )
        self._session.add(row)
        for position, (item_id, number) in enumerate(order.editions):
            self._carry(row, item_id, number, position=position, now=now)
        self._session.flush()
        return row.id

    def join(self, dispatch_id: str, item_id: str, number: int, now: datetime) -> None:
        """Let a dispatch that is still due carry this edition (also) – last place in the bundle."""
        last = select(func.max(col(DeliveryRow.position))).where(col(DeliveryRow.dispatch_id) == dispatch_id)
        position = self._session.scalar(last)
        position = 0 if position is None else position + 1
        self._carry(self._row(dispatch_id), item_id, number, position=position, now=now)
        self._session.flush()

    def line_up(self, dispatch_id: str, editions: Sequence[tuple[str, int]], now: datetime) -> None:
        """Let one that is still due carry these (also), in this order."""
        row = self._row(dispatch_id)
        for position, (item_id, number) in enumerate(editions):
            self._carry(row, item_id, number, position=position, now=now)
        self._session.flush()

    def leave(self, dispatch_id: str, item_id: str, suffix: str, now: datetime) -> None:
        """Take one item out of a bundle that is still due; its delivery ends as cancelled."""
        bundle = self._row(dispatch_id)
        row = self._session.scalars(
            select(DeliveryRow).where(col(DeliveryRow.dispatch_id) == dispatch_id, col(DeliveryRow.item_id) == item_id)
        ).one()
        order = Order(
            channel=bundle.channel,
            act=Act(bundle.act),
            editions=[(item_id, row.number)],
            due_at=bundle.due_at,
            by=bundle.made_by,
            suffix=suffix,
        )
        alone = self.create(order, now)
        self.move(alone, 0, (State.DUE,), state=State.CANCELLED, since=now)

    def get(self, dispatch_id: str) -> Dispatch:
        """Raises KeyError."""
        row = self._session.execute(ONE, {"dispatch": dispatch_id}).first()
        if row is None:
            raise KeyError(dispatch_id)
        found = self._session.execute(CARRIED, {"dispatch": dispatch_id}).all()
        editions = tuple(edition_of(edition, edition.index_number) for edition in found)
        return dispatch_of(row, editions, self._held(row, editions))

    def joinable(self, channel: str, due_at: datetime, capacity: int) -> str | None:
        """A publication still due at exactly this time with room for one more edition."""
        query = (
            select(col(DispatchRow.id))
            .join(DeliveryRow, col(DeliveryRow.dispatch_id) == col(DispatchRow.id))
            .where(
                col(DispatchRow.channel) == channel,
                col(DispatchRow.state) == State.DUE,
                col(DispatchRow.act) == Act.PUBLISH,
                col(DispatchRow.due_at) == due_at,
                col(DispatchRow.follows) == "",  # what waits for a step of its own makes nobody else wait
            )
            .group_by(col(DispatchRow.id))
            .having(func.count() < capacity)
            .order_by(col(DispatchRow.made_at), col(DispatchRow.id))
        )
        return self._session.scalars(query).first()

    def lock_channel(self, channel: str) -> None:
        """Until the end of this transaction nobody else decides what goes out on the channel."""
        hold(self._session, f"channel:{channel}")

    def lock_item(self, item_id: str) -> None:
        """Until the end of this transaction nobody else orders anything for the item. Before any `lock_channel`."""
        hold(self._session, f"item:{item_id}")

    def recall(self, dispatch_id: str, item_id: str, recall: Recall, now: datetime) -> None:
        """Of one in flight: it is not to be sent again, and to be withdrawn if it is out, or voided if it withdraws.

        What the platform holds is asked after at once.
        """
        row = self._session.get(DispatchRow, dispatch_id, with_for_update=True, populate_existing=True)
        if row is not None and row.state in IN_FLIGHT:
            recall_from(row, item_id, recall)
            if row.state == State.HELD:
                row.ask_at = now
            self._session.add(row)
            self._session.flush()

    def recalled(self, dispatch_id: str) -> dict[str, Recall]:
        """By item."""
        return recalls_in(self._row(dispatch_id).marks)

    def drop_followers(self, dispatch_id: str, now: datetime) -> None:
        """What was to come after one that will not be done: not sent either."""
        says = "前一步（撤回原文）没有做成或已取消，这一步也取消；需要的请重新发布。"
        self._session.execute(
            update(DispatchRow)
            .where(col(DispatchRow.follows) == dispatch_id, col(DispatchRow.state) == State.DUE)
            .values(state=State.CANCELLED, since=now, says=says)
            .execution_options(synchronize_session=False)
        )

    def ready(self, channel: str, *, after: Sequence[str], parallel: int, now: datetime) -> str | None:
        """The first dispatch of the channel that may go out now; None while it is paused or `parallel` are begun."""
        chosen = {"on_channel": channel, "parallel": parallel, "now": now}
        return self._session.scalar(ready_query(tuple(after)), chosen)

    def channel_of(self, dispatch_id: str) -> str:
        """Raises KeyError."""
        channel = self._session.scalar(select(col(DispatchRow.channel)).where(col(DispatchRow.id) == dispatch_id))
        if channel is None:
            raise KeyError(dispatch_id)
        return channel

    def begin(
        self, dispatch_id: str, channel: str, *, after: Sequence[str], parallel: int, now: datetime, **changes: Any
    ) -> Dispatch | None:
        """Take it, if it may go now and fewer than `parallel` are begun on its channel: one statement, one winner."""
        self.lock_channel(channel)
        chosen = {"dispatch": dispatch_id, "on_channel": channel, "parallel": parallel, "now": now}
        values = {f"to_{name}": value for name, value in changes.items()}
        begun = self._session.execute(begin_statement(tuple(after), tuple(changes)), {**chosen, **values})
        return self.get(dispatch_id) if begun.rowcount else None  # type: ignore[attr-defined]  # a CursorResult

    def move(self, dispatch_id: str, attempt: int, states: Sequence[State], /, **changes: Any) -> bool:
        """Compare-and-set: change the row only while it is in one of `states` and this attempt is its last."""
        changed = self._session.execute(
            update(DispatchRow)
            .where(
                col(DispatchRow.id) == dispatch_id,
                col(DispatchRow.attempt) == attempt,
                col(DispatchRow.state).in_(states),
            )
            .values(**changes)
            .execution_options(synchronize_session=False)
        )
        return bool(changed.rowcount)  # type: ignore[attr-defined]  # a CursorResult at run time

    def mark(self, dispatch: Dispatch, marks: Mapping[str, str]) -> bool:
        """Merge marks into those it has, if this worker's attempt is still the one in flight."""
        row = self._session.get(DispatchRow, dispatch.id, with_for_update=True, populate_existing=True)
        if row is None or (row.state, row.attempt, row.worker) != (State.BEGUN, dispatch.attempt, dispatch.worker):
            return False
        row.marks = {**row.marks, **marks}
        self._session.add(row)
        return True

    def open_for(self, item_id: str) -> list[str]:
        """Dispatches of an item that are not at their end, oldest first."""
        query = (
            select(col(DispatchRow.id), col(DispatchRow.made_at))
            .join(DeliveryRow, col(DeliveryRow.dispatch_id) == col(DispatchRow.id))
            .where(
                col(DeliveryRow.item_id) == item_id,
                col(DispatchRow.state).not_in((State.SETTLED, State.CANCELLED, State.FAILED)),
            )
            .distinct()
            .order_by(col(DispatchRow.made_at))
        )
        return [row.id for row in self._session.execute(query)]

    def in_state(self, state: State) -> list[str]:
        query = select(col(DispatchRow.id)).where(col(DispatchRow.state) == state)
        return list(self._session.scalars(query.order_by(col(DispatchRow.due_at), col(DispatchRow.id))))

    def to_ask(self, channel: str, now: datetime) -> list[str]:
        """Begun or held dispatches of the channel whose time to be asked after has come."""
        query = select(col(DispatchRow.id)).where(is_asked_after(channel), col(DispatchRow.ask_at) <= now)
        return list(self._session.scalars(query.order_by(col(DispatchRow.ask_at))))

    def next_ask(self, channel: str) -> datetime | None:
        """When something of the channel is next to be asked after."""
        return self._session.scalar(select(func.min(col(DispatchRow.ask_at))).where(is_asked_after(channel)))

    def count(self, states: Sequence[State]) -> int:
        query = select(func.count()).select_from(DispatchRow).where(col(DispatchRow.state).in_(states))
        return self._session.scalar(query) or 0

    def paused(self, channel: str) -> str | None:
        """Why the channel is paused, in words; None while it runs."""
        row = self._session.get(ChannelStateRow, channel)
        return row.says if row else None

    def pause(self, channel: str, says: str, now: datetime) -> None:
        row = self._session.get(ChannelStateRow, channel) or ChannelStateRow(
            channel=channel, paused_since=now, says=says
        )
        row.says = says
        self._session.add(row)

    def resume(self, channel: str) -> None:
        if row := self._session.get(ChannelStateRow, channel):
            self._session.delete(row)

    def _carry(self, dispatch: DispatchRow, item_id: str, number: int, *, position: int, now: datetime) -> None:
        with self._session.no_autoflush:
            row = self._session.scalar(one_delivery(item_id, number, dispatch.channel))
        if row is None:
            row = DeliveryRow(
                item_id=item_id, number=number, channel=dispatch.channel, dispatch_id=dispatch.id, since=now
            )
        row.dispatch_id, row.position, row.says = dispatch.id, position, ""
        row.claimed_by, row.claimed_until = "", None
        if dispatch.act == Act.PUBLISH:
            row.standing, row.since, row.link = None, now, None
            row.url, row.remote_id, row.evidence = "", "", {}
        self._session.add(row)
        Reviews(self._session).ordered(item_id, number)

    def _row(self, dispatch_id: str) -> DispatchRow:
        row = self._session.get(DispatchRow, dispatch_id, populate_existing=True)
        if row is None:
            raise KeyError(dispatch_id)
        return row

    def _held(self, row: Row[Any], editions: Sequence[Edition]) -> dict[str, Receipt]:
        """What the channel shows of the same items now; a withdrawal sees what it takes back, a publication nothing."""
        if row.act == Act.PUBLISH:
            return {}
        its_own = row.act != Act.WITHDRAW or col(DeliveryRow.dispatch_id) == row.id
        query = select(DeliveryRow).where(
            col(DeliveryRow.channel) == row.channel,
            col(DeliveryRow.item_id).in_([edition.item_id for edition in editions]),
            col(DeliveryRow.standing).in_(SHOWN),
            its_own,
        )
        shown = self._session.scalars(query.order_by(col(DeliveryRow.number)))
        return {delivery.item_id: receipt_of(delivery) for delivery in shown}
