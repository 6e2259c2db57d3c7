"""What is being written in the console, and copies of how it was."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update
from sqlmodel import Session, col

from content.tables import DraftRow, DraftSaveRow
from content.writing import DROPPED, HANDED_IN, OPEN, Copy, Draft, Listed, Writing

COPIED_EVERY = timedelta(minutes=5)
"""What somebody saves within it becomes one copy."""
SHRUNK = 0.7
"""What is left of a text at least where nothing was lost; else what was there before stays a copy of its own."""


class Drafts:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, draft: Draft) -> None:
        row = DraftRow(
            id=draft.id,
            item_id=draft.item_id,
            title=draft.writing.title,
            unit=draft.unit,
            owner=draft.owner,
            version=draft.version,
            record=_record(draft),
            made_at=draft.made_at,
            saved_at=draft.saved_at,
            saved_by=draft.saved_by,
        )
        self._session.add(row)
        self._session.flush()

    def get(self, draft_id: str) -> Draft:
        """Raises KeyError."""
        row = self._session.get(DraftRow, draft_id, populate_existing=True)
        if row is None:
            raise KeyError(draft_id)
        return _draft(row)

    def hold(self, draft_id: str) -> Draft:
        """As `get`; nobody else changes it until this unit of work ends."""
        row = self._session.get(DraftRow, draft_id, populate_existing=True, with_for_update=True)
        if row is None:
            raise KeyError(draft_id)
        return _draft(row)

    def save(self, draft: Draft, writing: Writing, by: str, now: datetime) -> Draft:
        """The next version of a draft that is held."""
        self._copy(draft, writing, by, now, aside=False)
        saved = replace(draft, writing=writing, version=draft.version + 1, saved_at=now, saved_by=by)
        self._write(saved)
        return saved

    def enclose(self, draft: Draft, writing: Writing) -> Draft:
        """Other files for a draft that is held: no new version, whoever is writing goes on."""
        changed = replace(draft, writing=writing)
        self._write(changed)
        return changed

    def put_aside(self, draft: Draft, writing: Writing, by: str, now: datetime) -> int:
        """Keep what somebody wrote on an older version; the number of its copy."""
        return self._copy(draft, writing, by, now, aside=True)

    def became(self, draft_id: str, ref: str, item_id: str) -> None:
        self._set(draft_id, state=HANDED_IN, ref=ref, item_id=item_id)

    def drop(self, draft_id: str) -> None:
        self._set(draft_id, state=DROPPED)

    def take_back(self, draft_id: str) -> None:
        """Of what was dropped."""
        self._set(draft_id, state=OPEN)

    def open_ones(
        self, *, owner: str = "", unit: str = "", item_id: str = "", skip: int = 0, most: int
    ) -> list[Listed]:
        """The last saved first; "" = anybody's, any unit's, of any item."""
        query = select(DraftRow).where(col(DraftRow.state) == OPEN)
        asked = {"owner": owner, "unit": unit, "item_id": item_id}
        for name, value in asked.items():
            query = query.where(getattr(DraftRow, name) == value) if value else query
        ordered = query.order_by(col(DraftRow.saved_at).desc(), col(DraftRow.id)).offset(skip).limit(most)
        return [
            Listed(row.id, row.title, row.owner, row.unit, row.item_id, row.saved_at, row.saved_by)
            for row in self._session.scalars(ordered)
        ]

    def copies(self, draft_id: str, most: int) -> Sequence[Copy]:
        """The newest first."""
        query = select(DraftSaveRow).where(_of(draft_id))
        return [
            _copied(row) for row in self._session.scalars(query.order_by(col(DraftSaveRow.number).desc()).limit(most))
        ]

    def copy(self, draft_id: str, number: int) -> Copy:
        """Raises KeyError."""
        row = self._session.get(DraftSaveRow, (draft_id, number))
        if row is None:
            raise KeyError(f"{draft_id} {number}")
        return _copied(row)

    def _copy(self, draft: Draft, writing: Writing, by: str, now: datetime, *, aside: bool) -> int:
        last = self._last(draft.id, aside=aside)
        if last is not None and last.by == by and now - last.at < COPIED_EVERY and _goes_on(last, writing):
            last.record = writing.to_record()
            self._session.flush()
            return last.number
        newest = self._session.scalar(select(func.max(DraftSaveRow.number)).where(_of(draft.id))) or 0
        row = DraftSaveRow(draft_id=draft.id, number=newest + 1, by=by, at=now, aside=aside, record=writing.to_record())
        self._session.add(row)
        self._session.flush()
        return row.number

    def _last(self, draft_id: str, *, aside: bool) -> DraftSaveRow | None:
        query = select(DraftSaveRow).where(_of(draft_id), col(DraftSaveRow.aside) == aside)
        return self._session.scalar(query.order_by(col(DraftSaveRow.number).desc()).limit(1))

    def _write(self, draft: Draft) -> None:
        self._set(
            draft.id,
            title=draft.writing.title,
            version=draft.version,
            record=_record(draft),
            saved_at=draft.saved_at,
            saved_by=draft.saved_by,
        )

    def _set(self, draft_id: str, **values: object) -> None:
        self._session.execute(update(DraftRow).where(col(DraftRow.id) == draft_id).values(**values))


def _of(draft_id: str) -> ColumnElement[bool]:
    return col(DraftSaveRow.draft_id) == draft_id


def _goes_on(last: DraftSaveRow, writing: Writing) -> bool:
    return len(writing.body) >= SHRUNK * len(last.record["body"])


def _record(draft: Draft) -> dict[str, object]:
    return {**draft.writing.to_record(), "begun_from": draft.begun_from}


def _draft(row: DraftRow) -> Draft:
    record = dict(row.record)
    begun_from = record.pop("begun_from", "")
    return Draft(
        id=row.id,
        owner=row.owner,
        unit=row.unit,
        writing=Writing.from_record(record),
        made_at=row.made_at,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
        item_id=row.item_id,
        begun_from=begun_from,
        ref=row.ref,
        state=row.state,
        version=row.version,
    )


def _copied(row: DraftSaveRow) -> Copy:
    return Copy(row.number, row.by, row.at, row.aside, Writing.from_record(row.record))
