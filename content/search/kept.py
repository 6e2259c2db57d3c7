"""What the index keeps of an item, to answer without the database."""

import json
from collections.abc import Sequence
from datetime import datetime

from content.search.hits import Hit
from content.search.paper import Paper
from content.store.public import Shown
from content.text import plain
from content.zone import day_of

SERIALS = 10**9


def number_of(item_id: str) -> int:
    """`2026-00137` as a number of its own."""
    year, _, serial = item_id.partition("-")
    return int(year) * SERIALS + int(serial)


def paper_of(shown: Shown) -> Paper:
    item, at = shown.edition.item, shown.published_at
    text = [item.summary, item.document_number, " ".join(item.keywords), plain(item.html)]
    kept = {
        "ref": shown.edition.ref,
        "title": item.title,
        "column": item.column,
        "summary": item.summary,
        "at": at.isoformat() if at else "",
        "urls": shown.urls,
    }
    return Paper(
        number=number_of(shown.edition.item_id),
        text="\n".join(filter(None, text)),
        title=item.title,
        kept=json.dumps(kept, ensure_ascii=False),
        day=day_of(at).toordinal() if at else 0,
    )


def hit_of(kept: str, score: float, channels: Sequence[str]) -> Hit:
    """`channels`: whose address is shown first."""
    record = json.loads(kept)
    urls = record["urls"]
    ordered = [*(urls[name] for name in channels if name in urls), *urls.values()]
    return Hit(
        ref=record["ref"],
        title=record["title"],
        score=round(score, 4),
        url=next(filter(None, ordered), ""),
        published_at=datetime.fromisoformat(record["at"]) if record["at"] else None,
        column=record["column"],
        summary=record["summary"],
    )
