"""Who speaks, and refusals in the words of the chat. It answers no wish itself."""

from functools import wraps
from typing import Any

from bot.actions.errors import CannotDo, NotAllowed
from bot.chat.dialogue import Refusal
from bot.chat.hearing import Doing, Doings, Hearing
from bot.chat.retold import problem_for_the_chat
from bot.without_commands import without_commands
from content.people import Person
from content.problems import InWords, blocking_first

NOT_BOUND = "这个账号没有绑定工作人员，或已停用。请向管理员要绑定码。"
MOST_PROBLEMS = 8


def speaker(hearing: Hearing) -> Person:
    """The person bound to the account, looked up anew: whoever was unbound meanwhile does nothing."""
    with hearing.app.store.read() as work:
        person = work.bindings.active(hearing.visitor)
    if person is None:
        raise NotAllowed(NOT_BOUND)
    return person


def in_words(doings: Doings) -> Doings:
    """A module's doings, each of which answers with a refusal where it cannot be done."""
    return {wish: _in_words(doing) for wish, doing in doings.items()}


def _in_words(doing: Doing) -> Doing:
    @wraps(doing)
    def told(hearing: Hearing, wish: Any) -> Any:
        try:
            return doing(hearing, wish)
        except CannotDo as error:
            return Refusal("\n".join([without_commands(error.says), *_problems(error)]))
        except InWords as error:
            return Refusal(without_commands(error.says))

    return told


def _problems(error: CannotDo) -> list[str]:
    found = blocking_first(error.problems)
    more = [f"……共 {len(found)} 条，全部见预览。"] if len(found) > MOST_PROBLEMS else []
    return [problem_for_the_chat(one) for one in found[:MOST_PROBLEMS]] + more
