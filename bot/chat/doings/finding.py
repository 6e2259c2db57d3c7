"""Finding what is published."""

from collections.abc import Mapping

from bot.chat.dialogue import Wish
from bot.chat.hearing import Doing, Hearing
from bot.chat.wishes import finding as wishes
from bot.views import search as views
from content.search.hits import Found


def search(hearing: Hearing, wish: wishes.Search) -> Found:
    return views.search(hearing.app, wish.text, limit=wish.limit, skip=wish.skip)


DOINGS: Mapping[type[Wish], Doing] = {wishes.Search: search}
