"""Why something a person asked for was not done, in words for them."""

from collections.abc import Sequence

from content.problems import InWords, Problem


class CannotDo(InWords):
    """`problems` are what must be mended first."""

    def __init__(self, says: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(says)
        self.problems = tuple(problems)


class NotAllowed(CannotDo):
    """This person may not do it."""


class WrongUse(CannotDo):
    """Asked for something that does not exist or cannot be read: a name, a ref, a file, a time."""
