"""The site for machines: every item and the catalogue as JSON."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from channels.static import addresses
from channels.static.site import Section, Site
from channels.static.words import day, iso
from content.edition import Edition
from content.pages import Page


def item(page: Page, edition: Edition, html: str, site: Site) -> str:
    written = edition.item
    return _text(
        {
            **_line(page, site),
            "column": page.column,
            "office": site.office,
            "unit": written.unit,
            "source": written.origin or written.unit,
            "disclosure": written.disclosure,
            "legal_basis": written.legal_basis,
            "valid_until": day(written.valid_until),
            "keywords": written.keywords,
            "updated_at": iso(page.updated_at),
            "edition": page.number,
            "digest": page.digest,
            "corrects": page.corrects,
            "withdrawn": False,
            "html": html,
            "attachments": [
                {
                    "name": file.name,
                    "url": site.base_url + addresses.file(page.item_id, file.path),
                    "size": file.size,
                    "media_type": file.media_type,
                    "sha256": file.sha256,
                }
                for file in written.attachments
            ],
        }
    )


def withdrawn(page: Page, site: Site) -> str:
    return _text(
        {
            "id": page.item_id,
            "index_number": page.index_number,
            "url": site.base_url + page.path,
            "withdrawn": True,
            "withdrawn_at": iso(page.withdrawn_at) if page.withdrawn_at else "",
            "reason": page.reason,
        }
    )


def catalogue(pages: Sequence[Page], section: Section, year: int, *, following: str, site: Site) -> str:
    return _text(
        {
            "column": section.name,
            "year": year,
            "next": site.base_url + addresses.record(following) if following else "",
            "items": [_line(page, site) for page in pages],
        }
    )


def contents(rows: Sequence[Mapping[str, Any]], site: Site, log_head: str) -> str:
    columns = [
        {
            "column": row["section"].name,
            "url": site.base_url + row["section"].path,
            "years": {str(year): site.base_url + addresses.record(path) for year, path in row["years"]},
        }
        for row in rows
    ]
    return _text({"office": site.office, "site": site.name, "columns": columns, "log_head": log_head})


def _line(page: Page, site: Site) -> dict[str, Any]:
    """索引、名称、内容概述、生成日期 and what else a catalogue line holds."""
    return {
        "id": page.item_id,
        "index_number": page.index_number,
        "title": page.title,
        "summary": page.summary,
        "made_on": day(page.made_on),
        "document_number": page.document_number,
        "published_at": iso(page.published_at),
        "url": site.base_url + page.path,
        "json": site.base_url + addresses.record(page.path),
    }


def _text(record: Mapping[str, Any]) -> str:
    # Without indent, which json does in Python and ten times slower.
    return json.dumps(record, ensure_ascii=False) + "\n"
