"""An article as WordPress's interface has it, read and written."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from channels.cms.document import Document, Remote, State
from channels.wordpress.rendition import as_typed, text_as_typed, text_of

ROUTE = "/wp/v2/posts"
FIELDS = {
    "context": "edit",
    "_fields": "id,slug,status,title.raw,content.raw,content.protected,link,modified_gmt,categories",
}
STATES = {"publish": State.PUBLISHED, "future": State.SCHEDULED, "pending": State.SUBMITTED}
"""All others, drafts and what is private or in the bin, are `WITHDRAWN`."""
EVERY_STATE = "publish,future,draft,pending,private,trash"
BINNED = "__trashed"
"""Put behind the slug of what goes into the bin."""


def asked_for(key: str) -> Mapping[str, str]:
    """What finds it whatever its state: `status=any` would leave out the bin."""
    return {**FIELDS, "slug": f"{key},{key}{BINNED}", "status": EVERY_STATE}


def body_of(document: Document) -> dict[str, Any]:
    """Public at once; the time is the site's own, as it is now."""
    return {
        "slug": document.key,
        "title": text_as_typed(document.title),
        "content": as_typed(document.html),
        "excerpt": text_as_typed(document.summary),
        "categories": [int(document.column)],
        "status": "publish",
        "password": "",
        "comment_status": "closed",
        "ping_status": "closed",
    }


def remote_of(one: Mapping[str, Any], *warnings: str) -> Remote:
    """With a password it is as good as not public: readers get a form."""
    state = STATES.get(one["status"], State.WITHDRAWN)
    return Remote(
        id=str(one["id"]),
        state=State.WITHDRAWN if one["content"].get("protected") else state,
        title=text_of(one["title"]["raw"]),
        html=one["content"]["raw"],
        url=one["link"],
        revision=_revision(one),
        at=datetime.fromisoformat(one["modified_gmt"]).replace(tzinfo=UTC),
        warnings=warnings,
    )


def _revision(one: Mapping[str, Any]) -> str:
    """WordPress counts in seconds: what was changed twice within one is told apart by what it says."""
    said = f"{one['title']['raw']}\n{one['content']['raw']}"
    return f"{one['modified_gmt']} {hashlib.sha256(said.encode()).hexdigest()[:16]}"
