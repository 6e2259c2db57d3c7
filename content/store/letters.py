"""What the public wrote, and what was done with it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlmodel import Session, col

from content.delivery import Delivery
from content.letters import Letter, LetterDraft, Part, Sought, State, Step, digest_of
from content.masking import mask
from content.phones import bare
from content.receipt import Standing
from content.store.bulk import pieces
from content.store.deliveries import delivery_of
from content.store.letter_rows import letter_of, part_of, part_row, step_of
from content.store.letter_search import FoundLetters, LetterSearch
from content.tables import (
    DeliveryRow,
    DispatchRow,
    LetterPartRow,
    LetterRow,
    LetterStepRow,
    MutedRow,
)

AT_ONCE = 500  # a statement takes only so many values
LAST = 5
PERSONAL = ("visitor", "origin", "name", "phone")
ALL = Sought()


class Letters:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def is_taken(self, number: str) -> bool:
        return self._session.get(LetterRow, number) is not None

    def add(self, number: str, draft: LetterDraft, now: datetime) -> None:
        """Under a number that is free."""
        self._session.add(
            LetterRow(
                number=number,
                visitor=draft.visitor,
                origin=draft.origin,
                door=draft.door,
                topic=draft.topic,
                state=State.WAITING,
                name=draft.name,
                phone=draft.phone,
                consent=draft.consent,
                digest=digest_of(draft.text),
                at=now,
            )
        )
        self._session.flush()
        self._session.add_all([part_row(number, part, now) for part in draft.parts])
        self._session.flush()

    def get(self, number: str) -> Letter:
        """Raises KeyError."""
        if (row := self._session.get(LetterRow, number)) is None:
            raise KeyError(number)
        return self._with_parts([row])[0]

    def hold(self, number: str) -> Letter:
        """As `get`, and until the end of the transaction nobody else changes this letter. Raises KeyError."""
        row = self._session.get(LetterRow, number, with_for_update=True, populate_existing=True)
        if row is None:
            raise KeyError(number)
        return self._with_parts([row])[0]

    def change(self, number: str, **fields: Any) -> None:
        """Set columns of a letter that is there."""
        self._session.execute(update(LetterRow).where(col(LetterRow.number) == number).values(**fields))

    def add_step(self, number: str, step: Step) -> None:
        row = LetterStepRow(number=number, did=step.did, by=step.by, text=step.text, at=step.at)
        self._session.add(row)
        self._session.flush()

    def merged_into(self, number: str) -> list[Letter]:
        """Those that are answered together with this one."""
        return self._all(col(LetterRow.merged_into) == number)

    def of_visitor(self, visitor: str) -> list[Letter]:
        """The newest five, the last one first."""
        if not visitor:
            return []
        newest = (col(LetterRow.at).desc(), col(LetterRow.number))
        query = select(LetterRow).where(col(LetterRow.visitor) == visitor).order_by(*newest).limit(LAST)
        return self._with_parts(list(self._session.scalars(query)))

    def listed(self, sought: Sought = ALL) -> list[Letter]:
        """Longest waiting first."""
        return self._all(*_conditions(sought))

    def page(self, sought: Sought, *, newest_first: bool, limit: int, skip: int = 0) -> list[Letter]:
        at, number = col(LetterRow.at), col(LetterRow.number)
        order = (at.desc(), number.desc()) if newest_first else (at, number)
        query = select(LetterRow).where(*_conditions(sought)).order_by(*order).limit(limit).offset(skip)
        return self._with_parts(list(self._session.scalars(query)))

    def holding(self, words: str, sought: Sought, *, limit: int, before: int | None = None) -> FoundLetters:
        """The newest in which the words stand, or in the name or the telephone of who wrote. `before`: going on."""
        search = LetterSearch(self._session, _conditions(sought))
        rows, goes_on = search.rows(words, limit=limit, before=before)
        return FoundLetters(self._with_parts(rows), goes_on)

    def waiting_of(self, draft: LetterDraft) -> int:
        """How many letters of the same person wait for an answer."""
        return len(self._of_person(draft, col(LetterRow.state) == State.WAITING))

    def waiting_since(self, since: datetime, topics: tuple[str, ...]) -> list[datetime]:
        """When those came that still wait for an answer, of the topics (of any, where there are none)."""
        query = select(col(LetterRow.at)).where(col(LetterRow.state) == State.WAITING, col(LetterRow.at) > since)
        return list(self._session.scalars(query.where(col(LetterRow.topic).in_(topics)) if topics else query))

    def since(self, since: datetime, draft: LetterDraft) -> int:
        """How many came since then from the same person."""
        return len(self._of_person(draft, col(LetterRow.at) > since))

    def count_from(self, origin: str, since: datetime) -> int:
        """How many came since then from an address."""
        return self._count(col(LetterRow.origin) == origin, col(LetterRow.at) > since)

    def same(self, draft: LetterDraft, since: datetime) -> str:
        """The number under which the same words came from the same person since then; "" for none."""
        again = col(LetterRow.digest) == digest_of(draft.text)
        return next(iter(self._of_person(draft, again, col(LetterRow.at) > since)), "")

    def published(self, limit: int, skip: int) -> list[Delivery]:
        """Where items made of letters are public now at an address, once per item, the newest first."""
        live = (col(DeliveryRow.standing) == Standing.LIVE) & (col(DeliveryRow.url) != "")
        first = (
            select(func.min(col(DeliveryRow.id)))
            .join(LetterRow, col(LetterRow.item_id) == col(DeliveryRow.item_id))
            .where(live, col(DeliveryRow.item_id) != "")
            .group_by(col(DeliveryRow.item_id))
        )
        query = (
            select(DeliveryRow, DispatchRow)
            .join(DispatchRow, col(DispatchRow.id) == col(DeliveryRow.dispatch_id))
            .where(col(DeliveryRow.id).in_(first))
            .order_by(col(DeliveryRow.since).desc(), col(DeliveryRow.id).desc())
        )
        return [delivery_of(row, dispatch) for row, dispatch in self._session.execute(query.limit(limit).offset(skip))]

    def forget(self, visitor: str) -> None:
        """Nothing leads to the visitor any more. What is settled is emptied, what still waits keeps its telephone."""
        if not visitor:
            return
        settled = col(LetterRow.settled_at).is_not(None)
        self._empty(col(LetterRow.visitor) == visitor, settled, col(LetterRow.door) == "wechat")
        self._session.execute(update(LetterRow).where(col(LetterRow.visitor) == visitor).values(visitor=""))
        self.unmute(visitor)

    def forget_old(self, before: datetime) -> int:
        """Empty what was settled before then; how many letters. Of who was muted until then nothing is left either."""
        self._session.execute(delete(MutedRow).where(col(MutedRow.until) < before))
        return self._empty(col(LetterRow.settled_at) < before)

    def mute(self, mark: str, *, by: str, until: datetime) -> None:
        self._session.merge(MutedRow(mark=mark, by=by, until=until))
        self._session.flush()

    def muted_until(self, marks: tuple[str, ...], now: datetime) -> datetime | None:
        """When whoever is known by one of the marks may write again; None = now."""
        rows = self._session.scalars(select(MutedRow).where(col(MutedRow.mark).in_(marks), col(MutedRow.until) > now))
        return max((row.until for row in rows), default=None)

    def unmute(self, mark: str) -> None:
        self._session.execute(delete(MutedRow).where(col(MutedRow.mark) == mark))

    def _empty(self, *conditions: ColumnElement[Any]) -> int:
        """Take away who wrote, where they stood, and what tells it in the texts; the letters stay as records."""
        full = or_(*(getattr(LetterRow, name) != "" for name in PERSONAL))
        letters = list(self._session.scalars(select(LetterRow).where(*conditions, full)))
        for letter in letters:
            known = (letter.name, letter.phone)
            parts = select(LetterPartRow).where(col(LetterPartRow.number) == letter.number)
            for part in self._session.scalars(parts):
                part.text, part.latitude, part.longitude = mask(part.text, known=known).text, None, None
            steps = select(LetterStepRow).where(col(LetterStepRow.number) == letter.number)
            for step in self._session.scalars(steps):
                step.text = mask(step.text, known=known, by_office=True).text
            letter.rated_says, letter.digest = mask(letter.rated_says, known=known).text, ""
            for name in PERSONAL:
                setattr(letter, name, "")
        self._session.flush()
        return len(letters)

    def _of_person(self, draft: LetterDraft, *conditions: ColumnElement[Any]) -> list[str]:
        """The numbers of letters by whoever wrote this: by the account, or else by the telephone, however written."""
        query = select(col(LetterRow.number), col(LetterRow.phone)).where(*conditions)
        if draft.visitor:
            return list(self._session.scalars(query.where(col(LetterRow.visitor) == draft.visitor)))
        written = self._session.execute(query.where(col(LetterRow.phone) != ""))
        return [number for number, phone in written if draft.phone and bare(phone) == bare(draft.phone)]

    def _count(self, *conditions: ColumnElement[Any]) -> int:
        return int(self._session.scalar(select(func.count()).select_from(LetterRow).where(*conditions)) or 0)

    def _all(self, *conditions: ColumnElement[Any]) -> list[Letter]:
        """Longest waiting first."""
        query = select(LetterRow).where(*conditions).order_by(col(LetterRow.at), col(LetterRow.number))
        return self._with_parts(list(self._session.scalars(query)))

    def _with_parts(self, rows: Sequence[LetterRow]) -> list[Letter]:
        return [letter for some in pieces(rows, AT_ONCE) for letter in self._some_with_parts(some)]

    def _some_with_parts(self, rows: Sequence[LetterRow]) -> list[Letter]:
        numbers = [row.number for row in rows]
        parts: dict[str, list[Part]] = defaultdict(list)
        steps: dict[str, list[Step]] = defaultdict(list)
        query = select(LetterPartRow).where(col(LetterPartRow.number).in_(numbers)).order_by(col(LetterPartRow.id))
        for part in self._session.scalars(query):
            parts[part.number].append(part_of(part))
        done = select(LetterStepRow).where(col(LetterStepRow.number).in_(numbers)).order_by(col(LetterStepRow.id))
        for step in self._session.scalars(done):
            steps[step.number].append(step_of(step))
        return [letter_of(row, tuple(parts[row.number]), tuple(steps[row.number])) for row in rows]


def _conditions(sought: Sought) -> list[ColumnElement[Any]]:
    found: list[ColumnElement[Any]] = []
    if len(sought.states) == 1:  # so that an index gives them in order
        found.append(col(LetterRow.state) == sought.states[0])
    elif sought.states:
        found.append(col(LetterRow.state).in_(sought.states))
    found += [col(LetterRow.unit).in_(sorted(sought.units))] if sought.units else []
    found += [col(LetterRow.topic) == sought.topic] if sought.topic else []
    found += [col(LetterRow.at) < sought.came_before] if sought.came_before else []
    return found
