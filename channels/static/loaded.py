"""A view of the pages for a full build: the column that is being built in memory, instead of a query per list."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from content.edition import Edition
from content.pages import Page, Pages


@dataclass
class _Column:
    """Live pages in the order of their places, and per year in the order of the year's."""

    name: str = ""
    last: int = 0
    pages: Sequence[Page] = ()
    years: dict[int, list[Page]] = field(default_factory=dict)


class LoadedPages:
    """Implements `content.pages.Pages` on top of another view of the same moment."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._now = _Column()

    def get(self, item_id: str) -> Page | None:
        return self._pages.get(item_id)

    def edition(self, page: Page) -> Edition:
        return self._pages.edition(page)

    def editions(self, column: str, first: int, last: int) -> Sequence[tuple[Page, Edition]]:
        return self._pages.editions(column, first, last)

    def head(self) -> int:
        return self._pages.head()

    def changed(self, after: int, limit: int) -> Sequence[Page]:
        return self._pages.changed(after, limit)

    def columns(self) -> Sequence[str]:
        return self._pages.columns()

    def newest(self, column: str, limit: int) -> Sequence[Page]:
        if column == self._now.name:
            return self._now.pages[-limit:][::-1]
        return self._pages.newest(column, limit)

    def newest_of_all(self, limit: int) -> Sequence[Page]:
        return self._pages.newest_of_all(limit)

    def span(self, column: str, first: int, last: int) -> Sequence[Page]:
        return _between(self._column(column).pages, first, last, lambda page: page.place)

    def last_place(self, column: str) -> int:
        return self._now.last if column == self._now.name else self._pages.last_place(column)

    def years(self, column: str) -> Sequence[int]:
        return self._pages.years(column)

    def year_span(self, column: str, year: int, first: int, last: int) -> Sequence[Page]:
        return _between(self._column(column).years.get(year, ()), first, last, lambda page: page.year_place)

    def last_year_place(self, column: str, year: int) -> int:
        return self._pages.last_year_place(column, year)

    def notices(self, item_id: str) -> Sequence[Page]:
        return self._pages.notices(item_id)

    def corrections(self) -> Mapping[str, Sequence[Page]]:
        return self._pages.corrections()

    def _column(self, name: str) -> _Column:
        if name != self._now.name:
            last = self._pages.last_place(name)
            self._now = _Column(name, last, self._pages.span(name, 1, last))
            for page in sorted(self._now.pages, key=lambda page: page.year_place):
                self._now.years.setdefault(page.year, []).append(page)
        return self._now


def _between(pages: Sequence[Page], first: int, last: int, place: Callable[[Page], int]) -> Sequence[Page]:
    return pages[bisect_left(pages, first, key=place) : bisect_right(pages, last, key=place)]
