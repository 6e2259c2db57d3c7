"""Items in lists: found by what staff look for, newest first, without opening what they say."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, union_all
from sqlmodel import Session, col

from content.delivery import OPEN, Act
from content.delivery import State as Sending
from content.item import Disclosure
from content.item_state import IN_REVIEW, ItemState, Out, state_of
from content.receipt import Standing
from content.review import State as Reviewed
from content.store.likeness import LIKE_ESCAPE, has_case, like_pattern
from content.tables import DeliveryRow, DispatchRow, EditionRow, ItemRow, ReviewRow
from content.zone import day_of, year_from_to


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; "" and None = everything.

    `text` is looked for in titles, document numbers, index numbers and item numbers; `year` is the item number's.
    `units`, `columns`: of one of these, as a person's roles are for.
    """

    state: ItemState | None = None
    column: str = ""
    unit: str = ""
    author: str = ""
    year: int | None = None
    channel: str = ""
    text: str = ""
    units: Collection[str] = ()
    columns: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """An item in a list. `step`: of the review that it waits for, by its place; `outs` are of the latest edition."""

    item_id: str
    number: int
    title: str
    column: str
    unit: str
    author: str
    index_number: str
    document_number: str
    made_at: datetime
    state: ItemState
    step: int
    outs: tuple[Out, ...]

    @property
    def ref(self) -> str:
        return f"{self.item_id}.{self.number}"


class ItemList:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._is_sqlite = session.get_bind().dialect.name == "sqlite"

    def page(self, wanted: Wanted, *, first: int = 0, most: int = 50) -> list[Listed]:
        """Newest first, from the `first` on (from 0)."""
        query = select(ItemRow).where(*_conditions(wanted, is_sqlite=self._is_sqlite))
        ordered = query.order_by(col(ItemRow.made_at).desc(), col(ItemRow.id).desc()).offset(first).limit(most)
        return self._listed(list(self._session.scalars(ordered)))

    def of(self, item_id: str) -> Listed:
        """Raises KeyError."""
        row = self._session.get(ItemRow, item_id)
        if row is None:
            raise KeyError(item_id)
        return self._listed([row])[0]

    def years(self) -> list[int]:
        """From the first item's to the last one's, the newest first."""
        # Asked for both at once, SQLite goes through the whole index.
        ends = (func.min(col(ItemRow.made_at)), func.max(col(ItemRow.made_at)))
        found = self._session.execute(select(*(select(end).scalar_subquery() for end in ends))).one()
        first, last = (day_of(at).year if at else 0 for at in found)
        return list(range(last, first - 1, -1)) if first else []

    def _listed(self, rows: Sequence[ItemRow]) -> list[Listed]:
        reviews, outs, disclosures = self._reviews(rows), self._outs(rows), self._disclosures(rows)
        listed = []
        for row in rows:
            review, step = reviews.get(row.id, (None, 0))
            state = state_of(review, disclosures.get(row.id, Disclosure.ACTIVE), outs[row.id])
            listed.append(_one(row, state, step, tuple(outs[row.id])))
        return listed

    def _reviews(self, rows: Iterable[ItemRow]) -> Mapping[str, tuple[Reviewed, int]]:
        query = select(col(ReviewRow.item_id), col(ReviewRow.state), col(ReviewRow.step)).join(
            ItemRow, and_(col(ItemRow.id) == col(ReviewRow.item_id), col(ItemRow.latest) == col(ReviewRow.number))
        )
        found = self._session.execute(query.where(col(ReviewRow.item_id).in_([row.id for row in rows])))
        return {item_id: (Reviewed(state), step) for item_id, state, step in found}

    def _disclosures(self, rows: Iterable[ItemRow]) -> Mapping[str, Disclosure]:
        query = select(col(EditionRow.item_id), col(EditionRow.disclosure)).join(
            ItemRow, and_(col(ItemRow.id) == col(EditionRow.item_id), col(ItemRow.latest) == col(EditionRow.number))
        )
        found = self._session.execute(query.where(col(EditionRow.item_id).in_([row.id for row in rows])))
        return {item_id: Disclosure(disclosure) for item_id, disclosure in found}

    def _outs(self, rows: Iterable[ItemRow]) -> Mapping[str, list[Out]]:
        query = (
            select(
                *(col(DeliveryRow.item_id), col(DeliveryRow.channel), col(DeliveryRow.standing)),
                *(col(DispatchRow.state), col(DispatchRow.act)),
            )
            .join(DispatchRow, col(DispatchRow.id) == col(DeliveryRow.dispatch_id))
            .join(ItemRow, _its_latest())
            .where(col(DeliveryRow.item_id).in_([row.id for row in rows]))
            .order_by(col(DeliveryRow.id))
        )
        outs: dict[str, list[Out]] = defaultdict(list)
        for item_id, channel, standing, state, act in self._session.execute(query):
            outs[item_id].append(Out(channel, Sending(state), Act(act), Standing(standing) if standing else None))
        return outs


