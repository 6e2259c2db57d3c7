"""Items and their editions, which are frozen."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, literal_column, select
from sqlmodel import Session, col

from content.edition import Edition, Frozen, Ref, digest_of, from_record, secrecy_of, to_record
from content.item import Disclosure, Item, Made
from content.log import PUBLIC
from content.store.serials import next_serial
from content.tables import EditionRow, ItemRow, LogRow
from content.tables.columns import LONG_TITLE
from content.zone import day_of, year_from_to

IndexNumber = Callable[[int, int], str]
"""Year and serial to 索引号, from the settings' template."""

WHOLE = tuple(
    map(
        col,
        (
            *(EditionRow.item_id, EditionRow.number, EditionRow.record, EditionRow.digest),
            *(EditionRow.made_at, EditionRow.made_by),
        ),
    )
)
OUTLINE = tuple(
    map(
        col,
        (
            *(EditionRow.item_id, EditionRow.number, EditionRow.digest, EditionRow.title, EditionRow.column_name),
            *(EditionRow.unit, EditionRow.made_at, EditionRow.made_by),
        ),
    )
)


class Items:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def create(self, item: Item, by: str, index_number: IndexNumber, now: datetime) -> Edition:
        """A new item and its edition 1. Numbers given out, or used by something imported, are passed over.

        Raises ValueError, in words for staff, where the template cannot give a number of its own.
        """
        year = day_of(now).year
        serial, number = self._free_number(year, index_number)
        item_id = f"{year}-{serial:05d}"
        row = ItemRow(id=item_id, index_number=number, author=by, latest=1, made_at=now, **_listed(item))
        self._session.add(row)
        self._session.flush()
        return self._freeze(row, item, by, now)

    def revise(self, item_id: str, item: Item, by: str, now: datetime) -> Edition:
        """The next edition; the latest one unchanged where the text is the same. Raises KeyError."""
        row = self._session.get(ItemRow, item_id, with_for_update=True, populate_existing=True)
        if row is None:
            raise KeyError(item_id)
        latest = self.edition(item_id, row.latest)
        if latest.digest == digest_of(item):
            return latest
        row.latest += 1
        for name, value in _listed(item).items():
            setattr(row, name, value)
        return self._freeze(row, item, by, now)

    def edition(self, item_id: str, number: int) -> Edition:
        """Raises KeyError."""
        query = (
            select(EditionRow, col(ItemRow.index_number))
            .join(ItemRow, col(ItemRow.id) == col(EditionRow.item_id))
            .where(col(EditionRow.item_id) == item_id, col(EditionRow.number) == number)
        )
        found = self._session.execute(query).first()
        if found is None:
            raise KeyError(f"{item_id}.{number}")
        return edition_of(found[0], found[1])

    def editions(self, refs: Collection[str]) -> dict[str, Edition]:
        """Those there are of these, by ref."""
        query = select(*WHOLE, col(ItemRow.index_number)).join(ItemRow, _is_of())
        theirs = query.where(col(EditionRow.item_id).in_({Ref.parse(ref)[0] for ref in refs}))
        found = {f"{row.item_id}.{row.number}": row for row in self._session.execute(theirs)}
        return {ref: edition_of(found[ref], found[ref].index_number) for ref in refs if ref in found}

    def outlines(self, refs: Collection[str]) -> dict[str, Edition]:
        """Those there are of these, by ref, for lists: of what they say only title, unit, column, secrecy review."""
        secrecy = col(EditionRow.record)["secrecy"].as_json().label("secrecy")
        query = select(*OUTLINE, secrecy, col(ItemRow.index_number)).join(ItemRow, _is_of())
        # Asked for pairs of columns, SQLite reads the table from end to end.
        theirs = query.where(col(EditionRow.item_id).in_({Ref.parse(ref)[0] for ref in refs}))
        found = {f"{row.item_id}.{row.number}": row for row in self._session.execute(theirs)}
        return {ref: _outline(found[ref]) for ref in refs if ref in found}

    def latest(self, item_id: str) -> Edition:
        """Raises KeyError."""
        row = self._session.get(ItemRow, item_id)
        if row is None:
            raise KeyError(item_id)
        return self.edition(item_id, row.latest)

    def same_as(self, item: Item) -> Edition | None:
        """The item whose latest edition says the same to the letter, the same files with it."""
        query = select(col(EditionRow.item_id)).join(ItemRow, _is_latest()).where(*_is_called(item.title))
        found = self._session.scalar(query.where(col(EditionRow.digest) == digest_of(item)).limit(1))
        return self.latest(found) if found else None

    def namesake(self, item: Item) -> Edition | None:
        """The newest item of the same title, column and unit."""
        query = (
            select(col(EditionRow.item_id))
            .join(ItemRow, _is_latest())
            .where(*_is_called(item.title))
            .where(col(EditionRow.column_name) == item.column, col(EditionRow.unit) == item.unit)
        )
        found = self._session.scalar(query.order_by(col(EditionRow.item_id).desc()).limit(1))
        return self.latest(found) if found else None

    def frozen(self, item_id: str) -> list[Frozen]:
        """All its editions, oldest first, without what they say."""
        query = select(col(EditionRow.number), col(EditionRow.digest), col(EditionRow.made_at), col(EditionRow.made_by))
        found = query.where(col(EditionRow.item_id) == item_id).order_by(col(EditionRow.number))
        return [Frozen(*row) for row in self._session.execute(found)]

    def made_by(self, item_ids: Collection[str]) -> dict[str, dict[int, str]]:
        """Who made each edition of these items, by the item's id and the edition's number."""
        query = select(col(EditionRow.item_id), col(EditionRow.number), col(EditionRow.made_by))
        found: dict[str, dict[int, str]] = {item_id: {} for item_id in item_ids}
        for item_id, number, by in self._session.execute(query.where(col(EditionRow.item_id).in_(list(item_ids)))):
            found[item_id][number] = by
        return found

    def authors(self, item_id: str, number: int) -> frozenset[str]:
        """Everybody who made an edition of the item up to this one."""
        query = select(col(EditionRow.made_by)).where(
            col(EditionRow.item_id) == item_id, col(EditionRow.number) <= number
        )
        return frozenset(self._session.scalars(query))

    def made(self, year: int) -> dict[Disclosure, int]:
        """Items whose document was made in the year (成文日期, else when it was entered), by 公开属性.

        Their sum is 制作、获取政府信息总数.
        """
        query = select(col(EditionRow.disclosure), func.count()).join(ItemRow, _is_latest()).where(_made_in(year))
        found = {row[0]: row[1] for row in self._session.execute(query.group_by(col(EditionRow.disclosure)))}
        return {disclosure: found.get(disclosure, 0) for disclosure in Disclosure}

    def made_rows(self, year: int, disclosure: str = "", *, after: int = 0, most: int | None = None) -> list[Made]:
        """The items (of one 公开属性) that `made` counts, oldest first; `most` of them `after` so many."""
        same = [col(EditionRow.disclosure) == disclosure] if disclosure else []
        query = select(EditionRow).join(ItemRow, _is_latest()).where(_made_in(year), *same)
        ordered = query.order_by(col(EditionRow.made_on), col(EditionRow.item_id)).offset(after).limit(most)
        return [_made(row) for row in self._session.scalars(ordered)]

    def numbered_for(self, legal_basis: str, year: int) -> list[Edition]:
        """The latest editions of items made in the year, with a document number, that name this article and point; the
        oldest first.
        """
        names_it = (col(ItemRow.legal_basis) == legal_basis) & (col(ItemRow.document_number) != literal_column("''"))
        query = select(EditionRow, col(ItemRow.index_number)).join(ItemRow, _is_latest())
        ordered = query.where(_made_in(year), names_it).order_by(col(EditionRow.made_on), col(EditionRow.item_id))
        return [edition_of(row, number) for row, number in self._session.execute(ordered)]

    def not_out(self, made_until: date, among: Collection[str] | None = None) -> list[Made]:
        """主动公开 items made on or before a day that were never public anywhere, oldest first; `among`: of these."""
        out = select(col(LogRow.seq)).where(
            col(LogRow.item_id) == col(EditionRow.item_id), col(LogRow.item_id) != "", col(LogRow.kind).in_(PUBLIC)
        )
        query = (
            select(EditionRow)
            .join(ItemRow, _is_latest())
            .where(
                col(EditionRow.disclosure) == Disclosure.ACTIVE, col(EditionRow.made_on) <= made_until, ~out.exists()
            )
            .order_by(col(EditionRow.made_on), col(EditionRow.item_id))
        )
        if among is not None:
            query = query.where(col(EditionRow.item_id).in_(among))
        return [_made(row) for row in self._session.scalars(query)]

    def _freeze(self, row: ItemRow, item: Item, by: str, now: datetime) -> Edition:
        edition = EditionRow(
            item_id=row.id,
            number=row.latest,
            digest=digest_of(item),
            title=item.title,
            column_name=item.column,
            unit=item.unit,
            disclosure=item.disclosure,
            made_on=item.made_on,
            record=to_record(item),
            made_at=now,
            made_by=by,
        )
        self._session.add(edition)
        self._session.flush()
        return edition_of(edition, row.index_number)

    def _free_number(self, year: int, index_number: IndexNumber) -> tuple[int, str]:
        last = ""
        while True:
            serial = next_serial(self._session, f"item:{year}")
            number = index_number(year, serial)
            if not self._is_taken(number):
                return serial, number
            if number == last:
                raise ValueError(f"索引号“{number}”已经用过：设置里的 index_number 模板要含 {{serial}}，才能每件不同。")
            last = number

    def _is_taken(self, number: str) -> bool:
        item = select(col(ItemRow.id)).where(col(ItemRow.index_number) == number)
        logged = select(col(LogRow.seq)).where(col(LogRow.index_number) == number, col(LogRow.index_number) != "")
        return any(self._session.execute(query.limit(1)).first() is not None for query in (item, logged))


