"""The pages of website channels in the database. The rules on addresses and places are in `content.pages`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from content.edition import Edition
from content.pages import Filed, OvertakenError, Page
from content.store import page_rows as rows
from content.tables import PageRow, SerialRow
from content.zone import day_of

if TYPE_CHECKING:
    from content.store.work import Work

WHOLE = 0


class Pages:
    """The `pages` table on one session; `on(channel)` gives one website's."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def on(self, channel: str) -> "ChannelPages":
        return ChannelPages(self.session, channel)


class ChannelPages:
    """Implements `content.pages.Pages`; `show` and `withdraw` need a unit of work that may write."""

    def __init__(self, session: Session, channel: str) -> None:
        self.session = session
        self.channel = channel

    def get(self, item_id: str) -> Page | None:
        found = self._pages(rows.GET, item_id=item_id)
        return found[0] if found else None

    def edition(self, page: Page) -> Edition:
        found = self._rows(rows.THE_EDITION, item_id=page.item_id, number=page.number)
        return rows.edition_of(page, found[0])

    def editions(self, column: str, first: int, last: int) -> Sequence[tuple[Page, Edition]]:
        width = len(rows.PAGE)
        found = self._rows(rows.WITH_EDITIONS, column=column, first=first, last=last)
        shown = ((rows.page_of(row[:width]), row[width:]) for row in found)
        return [(page, rows.edition_of(page, values)) for page, values in shown]

    def head(self) -> int:
        return self._number(rows.HEAD)

    def changed(self, after: int, limit: int) -> Sequence[Page]:
        return self._pages(rows.CHANGED, after=after, limit=limit)

    def columns(self) -> Sequence[str]:
        return sorted(column for column, year in self._counted if year == WHOLE)

    def newest(self, column: str, limit: int) -> Sequence[Page]:
        return self._pages(rows.NEWEST, column=column, limit=limit)

    def newest_of_all(self, limit: int) -> Sequence[Page]:
        return self._pages(rows.NEWEST_OF_ALL, limit=limit)

    def span(self, column: str, first: int, last: int) -> Sequence[Page]:
        return self._pages(rows.SPAN, column=column, first=first, last=last)

    def last_place(self, column: str) -> int:
        return self._counted.get((column, WHOLE), 0)

    def years(self, column: str) -> Sequence[int]:
        return sorted((year for name, year in self._counted if name == column and year != WHOLE), reverse=True)

    def year_span(self, column: str, year: int, first: int, last: int) -> Sequence[Page]:
        return self._pages(rows.YEAR_SPAN, column=column, year=year, first=first, last=last)

    def last_year_place(self, column: str, year: int) -> int:
        return self._counted.get((column, year), 0)

    def notices(self, item_id: str) -> Sequence[Page]:
        return sorted(self._pages(rows.NOTICES, item_id=item_id), key=_published)

    def corrections(self) -> Mapping[str, Sequence[Page]]:
        found: dict[str, list[Page]] = {}
        for page in sorted(self._pages(rows.CORRECTIONS), key=_published):
            found.setdefault(page.corrects, []).append(page)
        return found

    def show(self, edition: Edition, path: str, *, seen: int, now: datetime) -> Page:
        row = self._row(edition.item_id, seen)
        if row is not None and row.withdrawn_at is None and row.digest == edition.digest:
            return _page_of(row)
        before = _page_of(row).filed if row else None
        row = row or self._new(edition, path, now)
        _describe(row, edition, now)
        if before and before.column != row.column_name:
            self._place(row)
        return self._save(row, before)

    def withdraw(self, item_id: str, reason: str, *, seen: int, now: datetime) -> Page:
        row = self._row(item_id, seen)
        if row is None:
            raise KeyError(item_id)
        if row.withdrawn_at is not None:
            return _page_of(row)
        row.withdrawn_at, row.reason = now, reason
        return self._save(row, _page_of(row).filed)

    def _row(self, item_id: str, seen: int) -> PageRow | None:
        row = self.session.get(PageRow, (self.channel, item_id), with_for_update=True)
        if (row.change if row else 0) != seen:
            raise OvertakenError(item_id)
        return row

    def _new(self, edition: Edition, path: str, now: datetime) -> PageRow:
        row = PageRow(
            channel=self.channel,
            item_id=edition.item_id,
            number=edition.number,
            path=path,
            column_name=edition.item.column,
            place=0,
            year=day_of(now).year,
            year_place=0,
            change=0,
            title=edition.item.title,
            index_number=edition.index_number,
            published_at=now,
            digest=edition.digest,
        )
        self._place(row)
        return row

    def _place(self, row: PageRow) -> None:
        """At the end of its column, and of its column's year."""
        row.place = self._next(row.column_name, WHOLE)
        row.year_place = self._next(row.column_name, row.year)

    def _next(self, column: str, year: int) -> int:
        name = f"pages{year}:{self.channel}:{column}"
        serial = self.session.get(SerialRow, name, with_for_update=True) or SerialRow(name=name, last=0)
        serial.last += 1
        self.session.add(serial)
        self.session.flush()
        self.__dict__.pop("_counted", None)
        return serial.last

    @cached_property
    def _counted(self) -> Mapping[tuple[str, int], int]:
        """The last place given, by column and year; year 0 = in the whole column."""
        found: dict[tuple[str, int], int] = {}
        for name, last in self._rows(rows.COUNTED):
            year, channel, column = name.removeprefix("pages").split(":", 2)
            if channel == self.channel:
                found[column, int(year)] = last
        return found

    def _save(self, row: PageRow, before: Filed | None) -> Page:
        row.change = self.head() + 1
        after = _page_of(row).filed
        row.left = asdict(before) if before and before != after else {}
        self.session.add(row)
        self.session.flush()
        return _page_of(row)

    def _rows(self, query: rows.Query, **values: object) -> Sequence[Any]:
        return self.session.connection().execute(query, {"channel": self.channel, **values}).all()

    def _pages(self, query: rows.Query, **values: object) -> list[Page]:
        return [rows.page_of(row) for row in self._rows(query, **values)]

    def _value(self, query: rows.Query, **values: object) -> Any:
        return self.session.connection().scalar(query, {"channel": self.channel, **values})

    def _number(self, query: rows.Query, **values: object) -> int:
        return self._value(query, **values) or 0


