"""What is being written in the console, and copies of how it was."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, select, update
from sqlmodel import Session, col

from content.tables import DraftRow, DraftSaveRow
from content.writing import DROPPED, HANDED_IN, OPEN, Copy, Draft, Listed, Writing

COPIED_EVERY = timedelta(minutes=5)
"""What somebody saves within it becomes one copy."""
SHRUNK = 0.7
"""What is left of a text at least where nothing was lost; else what was there before stays a copy of its own."""
SHORT = 20
"""Characters that are soon typed again."""


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
        self._copy(draft, draft.writing, draft.owner, draft.made_at, aside=False)

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

    def became(self, draft_id: str, ref: str, item_id: str, now: datetime) -> None:
        self._set(draft_id, state=HANDED_IN, ref=ref, item_id=item_id, closed_at=now)

    def drop(self, draft_id: str, now: datetime) -> None:
        self._set(draft_id, state=DROPPED, closed_at=now)

    def take_back(self, draft_id: str) -> None:
        """Of what was dropped."""
        self._set(draft_id, state=OPEN, closed_at=None)

    def clear(self, before: datetime) -> int:
        """Drafts that were closed before then, with their copies, unless somebody wrote on one since; how many."""
        written = exists().where(col(DraftSaveRow.draft_id) == col(DraftRow.id), col(DraftSaveRow.at) >= before)
        ids = self._session.scalars(select(col(DraftRow.id)).where(col(DraftRow.closed_at) < before, ~written)).all()
        for draft_id in ids:
            self._session.execute(delete(DraftSaveRow).where(_of(draft_id)))
            self._session.execute(delete(DraftRow).where(col(DraftRow.id) == draft_id))
        return len(ids)

    def open_ones(
        self, *, owner: str = "", unit: str = "", item_id: str = "", skip: int = 0, most: int
    ) -> list[Listed]:
        """The last saved first; "" = anybody's, any unit's, of any item."""
        return self._listed(OPEN, {"owner": owner, "unit": unit, "item_id": item_id}, skip, most)

    def dropped(self, *, owner: str = "", unit: str = "", most: int) -> list[Listed]:
        """Those that can be taken back."""
        return self._listed(DROPPED, {"owner": owner, "unit": unit}, 0, most)

    def _listed(self, state: str, asked: Mapping[str, str], skip: int, most: int) -> list[Listed]:
        query = select(DraftRow).where(col(DraftRow.state) == state)
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
    before, now = _texts(last.record), _texts(writing.to_record())
    return all(_is_kept(text, now.get(name, "")) for name, text in before.items())


def _texts(record: Mapping[str, Any]) -> dict[str, str]:
    own = {f"{channel}.{name}": text for channel, said in record["overrides"].items() for name, text in said.items()}
    return {**own, **record["fields"], "": record["body"]}


def _is_kept(before: str, now: str) -> bool:
    """Somebody writes at one place between two saves: what stood before and after it is still there."""
    begun = _same(before, now)
    left = _same(before[begun:][::-1], now[begun:][::-1])
    return len(before) < SHORT or begun + left >= SHRUNK * len(before)


def _same(one: str, other: str) -> int:
    """How many characters they begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, pair in pairs if pair[0] != pair[1]), min(len(one), len(other)))


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
