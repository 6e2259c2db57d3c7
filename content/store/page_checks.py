"""Public pages that are read back: which, when next, and what they showed. The rules are in `content.page_checks`."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, delete, select, update
from sqlmodel import Session, col

from content.edition import Ref
from content.page_checks import OFTEN, SOON, Finding, Noted, PageCheck
from content.people import Person
from content.receipt import Standing
from content.store.inserting import insert_into
from content.store.item_list import covered
from content.tables import DeliveryRow, ItemRow, PageCheckRow

KEY = ["item_id", "channel", "number"]
MINUTE = timedelta(minutes=1)
Listed = Select[PageCheckRow, str, str, str]


@dataclass(frozen=True, slots=True)
class ListedPage:
    """`title`, `unit` and `column` are the item's."""

    check: PageCheck
    title: str
    unit: str
    column: str


class PageChecks:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def expect(self, key: str, url: str, now: datetime, *, is_public: bool) -> None:
        """From now on the page of this delivery should be there as its edition is, or be gone; it is looked at soon."""
        values = _values(_begun(key, url, is_public=is_public, next_at=now + SOON[0]))
        turn = {"turn": col(PageCheckRow.turn) + 1}
        statement = insert_into(self._session, PageCheckRow).values(**values)
        self._session.execute(statement.on_conflict_do_update(index_elements=KEY, set_={**values, **turn}))

    def replace_others(self, key: str, url: str, now: datetime) -> None:
        """What the channel showed of the item's other editions: at the same address it is no more, elsewhere it should
        be gone.
        """
        ref, _, channel = key.partition("@")
        item_id, number = Ref.parse(ref)
        row = PageCheckRow
        others = (col(row.item_id) == item_id, col(row.channel) == channel, col(row.number) != number)
        self._session.execute(delete(row).where(*others, col(row.url) == url))
        older = select(col(row.number), col(row.url)).where(*others, col(row.is_public).is_(True))
        for was, there in self._session.execute(older):
            self.expect(f"{item_id}.{was}@{channel}", there, now, is_public=False)

    def due(self, channel: str, now: datetime, most: int) -> list[PageCheck]:
        """What became due last comes first: after a standstill nothing new waits behind what is old."""
        query = select(PageCheckRow).where(col(PageCheckRow.channel) == channel, col(PageCheckRow.next_at) <= now)
        ordered = query.order_by(col(PageCheckRow.next_at).desc()).limit(most)
        return [_check(row) for row in self._session.scalars(ordered)]

    def take(self, before: PageCheck, after: PageCheck) -> bool:
        """Write down what came of a look; False where something else happened to the page meanwhile."""
        row = PageCheckRow
        theirs = (col(row.item_id) == before.item_id, col(row.channel) == before.channel)
        same = (*theirs, col(row.number) == before.number, col(row.turn) == before.turn)
        changed = self._session.execute(update(row).where(*same).values(**_values(after)))
        return bool(changed.rowcount)  # type: ignore[attr-defined]  # a CursorResult at run time

    def of_item(self, item_id: str) -> list[PageCheck]:
        query = select(PageCheckRow).where(col(PageCheckRow.item_id) == item_id)
        return [_check(row) for row in self._session.scalars(query.order_by(col(PageCheckRow.number)))]

    def get(self, key: str) -> PageCheck | None:
        """By its delivery's key."""
        item_id, _ = Ref.parse(key.partition("@")[0])
        return next((one for one in self.of_item(item_id) if one.key == key), None)

    def told(
        self, channels: Collection[str], person: Person | None = None, *, skip: int = 0, most: int
    ) -> list[ListedPage]:
        """What is to be told of these channels, the newest first; of items somebody's roles are for."""
        query = _listed(channels, person).where(col(PageCheckRow.told_at).is_not(None))
        return self._found(query.order_by(col(PageCheckRow.told_at).desc()).offset(skip).limit(most))

    def noted(
        self, channels: Collection[str], person: Person | None = None, *, skip: int = 0, most: int
    ) -> list[ListedPage]:
        """What somebody knows of already, and is not told again."""
        quiet = (col(PageCheckRow.noted_at).is_not(None), col(PageCheckRow.told_at).is_(None))
        query = _listed(channels, person).where(*quiet)
        return self._found(query.order_by(col(PageCheckRow.noted_at).desc()).offset(skip).limit(most))

    def begin_old(
        self, channel: str, after: int, now: datetime, *, most: int, leave_out: Callable[[str], bool]
    ) -> int | None:
        """Also look at what is live already, spread over a week: of so many deliveries after this one.

        Returns the last one's number, None where there was none. `leave_out`: addresses that nobody looks at.
        """
        row = DeliveryRow
        live = (col(row.channel) == channel, col(row.standing) == Standing.LIVE, col(row.url) != "")
        query = select(row).where(col(row.id) > after, *live).order_by(col(row.id)).limit(most)
        found = self._session.scalars(query).all()
        values = [_values(_old(one, now)) for one in found if not leave_out(one.url)]
        if values:
            self._session.execute(insert_into(self._session, PageCheckRow).on_conflict_do_nothing(), values)
        return found[-1].id if found else None

    def forget(self, channel: str) -> None:
        """Nothing there is looked at any more."""
        self._session.execute(delete(PageCheckRow).where(col(PageCheckRow.channel) == channel))

    def _found(self, query: Listed) -> list[ListedPage]:
        return [_listed_page(row) for row in self._session.execute(query)]


