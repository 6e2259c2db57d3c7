"""What is public now, as the search reads it: per item the newest edition that is live somewhere, and where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from content.edition import Edition
from content.log import PUBLIC
from content.receipt import Standing
from content.store.items import edition_of
from content.tables import DeliveryRow, EditionRow, ItemRow, LogRow


@dataclass(frozen=True, slots=True)
class Shown:
    """`urls`: by channel, the address of this edition there ("" where the platform gives none).

    `published_at` is when the item first became public anywhere.
    """

    edition: Edition
    urls: dict[str, str]
    published_at: datetime | None


class Public:
    """Valid inside one unit of work.

    Conditions on what most rows have (live, public) are not left to the database: SQLite, which does not know that most
    have it, would read all of these instead of those of a few items.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def hash_of(self, seq: int) -> str:
        """Of that entry of the log; "" where there is none."""
        return self._session.scalar(select(col(LogRow.hash)).where(col(LogRow.seq) == seq)) or ""

    def changed(self, after: int) -> list[str]:
        """The items that entries of the log after that number are about."""
        query = select(col(LogRow.item_id)).where(col(LogRow.seq) > after)
        return list(set(self._session.scalars(query)) - {""})

    def items(self) -> list[str]:
        """Every item that is live somewhere."""
        query = select(col(DeliveryRow.item_id)).where(col(DeliveryRow.standing) == Standing.LIVE).distinct()
        return sorted(self._session.scalars(query))

    def shown(self, item_ids: Sequence[str]) -> list[Shown]:
        """Of these items, those that are live somewhere; a few hundred at a time."""
        live = self._live(item_ids)
        newest = {item_id: max(number for number, _, _ in found) for item_id, found in live.items()}
        first = self._first(newest)
        return [
            Shown(
                edition,
                {channel: url for number, channel, url in live[edition.item_id] if number == edition.number},
                first.get(edition.item_id),
            )
            for edition in self._editions(newest)
            if edition.number == newest[edition.item_id]
        ]

    def _live(self, item_ids: Sequence[str]) -> dict[str, list[tuple[int, str, str]]]:
        query = select(DeliveryRow).where(col(DeliveryRow.item_id).in_(item_ids))
        found: dict[str, list[tuple[int, str, str]]] = {}
        for row in self._session.scalars(query):
            if row.standing == Standing.LIVE:
                found.setdefault(row.item_id, []).append((row.number, row.channel, row.url))
        return found

    def _editions(self, item_ids: Iterable[str]) -> list[Edition]:
        query = (
            select(EditionRow, col(ItemRow.index_number))
            .join(ItemRow, col(ItemRow.id) == col(EditionRow.item_id))
            .where(col(EditionRow.item_id).in_(list(item_ids)))
        )
        return [edition_of(row, number) for row, number in self._session.execute(query)]

    def _first(self, item_ids: Iterable[str]) -> dict[str, datetime]:
        first = func.min(col(LogRow.at)).filter(col(LogRow.kind).in_(PUBLIC))
        of_items = (col(LogRow.item_id).in_(list(item_ids)), col(LogRow.item_id) != "")
        query = select(col(LogRow.item_id), first).where(*of_items).group_by(col(LogRow.item_id))
        return {item_id: at for item_id, at in self._session.execute(query) if at}
