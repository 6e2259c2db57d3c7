"""绑定 and 解绑: an account becomes a member of staff, and the public again."""

import re

from bot.chat.dialogue import Dialogue, Known, Refusal
from bot.chat.dialogues.staff.desk import refused, turn
from bot.chat.dialogues.words import plain
from bot.chat.reply import say
from bot.chat.wishes.staff import Bind, Unbind
from content.people import Person

SHAPE = re.compile(r"绑定\s*[:：]?\s*(\d{6})")
ABOUT_BINDING = "请发“绑定”和六位绑定码，例如：绑定 123456。绑定码由管理员给出，15分钟内有效。"


def bind(said: re.Match[str], known: Known) -> Dialogue:
    person: Person | Refusal = yield Bind(plain(said[1]))
    if isinstance(person, Refusal):
        return refused(known, person)
    roles = "、".join(sorted(person.roles))
    return turn(known, say(f"已绑定：{person.name}（{person.unit}，{roles}）。发“办公”看能做什么；发“解绑”解除。"))


def how_to_bind(_said: re.Match[str], known: Known) -> Dialogue:
    yield from ()
    return turn(known, say(ABOUT_BINDING))


def unbind(_said: re.Match[str], known: Known) -> Dialogue:
    person: Person | Refusal = yield Unbind()
    if isinstance(person, Refusal):
        return refused(known, person)
    return turn(known, say(f"已解绑，这个账号不再是{person.name}的工作账号。"))
