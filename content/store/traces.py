"""What tells of an item beside its editions, its review and the log: orders to send it, what refers to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from content.delivery import Act, State
from content.tables import DeliveryRow, DispatchRow, LetterRow, ReportItemRow


@dataclass(frozen=True, slots=True)
class Ordered:
    """That somebody ordered an edition out (or corrected, withdrawn) on a channel. `since`: when `state` began."""

    ref: str
    channel: str
    act: Act
    state: State
    by: str
    at: datetime
    due_at: datetime
    since: datetime
    reason: str
    says: str


@dataclass(frozen=True, slots=True)
class Reported:
    """That a version of a year's report was handed in as this edition."""

    ref: str
    year: int
    version: int
    by: str
    at: datetime


class Traces:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def orders(self, item_id: str) -> Sequence[Ordered]:
        """The last one per edition and channel, oldest first."""
        query = (
            select(DispatchRow, col(DeliveryRow.item_id), col(DeliveryRow.number))
            .join(DeliveryRow, col(DeliveryRow.dispatch_id) == col(DispatchRow.id))
            .where(col(DeliveryRow.item_id) == item_id)
            .order_by(col(DispatchRow.made_at), col(DispatchRow.id))
        )
        return [_ordered(row, f"{item}.{number}") for row, item, number in self._session.execute(query)]

    def letters(self, item_id: str) -> list[str]:
        """The numbers of letters (留言) that the item was made of, oldest first."""
        query = select(col(LetterRow.number)).where(col(LetterRow.item_id) == item_id)
        return list(self._session.scalars(query.order_by(col(LetterRow.at), col(LetterRow.number))))

    def reports(self, item_id: str) -> Sequence[Reported]:
        query = select(ReportItemRow).where(col(ReportItemRow.ref).startswith(f"{item_id}.", autoescape=True))
        rows = self._session.scalars(query.order_by(col(ReportItemRow.at)))
        return [Reported(row.ref, row.year, row.version, row.by, row.at) for row in rows]


def _ordered(row: DispatchRow, ref: str) -> Ordered:
    return Ordered(
        ref=ref,
        channel=row.channel,
        act=Act(row.act),
        state=State(row.state),
        by=row.made_by,
        at=row.made_at,
        due_at=row.due_at,
        since=row.since,
        reason=row.reason,
        says=row.says,
    )
