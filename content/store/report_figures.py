"""Sums over a year for the annual report, and the rows behind them. Read in the database, never as objects.

A year is 1 January to 31 December in Asia/Shanghai. Applications that are 已作废, or whose day of receipt is still
to be confirmed, count nowhere.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple, Unpack

from sqlalchemy import ColumnElement, Select, and_, case, func, not_, or_, select
from sqlmodel import Session, col

from content.log import Kind
from content.registers.applications import State
from content.registers.steps import Fee, Steps
from content.report.sources import Alike, Batch
from content.tables import ApplicationRow, LetterRow, LogRow, TallyRow
from content.zone import SHANGHAI

received_on, closed_on, state = (
    col(ApplicationRow.received_on),
    col(ApplicationRow.closed_on),
    col(ApplicationRow.state),
)
IN_ORDER = col(ApplicationRow.year), col(ApplicationRow.serial)

ALIKE = ("applicant_kind", "way", "new", "outcome", "late")
"""What makes a batch."""


class CountedApplication(NamedTuple):
    """An application that a figure counts; `outcome` is "" where it was not closed in the year."""

    number: str
    received_on: date
    closed_on: date | None
    outcome: str
    record: Mapping[str, Any]


class Charged(NamedTuple):
    """What was paid for an application, in 分.

    `paid_on`: where an import told what was charged, and not when, the day it was closed, else received.
    """

    number: str
    fen: int
    paid_on: date | None


class ReportFigures:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def batches(self, year: int) -> list[Batch]:
        """Every application that was open at some time in the year, counted."""
        marked = _marked(year).subquery()
        columns = [marked.c[name] for name in ALIKE]
        rows = self._session.execute(select(*columns, func.count()).group_by(*columns).order_by(*columns))
        return [
            Batch(applicant_kind=kind, way=way, new=bool(new), outcome=outcome, late=bool(late), count=count)
            for kind, way, new, outcome, late, count in rows
        ]

    def media_since(self) -> dict[str, int]:
        """The first year in which anything was published in each medium."""
        medium, year = col(TallyRow.medium), col(TallyRow.year)
        query = select(medium, func.min(year)).where(col(TallyRow.count) > 0, medium != "").group_by(medium)
        return {row[0]: row[1] for row in self._session.execute(query)}

    def applications(
        self, year: int, *, after: int = 0, most: int | None = None, **alike: Unpack[Alike]
    ) -> list[CountedApplication]:
        """Those that `Sources.count` counts for the same, in the order of their numbers; `most` of them `after` so
        many.
        """
        marked = _marked(year).subquery()
        same = {"kinds": marked.c.applicant_kind, "ways": marked.c.way, "outcomes": marked.c.outcome}
        flags = {"new": marked.c.new == 1, "closed": marked.c.outcome != "", "late": marked.c.late == 1}
        conditions = [
            (flags[name] if asked else not_(flags[name])) if name in flags else same[name].in_(asked)  # type: ignore[arg-type]  # a collection where it is no flag
            for name, asked in alike.items()
        ]
        columns = col(ApplicationRow.number), received_on, closed_on, marked.c.outcome, col(ApplicationRow.record)
        query = select(*columns).join(marked, col(ApplicationRow.number) == marked.c.number).where(*conditions)
        ordered = query.order_by(*IN_ORDER).offset(after).limit(most)
        return [CountedApplication(*row) for row in self._session.execute(ordered)]

    def first_applications(self, year: int, most: int) -> list[tuple[Batch, CountedApplication]]:
        """The first `most` of every batch, each with its batch, in the order of their numbers.

        Whatever figure is asked for, the first `most` that it counts are among them: one reading opens them all.
        """
        marked = _marked(year).subquery()
        alike = [marked.c[name] for name in ALIKE]
        place = func.row_number().over(partition_by=alike, order_by=IN_ORDER)
        own = col(ApplicationRow.number)
        numbered = select(marked, place.label("place")).join(ApplicationRow, own == marked.c.number).subquery()
        query = (
            select(numbered, received_on, closed_on, col(ApplicationRow.record))
            .join(ApplicationRow, own == numbered.c.number)
            .where(numbered.c.place <= most)
            .order_by(*IN_ORDER)
        )
        return [
            (
                Batch(**{**{name: row[name] for name in ALIKE}, "new": bool(row["new"]), "late": bool(row["late"])}),
                CountedApplication(*(row[name] for name in CountedApplication._fields)),
            )
            for row in self._session.execute(query).mappings()
        ]

    def charged(self, year: int) -> list[Charged]:
        """信息处理费 paid in the year, in the order of the applications' numbers."""
        fen = col(ApplicationRow.fee_fen)
        columns = col(ApplicationRow.number), fen, col(ApplicationRow.steps), closed_on, received_on
        query = select(*columns).where(state != State.VOIDED.value, fen > 0)
        paid = (
            Charged(number, charged, _paid_on(Steps.of_record(steps).fee) or closed or received)
            for number, charged, steps, closed, received in self._session.execute(query.order_by(*IN_ORDER))
        )
        return [one for one in paid if one.paid_on and one.paid_on.year == year]

    def letters(self, year: int) -> tuple[int, int]:
        """How many came in the year, and how many of these are settled: answered, or closed with a reason."""
        settled = func.sum(case((col(LetterRow.settled_at).is_not(None), 1), else_=0))
        row = self._session.execute(select(func.count(), settled).where(*_within(col(LetterRow.at), year))).one()
        return int(row[0]), int(row[1] or 0)

    def letter_rows(
        self, year: int, *, settled: bool = False, after: int = 0, most: int | None = None
    ) -> list[tuple[str, datetime]]:
        """Number and time of those that `letters` counts; `most` of them `after` so many."""
        conditions = [*_within(col(LetterRow.at), year), *([col(LetterRow.settled_at).is_not(None)] if settled else [])]
        query = select(col(LetterRow.number), col(LetterRow.at)).where(*conditions)
        ordered = query.order_by(col(LetterRow.at), col(LetterRow.number)).offset(after).limit(most)
        return [(number, at) for number, at in self._session.execute(ordered)]

    def acts(self, year: int) -> dict[Kind, int]:
        """What was done in review in the year, by the log."""
        of_review = (
            col(LogRow.year) == year,
            col(LogRow.medium) == "",
            col(LogRow.kind).in_((Kind.SECRECY, Kind.EMERGENCY)),
        )
        rows = self._session.execute(
            select(col(LogRow.kind), func.count()).where(*of_review).group_by(col(LogRow.kind))
        )
        return {Kind(kind): count for kind, count in rows}


def _paid_on(fee: Fee | None) -> date | None:
    return fee.paid_on if fee else None


def _within(column: Any, year: int) -> tuple[ColumnElement[bool], ...]:
    """Moments of the year in Shanghai."""
    return column >= datetime(year, 1, 1, tzinfo=SHANGHAI), column < datetime(year + 1, 1, 1, tzinfo=SHANGHAI)


def _marked(year: int) -> Select[Any]:
    """Each application open in the year with what the report asks of it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    closed = closed_on <= last
    return select(
        col(ApplicationRow.number),
        col(ApplicationRow.applicant_kind),
        col(ApplicationRow.way),
        case((received_on >= first, 1), else_=0).label("new"),
        case((closed, col(ApplicationRow.outcome)), else_="").label("outcome"),
        case((and_(closed, closed_on > col(ApplicationRow.due_on)), 1), else_=0).label("late"),
    ).where(*_open_in(first, last))


def _open_in(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    return state != State.VOIDED.value, received_on <= last, or_(closed_on.is_(None), closed_on >= first)
