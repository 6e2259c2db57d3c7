"""What staff must fix or look at: data, not an exception. And the exceptions that speak to them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found wrong.

    `code` is stable and English (`missing_field`, `wrong_word`, …); `says` is Chinese, for staff, and
    tells what to do. `field` is the name of the item's field (`title`, `body`, `attachments`, …), `where`
    narrows it down (a file's name, a line, a channel), `quote` is the text that is meant.
    """

    code: str
    field: str
    says: str
    blocks: bool
    quote: str = ""
    where: str = ""

    @property
    def key(self) -> str:
        """Names this finding when a warning is accepted with a reason: same words, same key."""
        return f"{self.code}:{self.field}:{self.quote}"

    def at(self, where: str) -> "Problem":
        return replace(self, where=where)


class InWords(Exception):
    """`says` is Chinese, for whoever asked: what stands in the way, and what to do now."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


def blocking(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.blocks]


def blocking_first(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: not problem.blocks)


def warnings(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if not problem.blocks]
