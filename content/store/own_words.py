"""The office's own words: every change kept, the last one of a word holds."""

from sqlalchemy import func, select
from sqlmodel import Session, col

from content.own_words import Change, OwnWords, WordList
from content.store.holding import hold
from content.tables import OwnWordRow


class OwnWordLists:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def version(self) -> int:
        """Another one after each change; 0 while nothing was ever written."""
        return self._session.scalar(select(func.max(col(OwnWordRow.id)))) or 0

    def current(self) -> OwnWords:
        """All that holds now. One look at the table, so that version and words belong together."""
        rows = self._session.scalars(select(OwnWordRow).order_by(col(OwnWordRow.id))).all()
        last = {(row.list, row.word): row for row in rows}
        lists: dict[WordList, dict[str, str]] = {which: {} for which in WordList}
        for (which, word), row in last.items():
            if row.stands:
                lists[WordList(which)][word] = row.says
        return OwnWords(rows[-1].id or 0 if rows else 0, lists)

    def history(self, which: WordList, word: str = "", *, most: int | None = None) -> list[Change]:
        """Of a list, or of one word on it; the newest first."""
        query = select(OwnWordRow).where(col(OwnWordRow.list) == which).order_by(col(OwnWordRow.id).desc()).limit(most)
        if word:
            query = query.where(col(OwnWordRow.word) == word)
        return [_change(row) for row in self._session.scalars(query)]

    def last(self, which: WordList) -> dict[str, Change]:
        """By word, the change by which it stands on the list now."""
        last = {one.word: one for one in reversed(self.history(which))}
        return {word: one for word, one in last.items() if one.stands}

    def add(self, change: Change) -> None:
        hold(self._session, "own words")  # numbers become visible in their order, so that the last is the version
        row = OwnWordRow(
            list=change.list,
            word=change.word,
            says=change.says,
            stands=change.stands,
            by=change.by,
            at=change.at,
            reason=change.reason,
        )
        self._session.add(row)
        self._session.flush()


def _change(row: OwnWordRow) -> Change:
    return Change(
        list=WordList(row.list),
        word=row.word,
        says=row.says,
        stands=row.stands,
        by=row.by,
        at=row.at,
        reason=row.reason,
    )
