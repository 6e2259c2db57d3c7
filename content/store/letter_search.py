"""Letters by words that stand in them, or in who wrote: no index knows these, so they are looked for piece by piece.

The newest first, and not for long: the answer says where to go on.
"""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import Session, col

from content.letters import Letter
from content.store.likeness import LIKE_ESCAPE, like_pattern
from content.tables import LetterPartRow, LetterRow
from content.tables.letters import KNOWN

PIECE = 10_000
"""Texts looked at in one statement."""
DIALLED = re.compile(r"[\d\s()（）+*#-]+|.*转.*")
"""What may stand in a telephone number."""
PATIENCE = 0.1
"""Seconds, after which it is for whoever asked to say that the search goes on."""


@dataclass(frozen=True, slots=True)
class FoundLetters:
    """Newest first. `before`: the search goes on there, None = it came to an end, or found enough."""

    letters: Sequence[Letter]
    before: int | None = None


class LetterSearch:
    """Valid inside one unit of work. `among`: what a letter must be, beside holding the words."""

    def __init__(self, session: Session, among: Sequence[ColumnElement[bool]]) -> None:
        self._session, self._among = session, among

    def rows(self, words: str, *, limit: int, before: int | None) -> tuple[list[LetterRow], int | None]:
        """At most so many, and where to go on. `before`: from where, None = from the newest."""
        ends, said = time.monotonic() + PATIENCE, 0
        found = {row.number: row for row in self._by_whom(words, limit)} if before is None else {}
        top = before or int(self._session.scalar(select(func.max(col(LetterPartRow.id)))) or 0) + 1
        while top > 1 and said < limit:
            bottom = max(top - PIECE, 1)
            fresh = self._saying(words, bottom, top, limit)
            found |= {row.number: row for row in fresh}
            said, top = said + len(fresh), bottom
            if time.monotonic() > ends:
                break
        rows = sorted(found.values(), key=lambda row: (row.at, row.number), reverse=True)
        return rows[:limit], top if top > 1 and said < limit else None

    def _by_whom(self, words: str, limit: int) -> Sequence[LetterRow]:
        """The index that leads there holds nothing of those who are forgotten."""
        number, newest = col(LetterRow.number), col(LetterRow.at).desc()
        places = (LetterRow.name, LetterRow.phone) if DIALLED.fullmatch(words) else (LetterRow.name,)
        wrote = or_(*(_contains(place, words) for place in places))
        numbers = select(number).where(KNOWN, wrote, *self._among).order_by(newest).limit(limit)
        return self._session.scalars(select(LetterRow).where(number.in_(numbers))).all()

    def _saying(self, words: str, bottom: int, top: int, limit: int) -> Sequence[LetterRow]:
        place = col(LetterPartRow.id)
        says = _contains(LetterPartRow.text, words)
        numbers = select(col(LetterPartRow.number)).where(place >= bottom, place < top, says).distinct()
        rows = select(LetterRow).where(col(LetterRow.number).in_(numbers), *self._among)
        return self._session.scalars(rows.order_by(col(LetterRow.at).desc()).limit(limit)).all()


def _contains(column: Any, words: str) -> ColumnElement[bool]:
    return col(column).like(like_pattern(words), escape=LIKE_ESCAPE)
