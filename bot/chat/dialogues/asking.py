"""Questions asked one after the other: each with its own understanding of the answer, and a way back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Facts = Mapping[str, Any]


def always(_facts: Facts) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Question:
    """`read` gives what the answer means, kept under `name`; None = unclear. `wanted`: whether it is asked."""

    name: str
    asks: Callable[[Facts], str]
    read: Callable[[str, Facts], Any]
    wanted: Callable[[Facts], bool] = always


def named(questions: Sequence[Question], name: str) -> Question | None:
    return next((one for one in questions if one.name == name), None)


def following(questions: Sequence[Question], name: str, facts: Facts) -> Question | None:
    """The next that is wanted after the one named ("" = from the start); None when all are asked."""
    at = _place(questions, name) + 1
    return next((one for one in questions[at:] if one.wanted(facts)), None)


def before(questions: Sequence[Question], name: str, facts: Facts) -> Question | None:
    """The one that was asked before; a name that is no question's stands after them all."""
    at = _place(questions, name)
    earlier = questions if at < 0 else questions[:at]
    return next((one for one in reversed(earlier) if one.wanted(facts)), None)


def _place(questions: Sequence[Question], name: str) -> int:
    return next((at for at, one in enumerate(questions) if one.name == name), -1)
