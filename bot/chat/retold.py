"""What was said for somebody at a computer, retold for the chat: no commands, no lines of a file, no field's name."""

import re

from bot.words import problem_in_words
from content.problems import Problem

IN_BRACKETS = re.compile(r"（[^（）]*(?:gongkai [a-z]|--[a-z])[^（）]*）")
CONDITION = r"(?:(?:[要如若需][^。；，：]*|[^。；，：]*[的后])，)?"
OF_A_COMMAND = re.compile(rf"{CONDITION}[^。；，：]*(?:gongkai [a-z]|--[a-z])[^。；]*[。；]?")
"""What says how to go on at the command line, with the words before it that would lead to nothing: 要转交的，……"""
FIELD = re.compile(r"（[a-z_]+）")
IN_A_FILE = re.compile(r"[^：；，。]*(?<![@/\w])[a-z_]+: (?:\{[^}]*\}|\S)[^。；]*")
MOST = re.compile(r"最多 (\d+) 个?字")
AT_A_COMPUTER = "这要在电脑上改稿件文件"
IN_THE_CHAT = {"title": "请把标题改到 {most} 字以内，用“标题 新标题”"}
"""By the field of a problem: how its author mends it in the chat."""


def for_the_chat(says: str) -> str:
    """Without the sentences that name a command; what is left are whole ones."""
    if "gongkai" not in says and "--" not in says:
        return says
    left = OF_A_COMMAND.sub("", IN_BRACKETS.sub("", says)).strip().rstrip("，；：")
    return left if left.endswith(("。", "！", "？")) or not left else f"{left}。"


def problem_for_the_chat(problem: Problem) -> str:
    most = MOST.search(problem.says)
    advice = IN_THE_CHAT.get(problem.field, "").format(most=most[1]) if most else ""
    says = FIELD.sub("", for_the_chat(problem_in_words(problem)))
    return IN_A_FILE.sub(advice or AT_A_COMPUTER, says)
