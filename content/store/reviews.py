"""Where editions are in review, and the steps people did."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, SQLColumnExpression, func, literal, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from content.edition import Ref
from content.item import Disclosure
from content.review import Act, Review, State, Step, Waiting
from content.tables import DeliveryRow, EditionRow, ItemRow, ReviewRow, ReviewStepRow

LISTED = (col(EditionRow.title), col(EditionRow.column_name), col(EditionRow.unit), col(EditionRow.made_by))
"""Of an edition, without its text."""
STEP = tuple(
    map(
        col,
        (
            *(ReviewStepRow.item_id, ReviewStepRow.number, ReviewStepRow.act, ReviewStepRow.by, ReviewStepRow.at),
            *(ReviewStepRow.digest, ReviewStepRow.step, ReviewStepRow.reason, ReviewStepRow.subject),
        ),
    )
)


class Reviews:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, ref: str) -> Review | None:
        """None for an edition that was never submitted."""
        row = self._session.get(ReviewRow, tuple(Ref.parse(ref)))
        return _review(row) if row else None

    def get(self, ref: str) -> Review:
        """Raises KeyError for an edition that was never submitted."""
        if (review := self.find(ref)) is None:
            raise KeyError(ref)
        return review

    def hold(self, ref: str) -> Review | None:
        """As `find`, and until the end of the transaction nobody else decides about this edition (if it may write)."""
        writes = bool(self._session.connection().get_execution_options().get("gongkai_writes"))
        row = self._session.get(ReviewRow, tuple(Ref.parse(ref)), with_for_update=writes, populate_existing=True)
        return _review(row) if row else None

    def save(self, review: Review) -> None:
        item_id, number = Ref.parse(review.ref)
        waits = review.state is not State.APPROVED or self.waits_for_order(review.ref)
        row = ReviewRow(
            item_id=item_id, number=number, state=review.state, step=review.step, since=review.since, waits=waits
        )
        self._session.merge(row)
        self._session.flush()

    def ordered(self, item_id: str, number: int) -> None:
        """What is approved waits no more once somebody has ordered it out."""
        self._session.execute(
            update(ReviewRow)
            .where(
                col(ReviewRow.item_id) == item_id,
                col(ReviewRow.number) == number,
                col(ReviewRow.state) == State.APPROVED,
                col(ReviewRow.waits),
            )
            .values(waits=False)
            .execution_options(synchronize_session=False)
        )

    def waits_for_order(self, ref: str) -> bool:
        """Whether it is for the public, and nobody has ordered it out."""
        item_id, number = Ref.parse(ref)
        return bool(self._session.scalar(_not_ordered(literal(item_id), literal(number))))

    def add(self, step: Step) -> None:
        item_id, number = Ref.parse(step.ref)
        row = ReviewStepRow(
            item_id=item_id,
            number=number,
            act=step.act,
            step=step.step,
            by=step.by,
            digest=step.digest,
            reason=step.reason,
            subject=step.subject,
            at=step.at,
        )
        self._session.add(row)
        self._session.flush()

    def steps(self, ref: str) -> list[Step]:
        """Of one edition, oldest first."""
        item_id, number = Ref.parse(ref)
        return self._steps(col(ReviewStepRow.item_id) == item_id, col(ReviewStepRow.number) == number)

    def steps_of_item(self, item_id: str) -> list[Step]:
        """Of every edition of an item, oldest first: the history a `content.review.Case` wants."""
        return self._steps(col(ReviewStepRow.item_id) == item_id)

    def in_states(self, states: Iterable[State]) -> list[Review]:
        """Longest waiting first; `EMERGENCY` gives the open debts, `APPROVED` what is to be ordered out."""
        open_ones = select(ReviewRow).where(col(ReviewRow.state).in_(list(states)), col(ReviewRow.waits))
        query = open_ones.order_by(col(ReviewRow.since))
        return [_review(row) for row in self._session.scalars(query)]

    def of_item(self, item_id: str) -> dict[int, Review]:
        """By the edition's number; those never submitted are not among them."""
        rows = self._session.scalars(select(ReviewRow).where(col(ReviewRow.item_id) == item_id))
        return {row.number: _review(row) for row in rows}

    def waiting(
        self,
        wanted: Mapping[State, Collection[int] | None],
        *,
        no_secrecy: Collection[State] = (),
        agreed: bool = False,
        units: Collection[str] = (),
        columns: Collection[str] = (),
        skip: int,
        limit: int,
    ) -> list[Waiting]:
        """Longest waiting first. `wanted`: states, each with the steps it may be at, None = any.

        `no_secrecy`: in these states also what nobody wrote a secrecy review of, at whatever step. `agreed`: also what
        somebody agreed to publish at once.
        Of these units and columns, none = of all. Older editions are only among them where they left a debt.
        """
        unread = [_is_at(state, None) & ~_has_step(Act.SECRECY) for state in no_secrecy]
        urgent = [_is_at(State.SUBMITTED, None) & _has_step(Act.EMERGENCY)] if agreed else []
        at_one_of_them = or_(*(_is_at(state, steps) for state, steps in wanted.items()), *unread, *urgent)
        query = _listed().where(col(ReviewRow.waits), at_one_of_them, *_filed(units, columns))
        ordered = query.order_by(col(ReviewRow.since), col(ReviewRow.item_id)).offset(skip).limit(limit)
        return [Waiting(_review(review), *edition) for review, *edition in self._session.execute(ordered)]

    def steps_of_items(self, item_ids: Collection[str]) -> dict[str, list[Step]]:
        """As `steps_of_item`, of several at once."""
        found: dict[str, list[Step]] = {item_id: [] for item_id in item_ids}
        for step in self._steps(col(ReviewStepRow.item_id).in_(list(item_ids))):
            found[Ref.parse(step.ref)[0]].append(step)
        return found

    def not_ordered(self) -> list[Review]:
        """Approved latest editions, for the public, that nobody has ordered out yet; longest waiting first."""
        waiting = select(ReviewRow).where(
            _is_of_the_latest(), col(ReviewRow.state) == State.APPROVED, col(ReviewRow.waits)
        )
        return [_review(row) for row in self._session.scalars(waiting.order_by(col(ReviewRow.since)))]

    def to_order(
        self, *, units: Collection[str] = (), columns: Collection[str] = (), skip: int, limit: int
    ) -> list[Waiting]:
        """A page of the latest editions that may go out, with what a list shows: emergencies, then longest waiting."""
        query = _to_order(units, columns).offset(skip).limit(limit)
        return [Waiting(_review(review), *edition) for review, *edition in self._session.execute(query)]

    def first_to_order(
        self, *, units: Collection[str] = (), columns: Collection[str] = (), limit: int
    ) -> tuple[list[Waiting], int]:
        """The first of them, and how many there are in all: looking twice would take twice as long."""
        query = _to_order(units, columns).add_columns(func.count().over()).limit(limit)
        found = self._session.execute(query).all()
        return [Waiting(_review(row[0]), *row[1:-1]) for row in found], found[0][-1] if found else 0

    def _steps(self, *conditions: ColumnElement[Any]) -> list[Step]:
        # Plain rows: a queue reads hundreds, and objects take three times as long.
        query = select(*STEP).where(*conditions).order_by(col(ReviewStepRow.id))
        return [_step(row) for row in self._session.execute(query)]