class PagesLedger:
    """Implements `content.pages.PageLedger` with the store's units of work."""

    def __init__(
        self,
        write: Callable[[], AbstractContextManager["Work"]],
        read: Callable[[], AbstractContextManager["Work"]],
    ) -> None:
        self._write = write
        self._read = read

    @contextmanager
    def view(self, channel: str) -> Iterator[ChannelPages]:
        with self._read() as work:
            yield work.pages.on(channel)

    def show(self, channel: str, edition: Edition, path: str, *, seen: int, now: datetime) -> Page:
        with self._write() as work:
            return work.pages.on(channel).show(edition, path, seen=seen, now=now)

    def withdraw(self, channel: str, item_id: str, reason: str, *, seen: int, now: datetime) -> Page:
        with self._write() as work:
            return work.pages.on(channel).withdraw(item_id, reason, seen=seen, now=now)


def _published(page: Page) -> datetime:
    return page.published_at


def _describe(row: PageRow, edition: Edition, now: datetime) -> None:
    item = edition.item
    row.number, row.digest = edition.number, edition.digest
    row.column_name, row.title, row.summary = item.column, item.title, item.summary
    row.document_number, row.made_on, row.corrects = item.document_number, item.made_on, item.corrects
    row.updated_at, row.withdrawn_at, row.reason = now, None, ""


def _page_of(row: PageRow) -> Page:
    return rows.page_of([getattr(row, column.name) for column in rows.PAGE])
