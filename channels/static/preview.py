"""An item's page as the site will show it, in one document: for staff, before it is out."""

import re
from datetime import datetime

from markupsafe import Markup, escape

from channels.static import addresses
from channels.static.rendition import body, box, description
from channels.static.site import Site
from content.edition import Edition
from content.pages import Page

STYLE_LINK = re.compile(r'<link rel="(?:stylesheet|icon|canonical|alternate)"[^>]*>\n?')


def whole_page(edition: Edition, site: Site, *, path: str, now: datetime) -> str:
    """With its style in it, and its files by `files/<StoredFile.path>`."""
    item = edition.item
    page = _page(edition, path, now)
    html = site.render(
        "item.html",
        page=page,
        section=site.section(item.column),
        notices=(),
        wrong=None,
        body=Markup(body(edition, site)),  # noqa: S704  # sanitised when the item was read
        item=item,
        fields=box(edition, site),
        description=description(edition),
        source=item.origin or item.unit,
        place_of=lambda file: f"files/{file.path}",
    )
    folder = site.prefix + addresses.files(edition.item_id)
    for file in item.files:
        html = html.replace(f'"{folder}{file.path.rpartition("/")[2]}"', f'"{escape("files/" + file.path)}"')
    return STYLE_LINK.sub("", html).replace("</head>", f"<style>\n{site.style}</style>\n</head>", 1)


def _page(edition: Edition, path: str, now: datetime) -> Page:
    item = edition.item
    return Page(
        item_id=edition.item_id,
        number=edition.number,
        digest=edition.digest,
        path=path,
        column=item.column,
        place=0,
        year=now.year,
        year_place=0,
        change=0,
        title=item.title,
        index_number=edition.index_number,
        document_number=item.document_number,
        made_on=item.made_on,
        summary=item.summary,
        published_at=now,
        updated_at=now,
        corrects=item.corrects,
    )
