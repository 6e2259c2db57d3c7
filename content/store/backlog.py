"""What is still to be done, or was done today: from small sets that indexes lead to, however much there is besides."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from content.delivery import Act, State
from content.letters import State as LetterState
from content.log import OUTWARD
from content.people import Person
from content.registers.applications import OPEN as OPEN_APPLICATIONS
from content.registers.applications import State as ApplicationState
from content.store.item_list import covered
from content.tables import ApplicationRow, DeliveryRow, DispatchRow, ItemRow, LetterRow, LogRow

TODAY_AT_MOST = 2_000
"""Of the last entries of the log, so many are looked at for those of today."""


@dataclass(frozen=True, slots=True)
class Sending:
    """An edition on its way to a channel, or stuck there. `since`: when it came to this state."""

    dispatch_id: str
    ref: str
    title: str
    channel: str
    act: Act
    state: State
    due_at: datetime
    since: datetime
    claimed_by: str

    @property
    def key(self) -> str:
        return f"{self.ref}@{self.channel}"


@dataclass(frozen=True, slots=True)
class Applications:
    """How many open ones are still to be confirmed with the applicant, over their last day, or near it."""

    unconfirmed: int
    over: int
    soon: int


class Backlog:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def sendings(
        self, states: Collection[State], person: Person, *, since: datetime | None = None, most: int
    ) -> list[Sending]:
        """Of the items somebody's roles are for. Longest in that state first; what was not sent, only while it is of
        the item's latest edition.
        """
        latest = or_(col(DispatchRow.state) != State.FAILED, col(DeliveryRow.number) == col(ItemRow.latest))
        query = (
            select(DispatchRow, DeliveryRow, col(ItemRow.title))
            .join(DeliveryRow, col(DeliveryRow.dispatch_id) == col(DispatchRow.id))
            .join(ItemRow, col(ItemRow.id) == col(DeliveryRow.item_id))
            .where(col(DispatchRow.state).in_(list(states)), latest, *covered(person.units, person.columns))
            .order_by(col(DispatchRow.since), col(DeliveryRow.id))
        )
        if since is not None:
            query = query.where(col(DispatchRow.since) >= since)
        return [_sending(*row) for row in self._session.execute(query.limit(most))]

    def by_state(self, states: Collection[State], due_before: datetime) -> Mapping[str, Mapping[State, int]]:
        """Channel to how many editions are in which state; of what is still due, only what is so before then."""
        query = (
            select(col(DispatchRow.channel), col(DispatchRow.state), func.count())
            .join(DeliveryRow, col(DeliveryRow.dispatch_id) == col(DispatchRow.id))
            .where(
                col(DispatchRow.state).in_(list(states)),
                or_(col(DispatchRow.state) != State.DUE, col(DispatchRow.due_at) < due_before),
            )
            .group_by(col(DispatchRow.channel), col(DispatchRow.state))
        )
        found: dict[str, dict[State, int]] = defaultdict(dict)
        for channel, state, count in self._session.execute(query):
            found[channel][State(state)] = count
        return found

    def done_since(self, begin: datetime) -> Mapping[str, int]:
        """Channel to how many publications, corrections and withdrawals the log took down since then."""
        last = (
            select(col(LogRow.at), col(LogRow.kind), col(LogRow.channel))
            .order_by(col(LogRow.seq).desc())
            .limit(TODAY_AT_MOST)
            .subquery()
        )
        query = select(last.c.channel, func.count()).where(last.c.at >= begin, last.c.kind.in_(OUTWARD))
        return {row[0]: row[1] for row in self._session.execute(query.group_by(last.c.channel))}

    def letters(self, units: Collection[str], late_before: datetime) -> tuple[int, int]:
        """How many wait for an answer, and how many of them too long; of these units, of all where none is named."""
        waits = [col(LetterRow.state) == LetterState.WAITING]
        if units:
            waits.append(col(LetterRow.unit).in_(list(units)))
        query = select(func.count()).select_from(LetterRow).where(*waits)
        late = query.where(col(LetterRow.at) < late_before)
        return self._session.scalar(query) or 0, self._session.scalar(late) or 0

    def applications(self, today: date, soon: date) -> Applications:
        """`soon`: the last day that is near."""
        due, state = col(ApplicationRow.due_on), col(ApplicationRow.state)
        unconfirmed = select(func.count()).where(state == ApplicationState.SUBMITTED)
        is_open = state.in_(OPEN_APPLICATIONS)
        over = select(func.count()).where(is_open, due < today)
        near = select(func.count()).where(is_open, due >= today, due <= soon)
        return Applications(*(self._session.scalar(query) or 0 for query in (unconfirmed, over, near)))


def _sending(dispatch: DispatchRow, delivery: DeliveryRow, title: str) -> Sending:
    return Sending(
        dispatch_id=dispatch.id,
        ref=f"{delivery.item_id}.{delivery.number}",
        title=title,
        channel=dispatch.channel,
        act=Act(dispatch.act),
        state=State(dispatch.state),
        due_at=dispatch.due_at,
        since=dispatch.since,
        claimed_by=delivery.claimed_by,
    )
