"""What was said for somebody at the command line, told at the console: no commands, no options."""

import re
from dataclasses import replace

from markupsafe import Markup, escape

from bot.console.pages import ROOT
from bot.without_commands import FIELD, without_commands
from bot.words import problem_in_words
from content.problems import Problem
from content.registers.kinds import REGISTERS

ENTRY = re.compile(rf"\b({'|'.join(REGISTERS)})-(\d{{4}}-\d{{4,}})\b")
LOGGED = re.compile(r"台账第 (\d+) 条")


def entries_in_words(says: str) -> str:
    """`规范性文件 2026-0007` for `documents-2026-0007`: entries of registers as staff call them."""
    return ENTRY.sub(lambda found: f"{REGISTERS[found[1]].word} {found[2]}", says)


def linked(says: str) -> Markup:
    """With a link to each entry of the log it names."""
    whole = f'<a href="{ROOT}/taizhang/\\1">\\g<0></a>'
    return Markup(LOGGED.sub(whole, str(escape(says))))  # noqa: S704  # escaped first


def for_the_console(says: str) -> str:
    """Without the sentences that name a command; never empty."""
    return entries_in_words(without_commands(says)) or "这一步现在办不了。"


def problem_for_the_console(problem: Problem) -> Problem:
    return replace(problem, says=FIELD.sub("", for_the_console(problem.says)))


def in_words(problem: Problem, mark: str = "") -> str:
    """As `bot.words.problem_in_words`, for a page."""
    return problem_in_words(problem_for_the_console(problem), mark)
