"""The search over what is published, as every door asks it."""

from typing import TYPE_CHECKING

from content.search.hits import Found

if TYPE_CHECKING:
    from bot.app import App


def search(app: "App", text: str, *, limit: int = 5, skip: int = 0) -> Found:
    """In people's own words; best first. Anybody may: only what is public now is found."""
    return app.search.find(text, limit=limit, skip=skip)