def may_be_ordered() -> ColumnElement[bool]:
    """Of a review: what is approved, or agreed to in an emergency, and nobody has ordered out."""
    # Counted, for there is one at most: asked whether there is any, PostgreSQL goes through every edition.
    urgent = _not_ordered(col(ReviewRow.item_id), col(ReviewRow.number)).correlate(ReviewRow).scalar_subquery() > 0
    approved = col(ReviewRow.state) == State.APPROVED
    return col(ReviewRow.waits) & or_(approved, (col(ReviewRow.state) == State.EMERGENCY) & urgent)


def _not_ordered(item_id: SQLColumnExpression[str], number: SQLColumnExpression[int]) -> Select[int]:
    """1 where it is an edition for the public that nobody has ordered out, else 0."""
    edition = aliased(EditionRow)
    ordered = select(col(DeliveryRow.id)).where(
        col(DeliveryRow.item_id) == edition.item_id, col(DeliveryRow.number) == edition.number
    )
    return (
        select(func.count())
        .select_from(edition)
        .where(
            col(edition.item_id) == item_id,
            col(edition.number) == number,
            col(edition.disclosure) == Disclosure.ACTIVE,
            ~ordered.exists(),
        )
    )


def _listed() -> Select[ReviewRow, str, str, str, str]:
    edition = (col(EditionRow.item_id) == col(ReviewRow.item_id)) & (col(EditionRow.number) == col(ReviewRow.number))
    query = (
        select(ReviewRow, *LISTED).join(EditionRow, edition).join(ItemRow, col(ItemRow.id) == col(ReviewRow.item_id))
    )
    return query.where(or_(col(ItemRow.latest) == col(ReviewRow.number), col(ReviewRow.state) == State.EMERGENCY))


def _to_order(units: Collection[str], columns: Collection[str]) -> Select[ReviewRow, str, str, str, str]:
    """Emergencies first, then the longest waiting."""
    waiting = _listed().where(may_be_ordered(), _is_of_the_latest(), *_filed(units, columns))
    return waiting.order_by(col(ReviewRow.state) == State.APPROVED, col(ReviewRow.since), col(ReviewRow.item_id))


def _is_of_the_latest() -> ColumnElement[bool]:
    # As a join, PostgreSQL goes through every item there is.
    latest = select(col(ItemRow.latest)).where(col(ItemRow.id) == col(ReviewRow.item_id)).correlate(ReviewRow)
    return col(ReviewRow.number) == latest.scalar_subquery()


def _is_at(state: State, steps: Collection[int] | None) -> ColumnElement[bool]:
    found = col(ReviewRow.state) == state
    return found if steps is None else found & col(ReviewRow.step).in_(list(steps))


def _filed(units: Collection[str], columns: Collection[str]) -> list[ColumnElement[bool]]:
    """Only of these, none = of all."""
    places = ((col(EditionRow.unit), units), (col(EditionRow.column_name), columns))
    return [place.in_(names) for place, names in places if names]


def _has_step(act: Act) -> ColumnElement[bool]:
    """Of this very text, in whichever edition."""
    step = select(col(ReviewStepRow.id)).where(
        col(ReviewStepRow.item_id) == col(ReviewRow.item_id),
        col(ReviewStepRow.act) == act,
        col(ReviewStepRow.digest) == col(EditionRow.digest),
    )
    return step.exists()


def _review(row: ReviewRow) -> Review:
    return Review(f"{row.item_id}.{row.number}", State(row.state), row.step, row.since)


def _step(row: Row[Any]) -> Step:
    ref = f"{row.item_id}.{row.number}"
    return Step(ref, Act(row.act), row.by, row.at, row.digest, step=row.step, reason=row.reason, subject=row.subject)
