"""A problem that was said for somebody at a computer, retold for the chat: no lines of a file, no field's name."""

import re

from bot.without_commands import FIELD, without_commands
from bot.words import problem_in_words
from content.problems import Problem

IN_A_FILE = re.compile(r"[^：；，。]*(?<![@/\w])[a-z_]+: (?:\{[^}]*\}|\S)[^。；]*")
MOST = re.compile(r"最多 (\d+) 个?字")
AT_A_COMPUTER = "这要在电脑上改稿件文件"
IN_THE_CHAT = {"title": "请把标题改到 {most} 字以内，用“标题 新标题”"}
"""By the field of a problem: how its author mends it in the chat."""


def problem_for_the_chat(problem: Problem) -> str:
    most = MOST.search(problem.says)
    advice = IN_THE_CHAT.get(problem.field, "").format(most=most[1]) if most else ""
    says = FIELD.sub("", without_commands(problem_in_words(problem)))
    return IN_A_FILE.sub(advice or AT_A_COMPUTER, says)
