"""The pages of the fixed places, and the files that only the settings change."""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markupsafe import Markup

from channels import look
from channels.static import addresses
from channels.static.places import BY_KEY, PLACES
from channels.static.site import Site
from content.pages import Page

# commonmark would let HTML through; here it is shown as the text it is.
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def place(site: Site, key: str, pages: Sequence[Page] = ()) -> tuple[str, str]:
    """One fixed place: the office's own text or the sensible one, and the items listed there."""
    fixed = BY_KEY[key]
    own = site.text_of(key)
    text = Markup(MARKDOWN.render(own)) if own is not None else None  # noqa: S704  # HTML in it is escaped, see above
    return fixed.path, site.render("place.html", fixed=fixed, place=key, text=text, pages=pages)


def documents(site: Site) -> Iterator[tuple[str, str]]:
    """Everything that no item changes."""
    yield addresses.PLATFORM, site.render("platform.html", place="")
    for key in ("guide", "applications"):
        yield place(site, key)
    yield "/404.html", site.render("404.html")
    yield "/robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {site.base_url}/sitemap.xml\n"
    yield addresses.sitemap("site", 0), site.render("sitemap.xml", entries=[(path, None) for path in _paths(site)])
    yield "/assets/style.css", site.style
    yield "/assets/icon.svg", look.ICON.read_text("utf-8")


def _paths(site: Site) -> Iterator[str]:
    yield "/"
    yield addresses.PLATFORM
    yield from (fixed.path for fixed in PLACES)
    yield from (section.path for section in site.sections)
