"""Who speaks, and refusals in the words of the chat. It answers no wish itself."""

import re
from functools import wraps
from typing import Any

from bot.actions.errors import CannotDo, NotAllowed
from bot.chat.dialogue import Refusal
from bot.chat.hearing import Doing, Doings, Hearing
from bot.words import problem_in_words
from content.people import Person
from content.problems import InWords, blocking_first

NOT_BOUND = "这个账号没有绑定工作人员，或已停用。请向管理员要绑定码。"
OF_A_COMMAND = re.compile(r"[^。；，：]*(?:gongkai [a-z]|--[a-z])[^。]*。?")
"""What says how to go on at the command line: of no use in the chat."""
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
            return Refusal("\n".join([for_the_chat(error.says), *_problems(error)]))
        except InWords as error:
            return Refusal(for_the_chat(error.says))

    return told


def for_the_chat(says: str) -> str:
    """Without the sentences that name a command."""
    if "gongkai" not in says and "--" not in says:
        return says
    left = OF_A_COMMAND.sub("", says).strip().rstrip("，；：")
    return left if left.endswith(("。", "！", "？")) or not left else f"{left}。"


def _problems(error: CannotDo) -> list[str]:
    found = blocking_first(error.problems)
    more = [f"……共 {len(found)} 条，全部见预览。"] if len(found) > MOST_PROBLEMS else []
    return [problem_in_words(one) for one in found[:MOST_PROBLEMS]] + more