def _one(row: ItemRow, state: ItemState, step: int, outs: tuple[Out, ...]) -> Listed:
    return Listed(
        item_id=row.id,
        number=row.latest,
        title=row.title,
        column=row.column_name,
        unit=row.unit,
        author=row.author,
        index_number=row.index_number,
        document_number=row.document_number,
        made_at=row.made_at,
        state=state,
        step=step,
        outs=outs,
    )


def _conditions(wanted: Wanted, *, is_sqlite: bool) -> list[ColumnElement[bool]]:
    equal = (
        (ItemRow.column_name, wanted.column),
        (ItemRow.unit, wanted.unit),
        (ItemRow.author, wanted.author),
    )
    conditions = [col(column) == value for column, value in equal if value]
    if wanted.year:
        begin, end = year_from_to(wanted.year)
        conditions += [col(ItemRow.made_at) >= begin, col(ItemRow.made_at) < end]
    if wanted.channel:
        conditions.append(_on_channel(wanted.channel))
    if wanted.text:
        conditions.append(_says(wanted.text, is_sqlite=is_sqlite))
    conditions += covered(wanted.units, wanted.columns)
    if wanted.state:
        conditions += _in_state(wanted.state)
    return conditions


def covered(units: Collection[str], columns: Collection[str]) -> list[ColumnElement[bool]]:
    """Items of one of these units, in one of these columns; none = of all."""
    asked = ((ItemRow.unit, units), (ItemRow.column_name, columns))
    return [col(column).in_(list(some)) for column, some in asked if some]


def _says(text: str, *, is_sqlite: bool) -> ColumnElement[bool]:
    """Whatever the case of its letters, which SQLite's own LIKE passes over at half the price of `lower`, and
    PostgreSQL's ILIKE at four times that of LIKE.
    """
    columns = (ItemRow.title, ItemRow.document_number, ItemRow.index_number, ItemRow.id)
    found = like_pattern(text)
    if is_sqlite or not has_case(text):
        return or_(*(col(column).like(found, escape=LIKE_ESCAPE) for column in columns))
    return or_(*(col(column).ilike(found, escape=LIKE_ESCAPE) for column in columns))


def _on_channel(channel: str) -> ColumnElement[bool]:
    """Whatever became of it there."""
    ordered = select(col(DeliveryRow.id)).where(
        col(DeliveryRow.item_id) == col(ItemRow.id), col(DeliveryRow.channel) == channel
    )
    return ordered.exists()


def _in_state(state: ItemState) -> list[ColumnElement[bool]]:
    """The same as `content.item_state.state_of`, asked of the database."""
    reviewed = {listed: review for review, listed in IN_REVIEW.items()}
    if state in reviewed:
        return [_waits(reviewed[state])]
    if state is ItemState.APPROVED:
        return [_waits(Reviewed.APPROVED)]
    if state is ItemState.REGISTERED:
        return [_is_kept(), ~_is_ordered()]
    return [*_sending(state), ~_exists_in_review()]


