"""The office's own word lists, with who put each word there, when and why."""

from typing import TYPE_CHECKING

from content.own_words import Change, WordList

if TYPE_CHECKING:
    from bot.app import App


def words_on(app: "App", which: WordList) -> list[Change]:
    """What stands on a list now, the newest first."""
    with app.store.read() as work:
        return sorted(work.own_words.last(which).values(), key=lambda one: one.at, reverse=True)


def history_of(app: "App", which: WordList, word: str = "", *, most: int | None = None) -> list[Change]:
    """Of a list, or of one word; the newest first."""
    with app.store.read() as work:
        return work.own_words.history(which, word, most=most)
