"""The links: a random word that stands for one text, or one package, for a day. Only its hash is kept."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.public.pages import ROOT
from content.edition import Edition, to_record
from content.item import Item

if TYPE_CHECKING:
    from bot.app import App

LASTS = timedelta(hours=24)
PREVIEW, PACKAGE = f"{ROOT}/yulan", f"{ROOT}/cailiao"
"""Below `public.base_url`, beside the public's pages."""


def to_edition(app: "App", by: str, edition: Edition, *, now: datetime) -> str:
    """The path of its preview; the link shows this very text (`digest`) or nothing."""
    return f"{PREVIEW}/{_mint(app, {'by': by, 'ref': edition.ref, 'digest': edition.digest}, now)}/"


def to_draft(app: "App", by: str, item: Item, *, now: datetime) -> str:
    """Of an item that nobody has handed in yet."""
    kept = app.files.keep(json.dumps(to_record(item), ensure_ascii=False).encode(), "草稿.json")
    return f"{PREVIEW}/{_mint(app, {'by': by, 'draft': kept.path}, now)}/"


def to_package(app: "App", by: str, key: str, *, now: datetime) -> str:
    """Of a hand-over somebody claimed."""
    return f"{PACKAGE}/{_mint(app, {'by': by, 'key': key}, now)}/"


def meant(app: "App", token: str, *, now: datetime) -> Mapping[str, str] | None:
    """What a link was minted for; None where it is unknown, too old, or whoever it was given to works here no more."""
    kept = app.store.shelf.get(_key(token), now)
    if kept is None:
        return None
    found: dict[str, str] = json.loads(kept)
    with app.store.read() as work:
        person = work.people.get(found["by"])
    return found if person and person.active else None


def _mint(app: "App", subject: Mapping[str, str], now: datetime) -> str:
    token = secrets.token_urlsafe(24)
    app.store.shelf.put(_key(token), json.dumps(subject), now + LASTS)
    return token


def _key(token: str) -> str:
    return f"preview:{hashlib.sha256(token.encode()).hexdigest()}"
