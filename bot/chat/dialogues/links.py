"""Links to the public's pages, where there are any."""

from bot.chat.dialogue import Known
from bot.chat.reply import Link
from bot.public.pages import PAGES, address


def page(known: Known, name: str, *, before: str = "", after: str = "") -> tuple[str | Link, ...]:
    """The link to a page with what stands around it; nothing at all where there are no pages."""
    url = address(known.settings.public.base_url, name)
    return (before, Link(PAGES[name].words, url), after) if url else ()
