"""Answers that are often given, as those who answer letters see them."""

from typing import TYPE_CHECKING

from bot.actions.rights import Right, require
from content.answer_texts import OURS, AnswerText, current

if TYPE_CHECKING:
    from bot.app import App


def answer_texts(app: "App", by: str) -> list[AnswerText]:
    with app.store.read() as work:
        require(work, by, Right.LETTERS)
        return current(work.answer_texts.saves())


def history(app: "App", by: str, name: str) -> list[AnswerText]:
    """All that one ever said, the last first, with what comes with the program."""
    with app.store.read() as work:
        require(work, by, Right.LETTERS)
        saves = work.answer_texts.saves(name)
    ours = [AnswerText(name, OURS[name])] if name in OURS else []
    return [*reversed(saves), *ours]