def _sending(state: ItemState) -> list[ColumnElement[bool]]:
    """What is ordered out: the first condition leads to few, the others look at each."""
    sent, standing = col(DispatchRow.state), _standing()
    doubt, under_way = sent == Sending.UNCONFIRMED, sent.in_(OPEN)
    live, back = standing == Standing.LIVE, standing.in_((Standing.WITHDRAWN, Standing.GONE))
    failed = or_(and_(sent == Sending.FAILED, ~live), standing == Standing.REFUSED)
    among_failed = _among(sent == Sending.FAILED, col(DeliveryRow.standing) == Standing.REFUSED)
    conditions = {
        ItemState.UNCONFIRMED: [_among(doubt)],
        ItemState.ON_ITS_WAY: [_among(under_way), ~_exists(doubt)],
        ItemState.PARTLY: [among_failed, _exists(failed), _exists(live), ~_exists(under_way)],
        ItemState.FAILED: [among_failed, _exists(failed), ~_exists(or_(live, under_way))],
        ItemState.LIVE: [_exists(live), ~_exists(or_(failed, under_way))],
        ItemState.WITHDRAWN: [
            _among(col(DeliveryRow.standing).in_((Standing.WITHDRAWN, Standing.GONE))),
            ~_exists(or_(live, failed, under_way)),
        ],
        ItemState.CANCELLED: [_among(sent == Sending.CANCELLED), ~_exists(or_(live, failed, under_way, back))],
    }
    return conditions[state]


def _standing() -> ColumnElement[str]:
    """In a form that no index is for: of one item's deliveries there are few, of those that are live very many."""
    return func.coalesce(col(DeliveryRow.standing), "")


def _its_latest() -> ColumnElement[bool]:
    return and_(col(DeliveryRow.item_id) == col(ItemRow.id), col(DeliveryRow.number) == col(ItemRow.latest))


def _is_ordered() -> ColumnElement[bool]:
    return select(func.count()).select_from(DeliveryRow).where(_its_latest()).correlate(ItemRow).scalar_subquery() > 0


def _exists(holds: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether it holds for some delivery of the latest edition, which the list's row names.

    Counted, for there are few of one item: asked whether there is any, PostgreSQL goes through those of all items.
    """
    query = (
        select(func.count())
        .select_from(DeliveryRow)
        .join(DispatchRow, col(DispatchRow.id) == col(DeliveryRow.dispatch_id))
        .where(_its_latest(), holds)
    )
    return query.correlate(ItemRow).scalar_subquery() > 0


def _among(*any_of: ColumnElement[bool]) -> ColumnElement[bool]:
    """As `_exists`, beginning with the deliveries: for what holds for few."""
    latest = select(col(ItemRow.latest)).where(col(ItemRow.id) == col(DeliveryRow.item_id)).scalar_subquery()
    query = (
        select(col(DeliveryRow.item_id))
        .join(DispatchRow, col(DispatchRow.id) == col(DeliveryRow.dispatch_id))
        .where(col(DeliveryRow.number) == latest)
    )
    return col(ItemRow.id).in_(union_all(*(query.where(holds) for holds in any_of)))


def _waits(state: Reviewed) -> ColumnElement[bool]:
    latest = select(col(ItemRow.latest)).where(col(ItemRow.id) == col(ReviewRow.item_id)).scalar_subquery()
    query = select(col(ReviewRow.item_id)).where(col(ReviewRow.state) == state, col(ReviewRow.waits))
    return col(ItemRow.id).in_(query.where(col(ReviewRow.number) == latest))


def _exists_in_review() -> ColumnElement[bool]:
    """Of an edition that was sent in an emergency, the review is what is told."""
    query = select(col(ReviewRow.item_id)).where(
        col(ReviewRow.item_id) == col(ItemRow.id),
        col(ReviewRow.number) == col(ItemRow.latest),
        col(ReviewRow.state) != Reviewed.APPROVED,
    )
    return query.correlate(ItemRow).exists()


def _is_kept() -> ColumnElement[bool]:
    kept = select(col(EditionRow.item_id)).where(
        col(EditionRow.item_id) == col(ItemRow.id),
        col(EditionRow.number) == col(ItemRow.latest),
        col(EditionRow.disclosure) != Disclosure.ACTIVE,
    )
    return and_(kept.correlate(ItemRow).exists(), ~_exists_in_review())
