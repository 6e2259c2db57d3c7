"""Why something a person asked for was not done, in words for them."""

from collections.abc import Sequence

from content.problems import Problem


class CannotDo(Exception):  # the words of the door: what cannot be done, not what went wrong
    """`says` is Chinese: what stands in the way and what to do now. `problems` are what must be mended first."""

    def __init__(self, says: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(says)
        self.says = says
        self.problems = tuple(problems)


class NotAllowed(CannotDo):
    """This person may not do it."""


class WrongUse(CannotDo):
    """Asked for something that does not exist or cannot be read: a name, a ref, a file, a time."""
