"""An edition as the site shows it: the body with addresses of its own, tables that scroll, headings in order."""

import re

from channels.catalogue import catalogue_fields
from channels.channel import Rendition
from channels.static import addresses
from channels.static.site import Site
from channels.within_page import below_title
from content.edition import Edition

FILE_LINK = re.compile(r'(?<=[ "])(src|href|poster)="files/([^"]+)"')
INDENT = re.compile(r"<p>[\u3000\u00a0 \t]+")
TABLE = re.compile(r"(<table\b[^>]*>|</table>)")
TABLE_HEAD = re.compile(r"<thead\b.*?</thead>", re.DOTALL)
HEAD_CELL = re.compile(r"<th(?![^>]*\bscope=)(?=[\s>])")
# The first line of a letter names who is addressed, and is not indented.
ADDRESSED = re.compile(r"\A\s*<p>(?=[^<。]{2,80}：</p>)")
DESCRIPTION_LENGTH = 120
LONG_FIELDS = ("主题词", "名称", "内容概述")
TAG = re.compile(r"<[^>]+>")


def body(edition: Edition, site: Site) -> str:
    """The item's HTML for its page. The page's own heading is the only h1; wide tables scroll by themselves."""
    folder = site.prefix + addresses.files(edition.item_id)
    html = edition.item.html
    if '"files/' in html:
        html = FILE_LINK.sub(lambda found: f'{found[1]}="{folder}{found[2].rpartition("/")[2]}"', html)
    html = ADDRESSED.sub('<p class="to">', INDENT.sub("<p>", below_title(html)))
    if "<img" in html:
        html = html.replace("<img ", '<img loading="lazy" ')
    return _scrolling_tables(html) if "<table" in html else html


def description(edition: Edition) -> str:
    """The item's own summary, or how its text begins."""
    if edition.item.summary:
        return edition.item.summary
    text = " ".join(TAG.sub(" ", edition.item.html[: DESCRIPTION_LENGTH * 10]).split())
    return text[:DESCRIPTION_LENGTH]


def box(edition: Edition, site: Site) -> list[tuple[str, str, bool]]:
    """Name, value and whether it takes a whole line: two short fields share one, so none is left half empty."""
    fields = [(name, value, name in LONG_FIELDS) for name, value in catalogue_fields(edition, site.office).items()]
    short = [place for place, (_, _, is_long) in enumerate(fields) if not is_long]
    if len(short) % 2:
        name, value, _ = fields[short[-1]]
        fields[short[-1]] = (name, value, True)
    return fields


def prepare(edition: Edition, site: Site, *, channel: str, path: str) -> Rendition:
    """The preview: the article as its page will hold it."""
    item = edition.item
    return Rendition(
        key=edition.key(channel),
        channel=channel,
        title=item.title,
        html=body(edition, site),
        fields={
            "path": path,
            "url": site.base_url + path,
            "description": description(edition),
            "source": item.origin or item.unit,
            **catalogue_fields(edition, site.office),
        },
        files={addresses.file(edition.item_id, file.path): file.path for file in item.files},
    )


def _scrolling_tables(html: str) -> str:
    """Put each outermost table into a box that scrolls sideways, reachable by keyboard."""
    parts: list[str] = []
    depth = number = 0
    headed = TABLE_HEAD.sub(lambda head: HEAD_CELL.sub('<th scope="col"', head[0]), html)
    for part in TABLE.split(headed):
        if part.startswith("<table"):
            depth += 1
            if depth == 1:
                number += 1
                label = f"表格{number}，较宽时可左右滚动"
                parts.append(f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">')
        parts.append(part)
        if part == "</table>":
            depth -= 1
            if depth == 0:
                parts.append("</div>")
    return "".join(parts)