def _listed(channels: Collection[str], person: Person | None) -> Listed:
    theirs = covered(person.units, person.columns) if person else []
    return (
        select(PageCheckRow, col(ItemRow.title), col(ItemRow.unit), col(ItemRow.column_name))
        .join(ItemRow, col(ItemRow.id) == col(PageCheckRow.item_id))
        .where(col(PageCheckRow.channel).in_(list(channels)), *theirs)
    )


def _listed_page(row: Row[PageCheckRow, str, str, str]) -> ListedPage:
    checked, title, unit, column = row
    return ListedPage(_check(checked), title, unit, column)


def _begun(key: str, url: str, *, is_public: bool, next_at: datetime) -> PageCheck:
    ref, _, channel = key.partition("@")
    item_id, number = Ref.parse(ref)
    return PageCheck(item_id, number, channel, url, is_public, next_at=next_at)


def _old(row: DeliveryRow, now: datetime) -> PageCheck:
    minutes = (row.id or 0) % int(OFTEN / MINUTE)
    return PageCheck(
        row.item_id, row.number, row.channel, row.url, is_public=True, looks=len(SOON), next_at=now + minutes * MINUTE
    )


def _values(check: PageCheck) -> dict[str, Any]:
    note = check.noted
    return {
        "item_id": check.item_id,
        "number": check.number,
        "channel": check.channel,
        "url": check.url,
        "is_public": check.is_public,
        "turn": check.turn,
        "looks": check.looks,
        "next_at": check.next_at,
        "looked_at": check.looked_at,
        "finding": check.finding or "",
        "says": check.says,
        "in_a_row": check.in_a_row,
        "unseen": check.unseen,
        "unseen_says": check.unseen_says,
        "told_at": check.told_at,
        "noted_by": note.by if note else "",
        "noted": note.word if note else "",
        "noted_at": note.at if note else None,
        "noted_what": note.what if note else "",
    }


def _check(row: PageCheckRow) -> PageCheck:
    return PageCheck(
        item_id=row.item_id,
        number=row.number,
        channel=row.channel,
        url=row.url,
        is_public=row.is_public,
        turn=row.turn,
        looks=row.looks,
        next_at=row.next_at,
        looked_at=row.looked_at,
        finding=Finding(row.finding) if row.finding else None,
        says=row.says,
        in_a_row=row.in_a_row,
        unseen=row.unseen,
        unseen_says=row.unseen_says,
        noted=Noted(row.noted_by, row.noted, row.noted_at, row.noted_what) if row.noted_at else None,
        told_at=row.told_at,
    )
