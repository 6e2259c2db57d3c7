"""Deliveries: one edition on one channel, what the channel says of it, and who is at work on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from content.delivery import RELEASED_BY, REPLACED_BY, Act, Delivery, State
from content.edition import Ref
from content.people import Person
from content.receipt import Receipt, Standing
from content.tables import DeliveryRow, DispatchRow, EditionRow


@dataclass(frozen=True, slots=True)
class Job:
    """What a person is to do, waiting `since`; `title`, `unit` and `column` are the edition's."""

    delivery: Delivery
    act: Act
    title: str
    unit: str
    column: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Jobs:
    """Which jobs: on a `channel`, in the hands of `taken_by` at `now`, of the units and columns of `whose`."""

    now: datetime
    channel: str = ""
    taken_by: str = ""
    whose: Person | None = None


class Deliveries:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, key: str) -> Delivery:
        """By its own name, `2026-00137.2@wechat`. Raises KeyError."""
        row, dispatch = self._find(key)
        return delivery_of(row, dispatch)

    def all(self, *conditions: ColumnElement[bool]) -> list[Delivery]:
        query = (
            select(DeliveryRow, DispatchRow)
            .join(DispatchRow, col(DispatchRow.id) == col(DeliveryRow.dispatch_id))
            .where(*conditions)
            .order_by(col(DeliveryRow.item_id), col(DeliveryRow.number), col(DeliveryRow.id))
        )
        return [delivery_of(row, dispatch) for row, dispatch in self._session.execute(query)]

    def of_item(self, item_id: str, number: int | None = None) -> list[Delivery]:
        conditions: list[ColumnElement[bool]] = [col(DeliveryRow.item_id) == item_id]
        if number is not None:
            conditions.append(col(DeliveryRow.number) == number)
        return self.all(*conditions)

    def of_dispatch(self, dispatch_id: str) -> list[Delivery]:
        """In the order of the bundle."""
        query = (
            select(DeliveryRow, DispatchRow)
            .join(DispatchRow, col(DispatchRow.id) == col(DeliveryRow.dispatch_id))
            .where(col(DeliveryRow.dispatch_id) == dispatch_id)
            .order_by(col(DeliveryRow.position))
        )
        return [delivery_of(row, dispatch) for row, dispatch in self._session.execute(query)]

    def in_state(self, states: Sequence[State], channel: str | None = None) -> list[Delivery]:
        conditions: list[ColumnElement[bool]] = [col(DispatchRow.state).in_(states)]
        if channel is not None:
            conditions.append(col(DeliveryRow.channel) == channel)
        return self.all(*conditions)

    def jobs(self, wanted: Jobs, *, most: int | None = None, after: int = 0) -> list[Job]:
        """What waits for a person, longest waiting first: `most` of them, without the first `after`."""
        query = (
            select(DeliveryRow, DispatchRow, EditionRow.title, EditionRow.unit, EditionRow.column_name)  # type: ignore[call-overload]  # SQLModel types columns as their values
            .join(DispatchRow, col(DispatchRow.id) == col(DeliveryRow.dispatch_id))
            .join(
                EditionRow,
                (col(EditionRow.item_id) == col(DeliveryRow.item_id))
                & (col(EditionRow.number) == col(DeliveryRow.number)),
            )
            .where(*_which(wanted))
            .order_by(col(DispatchRow.since), col(DeliveryRow.id))
            .limit(most)
            .offset(after)
        )
        return [
            Job(delivery_of(row, dispatch), Act(dispatch.act), title, unit, column, dispatch.since)
            for row, dispatch, title, unit, column in self._session.execute(query)
        ]

    def live(self, item_id: str, channel: str | None = None) -> list[Delivery]:
        conditions: list[ColumnElement[bool]] = [col(DeliveryRow.item_id) == item_id]
        conditions.append(col(DeliveryRow.standing) == Standing.LIVE)
        if channel is not None:
            conditions.append(col(DeliveryRow.channel) == channel)
        return self.all(*conditions)

    def take(self, receipt: Receipt, link: str | None = None) -> None:
        """Write down what the channel says. `link`: an address that no other delivery may own."""
        row, _ = self._find(receipt.key)
        if row.standing != receipt.standing:
            row.since = receipt.at
        row.standing, row.says = receipt.standing, receipt.says
        row.remote_id = receipt.remote_id or row.remote_id
        row.url = receipt.url or row.url
        row.link = link or row.link
        row.evidence = {**row.evidence, **receipt.evidence}
        self._session.add(row)

    def supersede(self, item_id: str, channel: str, number: int, now: datetime) -> None:
        """Earlier editions of the item are no longer what the channel shows."""
        query = select(DeliveryRow).where(
            col(DeliveryRow.item_id) == item_id,
            col(DeliveryRow.channel) == channel,
            col(DeliveryRow.number) != number,
            col(DeliveryRow.standing).in_((Standing.LIVE, Standing.HELD)),
        )
        for row in self._session.scalars(query):
            row.standing, row.since, row.says = Standing.WITHDRAWN, now, f"已由 {item_id}.{number} 更正"
            row.evidence = {**row.evidence, REPLACED_BY: f"{item_id}.{number}"}
            self._session.add(row)

    def owner(self, link: str) -> Delivery | None:
        """The delivery that this address belongs to: brought back by a person, or live there as the platform said."""
        brought = self.all(col(DeliveryRow.link) == link)
        return next(
            iter(brought or self.all(col(DeliveryRow.url) == link, col(DeliveryRow.standing) == Standing.LIVE)), None
        )

    def give_up_link(self, key: str) -> None:
        """A later edition of the same item takes over its address."""
        row, _ = self._find(key)
        row.link = None
        self._session.add(row)
        self._session.flush()

    def claim(self, key: str, by: str, until: datetime, now: datetime) -> bool:
        """A person's lease: False while somebody else holds it."""
        row, _ = self._find(key)
        self._session.refresh(row, with_for_update=True)  # of two who read it as free, PostgreSQL lets both go on
        taken = row.claimed_by not in ("", by) and row.claimed_until is not None and row.claimed_until > now
        if not taken:
            row.claimed_by, row.claimed_until = by, until
            self._session.add(row)
        return not taken

    def release(self, key: str) -> None:
        """Nobody's any more; that somebody had it is kept, for they may have begun."""
        row, _ = self._find(key)
        row.evidence = {**row.evidence, RELEASED_BY: row.claimed_by}
        row.claimed_by, row.claimed_until = "", None
        self._session.add(row)

    def _find(self, key: str) -> tuple[DeliveryRow, DispatchRow]:
        ref, _, channel = key.partition("@")
        item_id, number = Ref.parse(ref)
        query = (
            select(DeliveryRow, DispatchRow)
            .join(DispatchRow, col(DispatchRow.id) == col(DeliveryRow.dispatch_id))
            .where(
                col(DeliveryRow.item_id) == item_id,
                col(DeliveryRow.number) == number,
                col(DeliveryRow.channel) == channel,
            )
        )
        found = self._session.execute(query).first()
        if found is None:
            raise KeyError(key)
        return found[0], found[1]


