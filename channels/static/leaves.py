"""What a page's change touches. A leaf is a small group of files that are always made together."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from channels.static.pager import Pager
from channels.static.site import Site
from content.pages import Filed, Page, Pages

CATALOGUE_SIZE = 100
SITEMAP_SIZE = 500


class Kind(StrEnum):
    ITEM = "item"  # an item's page, its JSON and its files; name = item id
    LIST = "list"  # one archive part of a column; name = column
    NEWEST = "newest"  # a column's first page and its feeds
    CATALOGUE = "catalogue"  # one part of a column's year in the 目录, as page and JSON
    SITEMAP = "sitemap"  # one part of a column's sitemap
    PLACE = "place"  # a fixed place that lists a column; name = rules, reports
    CONTENTS = "contents"  # the 目录's first page and the sitemap's index
    FRONT = "front"  # the home page and the site's feeds
    FIXED = "fixed"  # what only the settings change


class Leaf(NamedTuple):
    kind: Kind
    name: str = ""
    year: int = 0
    part: int = 0


def touched(page: Page, pages: Pages, site: Site) -> Iterator[Leaf]:
    """Everything to make anew after this page changed: as many leaves on a large site as on a small one."""
    yield Leaf(Kind.ITEM, page.item_id)
    yield from _related(page, pages)
    yield from _filed(page.filed, pages, site)
    if page.left is not None:
        yield from _filed(page.left, pages, site)
    yield Leaf(Kind.CONTENTS)
    yield Leaf(Kind.FRONT)


def every_list(pages: Pages, site: Site) -> Iterator[Leaf]:
    """All leaves but the items, for a full build."""
    for section in site.with_old(pages.columns()):
        yield Leaf(Kind.NEWEST, section.name)
        yield from _parts(Kind.LIST, section.name, site.settings.per_page, pages.last_place(section.name))
        yield from _parts(Kind.SITEMAP, section.name, SITEMAP_SIZE, pages.last_place(section.name))
        for year in pages.years(section.name):
            last = pages.last_year_place(section.name, year)
            for part in range(1, Pager(CATALOGUE_SIZE).open_part(last) + 1):
                yield Leaf(Kind.CATALOGUE, section.name, year, part)
    for place in ("rules", "reports"):
        yield Leaf(Kind.PLACE, place)
    yield from (Leaf(Kind.CONTENTS), Leaf(Kind.FRONT), Leaf(Kind.FIXED))


def _related(page: Page, pages: Pages) -> Iterable[Leaf]:
    """The wrong item shows its notice, and the notice shows the wrong item."""
    wrong = {page.corrects, page.left.corrects if page.left else ""} - {""}
    return [Leaf(Kind.ITEM, name) for name in {*wrong, *(notice.item_id for notice in pages.notices(page.item_id))}]


def _filed(filed: Filed, pages: Pages, site: Site) -> Iterator[Leaf]:
    column = filed.column
    last = pages.last_place(column)
    yield Leaf(Kind.NEWEST, column)
    for part in Pager(site.settings.per_page).touched_by(filed.place, last):
        yield Leaf(Kind.LIST, column, part=part)
    for part in Pager(SITEMAP_SIZE).touched_by(filed.place, last):
        yield Leaf(Kind.SITEMAP, column, part=part)
    for part in Pager(CATALOGUE_SIZE).touched_by(filed.year_place, pages.last_year_place(column, filed.year)):
        yield Leaf(Kind.CATALOGUE, column, filed.year, part)
    for place, listed in (("rules", site.settings.rules_column), ("reports", site.settings.reports_column)):
        if listed == column:
            yield Leaf(Kind.PLACE, place)


def _parts(kind: Kind, column: str, size: int, last: int) -> Iterator[Leaf]:
    return (Leaf(kind, column, part=part) for part in range(1, Pager(size).open_part(last) + 1) if last)
