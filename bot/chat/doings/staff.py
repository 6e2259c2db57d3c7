"""Staff's wishes: who does it is the person bound to the account that speaks, as the other doors would check it."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from bot.actions import bindings
from bot.chat.dialogue import Refusal, Wish
from bot.chat.hearing import Doing, Hearing
from bot.chat.wishes import staff as wishes
from content.people import Person
from content.problems import InWords

NOT_BOUND = "这个账号没有绑定工作人员，或已停用。请向管理员要绑定码。"


def _in_words(doing: Callable[[Hearing, Any], Any]) -> Doing:
    @wraps(doing)
    def told(hearing: Hearing, wish: Any) -> Any:
        try:
            return doing(hearing, wish)
        except InWords as error:
            return Refusal(error.says)

    return told


def bind(hearing: Hearing, wish: wishes.Bind) -> Person:
    return bindings.bind(hearing.app, hearing.visitor, wish.code, now=hearing.now)


def unbind(hearing: Hearing, _wish: wishes.Unbind) -> Person:
    return bindings.unbind_account(hearing.app, hearing.visitor, now=hearing.now)


DOINGS: Mapping[type[Wish], Doing] = {
    wishes.Bind: _in_words(bind),
    wishes.Unbind: _in_words(unbind),
}