def _which(wanted: Jobs) -> list[ColumnElement[bool]]:
    conditions = [col(DispatchRow.state) == State.WAITING]
    if wanted.channel:
        conditions.append(col(DeliveryRow.channel) == wanted.channel)
    if wanted.taken_by:
        conditions.append(col(DeliveryRow.claimed_by) == wanted.taken_by)
        conditions.append(col(DeliveryRow.claimed_until) > wanted.now)
    if wanted.whose and wanted.whose.units:
        conditions.append(col(EditionRow.unit).in_(wanted.whose.units))
    if wanted.whose and wanted.whose.columns:
        conditions.append(col(EditionRow.column_name).in_(wanted.whose.columns))
    return conditions


def receipt_of(row: DeliveryRow) -> Receipt:
    """The last receipt, from the row it was written to."""
    return Receipt(
        key=_key(row),
        standing=Standing(row.standing or Standing.HELD),
        at=row.since,
        remote_id=row.remote_id,
        url=row.url,
        says=row.says,
        evidence=dict(row.evidence),
    )


def delivery_of(row: DeliveryRow, dispatch: DispatchRow) -> Delivery:
    standing = Standing(row.standing) if row.standing else None
    return Delivery(
        key=_key(row),
        item_id=row.item_id,
        number=row.number,
        channel=row.channel,
        dispatch_id=row.dispatch_id,
        state=State(dispatch.state),
        since=row.since if standing else dispatch.since,
        standing=standing,
        remote_id=row.remote_id,
        url=row.url,
        says=row.says or dispatch.says,
        claimed_by=row.claimed_by,
        claimed_until=row.claimed_until,
        evidence=dict(row.evidence),
    )


def _key(row: DeliveryRow) -> str:
    return f"{row.item_id}.{row.number}@{row.channel}"
