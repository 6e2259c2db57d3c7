"""What was said for somebody at the command line, told at the console: no commands, no options."""

from dataclasses import replace

from bot.chat.retold import FIELD, for_the_chat
from bot.words import problem_in_words
from content.problems import Problem


def for_the_console(says: str) -> str:
    """Without the sentences that name a command; never empty."""
    return for_the_chat(says) or "这一步现在办不了。"


def problem_for_the_console(problem: Problem) -> Problem:
    return replace(problem, says=FIELD.sub("", for_the_console(problem.says)))


def in_words(problem: Problem, mark: str = "") -> str:
    """As `bot.words.problem_in_words`, for a page."""
    return problem_in_words(problem_for_the_console(problem), mark)
