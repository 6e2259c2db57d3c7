"""Makes the files of a leaf: paths from the site's root with their text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from channels.static import addresses, fixed, records
from channels.static.leaves import CATALOGUE_SIZE, SITEMAP_SIZE, Kind, Leaf
from channels.static.pager import Pager
from channels.static.rendition import body, box, description
from channels.static.site import Section, Site
from content.edition import Edition
from content.pages import Page, Pages

Document = tuple[str, str]
HOME_COLUMN = 6
HOME_NEWEST = 10
LISTED = 50


class Documents:
    """One view of the tables, turned into documents. `log_head` is the line on the catalogue's first page."""

    def __init__(self, site: Site, pages: Pages, log_head: str) -> None:
        self.site = site
        self.pages = pages
        self.log_head = log_head
        self._makers: Mapping[Kind, Callable[[Leaf], Iterator[Document]]] = {
            Kind.LIST: self._list,
            Kind.NEWEST: self._newest,
            Kind.CATALOGUE: self._catalogue,
            Kind.SITEMAP: self._sitemap,
            Kind.PLACE: self._place,
            Kind.CONTENTS: self._contents,
            Kind.FRONT: self._front,
            Kind.FIXED: self._fixed,
        }

    def of(self, leaf: Leaf) -> Iterator[Document]:
        """The documents of any leaf but an item's."""
        return self._makers[leaf.kind](leaf)

    def item(self, page: Page, edition: Edition, notices: Sequence[Page], wrong: Page | None) -> Iterator[Document]:
        """An item's page and its JSON, or the notice that it was withdrawn."""
        section = self.site.section(page.column)
        if not page.is_live:
            yield page.path, self.site.render("withdrawn.html", page=page, section=section, notices=notices)
            yield addresses.record(page.path), records.withdrawn(page, self.site)
            return
        html = body(edition, self.site)
        safe = Markup(html)  # noqa: S704  # sanitised when the item was read
        shown = {"page": page, "section": section, "notices": notices, "wrong": wrong, "body": safe}
        yield page.path, self.site.render("item.html", **shown, **self._article(edition))
        yield addresses.record(page.path), records.item(page, edition, html, self.site)

    def wrong(self, page: Page) -> Page | None:
        """The page that this one puts right."""
        return self.pages.get(page.corrects) if page.corrects else None

    def _article(self, edition: Edition) -> dict[str, Any]:
        item = edition.item
        folder = self.site.prefix + addresses.files(edition.item_id)
        return {
            "item": item,
            "fields": box(edition, self.site),
            "description": description(edition),
            "source": item.origin or item.unit,
            "place_of": lambda file: folder + file.path.rpartition("/")[2],
        }

    def _newest(self, leaf: Leaf) -> Iterator[Document]:
        section = self.site.section(leaf.name)
        last = self.pages.last_place(leaf.name)
        newest = self.pages.newest(leaf.name, self.site.settings.feed_length)
        yield section.path, self._list_page(section, Pager(self.site.settings.per_page).open_part(last), front=True)
        feed = {"title": f"{section.name} - {self.site.name}", "address": section.path, "pages": newest}
        yield addresses.rss(section.slug), self.site.render("rss.xml", **feed, own=addresses.rss(section.slug))
        yield addresses.atom(section.slug), self.site.render("atom.xml", **feed, own=addresses.atom(section.slug))

    def _list(self, leaf: Leaf) -> Iterator[Document]:
        section = self.site.section(leaf.name)
        yield addresses.archive(section.slug, leaf.part), self._list_page(section, leaf.part, front=False)

    def _list_page(self, section: Section, part: int, *, front: bool) -> str:
        pager = Pager(self.site.settings.per_page)
        last = self.pages.last_place(section.name)
        open_part = pager.open_part(last)
        span = self.pages.span(section.name, *pager.span(part, last)) if last else []
        return self.site.render(
            "list.html",
            section=section,
            pages=span[::-1],
            part=part,
            front=front,
            newer=addresses.archive(section.slug, part + 1) if part < open_part else "",
            older=addresses.archive(section.slug, part - 1) if part > 1 else "",
            oldest=addresses.archive(section.slug, 1) if part > 1 else "",
        )

    def _catalogue(self, leaf: Leaf) -> Iterator[Document]:
        section = self.site.section(leaf.name)
        pager = Pager(CATALOGUE_SIZE)
        last = self.pages.last_year_place(leaf.name, leaf.year)
        pages = self.pages.year_span(leaf.name, leaf.year, *pager.span(leaf.part, last))
        path = addresses.catalogue(section.slug, leaf.year, leaf.part)
        ahead = leaf.part < pager.open_part(last)
        following = addresses.catalogue(section.slug, leaf.year, leaf.part + 1) if ahead else ""
        before = addresses.catalogue(section.slug, leaf.year, leaf.part - 1) if leaf.part > 1 else ""
        values = {"section": section, "year": leaf.year, "part": leaf.part, "path": path}
        yield path, self.site.render("catalogue.html", **values, pages=pages, following=following, before=before)
        yield addresses.record(path), records.catalogue(pages, section, leaf.year, following=following, site=self.site)

    def _sitemap(self, leaf: Leaf) -> Iterator[Document]:
        section = self.site.section(leaf.name)
        span = Pager(SITEMAP_SIZE).span(leaf.part, self.pages.last_place(leaf.name))
        entries = [(page.path, page.updated_at) for page in self.pages.span(leaf.name, *span)]
        yield addresses.sitemap(section.slug, leaf.part), self.site.render("sitemap.xml", entries=entries)

    def _place(self, leaf: Leaf) -> Iterator[Document]:
        yield fixed.place(self.site, leaf.name, self._listed(leaf.name))

    def _listed(self, place: str) -> Sequence[Page]:
        settings = self.site.settings
        column = settings.rules_column if place == "rules" else settings.reports_column
        return self.pages.newest(column, LISTED) if column else []

    def _contents(self, _leaf: Leaf) -> Iterator[Document]:
        sections = self.site.with_old(self.pages.columns())
        rows = [self._contents_row(section) for section in sections]
        text = self.site.render("contents.html", rows=rows, log_head=self.log_head, place="contents")
        yield addresses.CONTENTS, text
        yield addresses.CONTENTS + "index.json", records.contents(rows, self.site, self.log_head)
        yield "/sitemap.xml", self.site.render("sitemap-index.xml", parts=list(self._sitemap_parts(sections)))

    def _contents_row(self, section: Section) -> dict[str, Any]:
        newest = self.pages.newest(section.name, 1)
        years = [(year, addresses.catalogue(section.slug, year, 1)) for year in self.pages.years(section.name)]
        return {"section": section, "newest": newest[0] if newest else None, "years": years}

    def _sitemap_parts(self, sections: Sequence[Section]) -> Iterator[str]:
        yield addresses.sitemap("site", 0)
        for section in sections:
            last = self.pages.last_place(section.name)
            if last:
                parts = range(1, Pager(SITEMAP_SIZE).open_part(last) + 1)
                yield from (addresses.sitemap(section.slug, part) for part in parts)

    def _front(self, _leaf: Leaf) -> Iterator[Document]:
        blocks = [(section, self.pages.newest(section.name, HOME_COLUMN)) for section in self.site.sections]
        newest = self.pages.newest_of_all(max(HOME_NEWEST, self.site.settings.feed_length))
        filled = [(section, pages) for section, pages in blocks if pages]
        yield "/", self.site.render("home.html", newest=newest[:HOME_NEWEST], blocks=filled)
        feed = {"title": self.site.name, "address": "/", "pages": newest[: self.site.settings.feed_length]}
        yield addresses.rss(), self.site.render("rss.xml", **feed, own=addresses.rss())
        yield addresses.atom(), self.site.render("atom.xml", **feed, own=addresses.atom())

    def _fixed(self, _leaf: Leaf) -> Iterator[Document]:
        yield from fixed.documents(self.site)
