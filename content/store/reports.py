"""The frozen versions of each year's annual report: they are added to, never changed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from content.log import Event, Head, Kind
from content.report.frozen import Frozen, digest_of
from content.store.ledger import Ledger
from content.tables import ReportItemRow, ReportRow

REGISTER = "年度报告"
FIRST = 1


class Reports:
    """Valid inside one unit of work. What is added appends to the log: do it late in the unit of work."""

    def __init__(self, session: Session, log: Ledger) -> None:
        self._session = session
        self._log = log

    def add(self, year: int, written: str, *, head: Head, by: str, reason: str, now: datetime) -> Frozen:
        """The year's next version, with a line of the log that holds its digest."""
        self._log.lock()
        before = self.latest(year)
        row = ReportRow(
            year=year,
            version=before.version + 1 if before else FIRST,
            at=now,
            by=by,
            reason=reason,
            head_seq=head.seq,
            head_hash=head.hash,
            digest=digest_of(written),
            written=written,
        )
        self._session.add(row)
        self._session.flush()
        self._log.append(_event(row))
        return _frozen(row, ())

    def hand_in(self, year: int, version: int, ref: str, *, by: str, now: datetime) -> None:
        """Note as which edition a version was sent into review; once more is nothing new."""
        if self._session.get(ReportItemRow, (year, version, ref)) is None:
            self._session.add(ReportItemRow(year=year, version=version, ref=ref, at=now, by=by))
            self._session.flush()

    def handed_in(self, year: int) -> list[str]:
        """The editions that all versions were sent into review as, oldest first."""
        item = ReportItemRow
        query = select(col(item.ref)).where(col(item.year) == year)
        return list(self._session.scalars(query.order_by(col(item.version), col(item.at), col(item.ref))))

    def latest(self, year: int) -> Frozen | None:
        """What holds for the year now."""
        newest = self._session.scalar(_of(year).order_by(col(ReportRow.version).desc()).limit(1))
        return _frozen(newest, self.refs(year, newest.version)) if newest else None

    def newest(self) -> dict[int, int]:
        """Each year that was frozen with the number of its latest version."""
        query = select(col(ReportRow.year), func.max(col(ReportRow.version))).group_by(col(ReportRow.year))
        return {row[0]: row[1] for row in self._session.execute(query)}

    def versions(self, year: int) -> list[Frozen]:
        """Oldest first."""
        rows = self._session.scalars(_of(year).order_by(col(ReportRow.version)))
        return [_frozen(row, self.refs(year, row.version)) for row in rows]

    def refs(self, year: int, version: int) -> tuple[str, ...]:
        """The editions that a version was handed in as, oldest first."""
        query = select(col(ReportItemRow.ref)).where(
            col(ReportItemRow.year) == year, col(ReportItemRow.version) == version
        )
        return tuple(self._session.scalars(query.order_by(col(ReportItemRow.at), col(ReportItemRow.ref))))


def _of(year: int) -> Select[ReportRow]:
    return select(ReportRow).where(col(ReportRow.year) == year)


def _event(row: ReportRow) -> Event:
    evidence = {"register": REGISTER, "number": f"{row.year}年第{row.version}版", "act": "冻结", "reason": row.reason}
    said = {name: value for name, value in evidence.items() if value}
    return Event(kind=Kind.CHANGED, at=row.at, by=row.by, digest=row.digest, evidence=said)


def _frozen(row: ReportRow, refs: Sequence[str]) -> Frozen:
    return Frozen(
        year=row.year,
        version=row.version,
        at=row.at,
        by=row.by,
        reason=row.reason,
        head=Head(row.head_seq, row.head_hash),
        written=row.written,
        digest=row.digest,
        refs=tuple(refs),
    )