def edition_of(row: EditionRow | Row[Any], index_number: str) -> Edition:
    """The value behind a row."""
    return Edition(
        item_id=row.item_id,
        number=row.number,
        index_number=index_number,
        item=from_record(row.record),
        digest=row.digest,
        made_at=row.made_at,
        made_by=row.made_by,
    )


def _listed(item: Item) -> dict[str, str]:
    """What lists show of the latest edition."""
    return {
        "unit": item.unit,
        "title": item.title,
        "column_name": item.column,
        "document_number": item.document_number,
        "legal_basis": item.legal_basis,
    }


def _outline(row: Any) -> Edition:
    item = Item(row.title, row.column_name, row.unit, "", secrecy=secrecy_of(row.secrecy))
    return Edition(row.item_id, row.number, row.index_number, item, row.digest, row.made_at, row.made_by)


def _is_of() -> ColumnElement[bool]:
    return col(ItemRow.id) == col(EditionRow.item_id)


def _is_called(title: str) -> tuple[ColumnElement[bool], ...]:
    """In words that let an index answer."""
    called = col(EditionRow.title) == title
    short = func.length(col(EditionRow.title)) < literal_column(str(LONG_TITLE))
    return (called, short) if len(title) < LONG_TITLE else (called,)


def _is_latest() -> ColumnElement[bool]:
    return (col(ItemRow.id) == col(EditionRow.item_id)) & (col(ItemRow.latest) == col(EditionRow.number))


def _made_in(year: int) -> ColumnElement[bool]:
    begin, end = year_from_to(year)
    return col(EditionRow.made_on).between(date(year, 1, 1), date(year, 12, 31)) | (
        col(EditionRow.made_on).is_(None) & (col(ItemRow.made_at) >= begin) & (col(ItemRow.made_at) < end)
    )


def _made(row: EditionRow) -> Made:
    return Made(
        ref=f"{row.item_id}.{row.number}",
        title=row.title,
        unit=row.unit,
        column=row.column_name,
        disclosure=Disclosure(row.disclosure),
        made_on=row.made_on,
        reason=row.record.get("disclosure_reason", ""),
    )
