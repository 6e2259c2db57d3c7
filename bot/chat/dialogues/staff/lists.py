"""The lists that numbers refer to: what a number meant when it was shown is what it means, however the list changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.dialogue import Known, Turn
from bot.chat.dialogues.staff.desk import remembered, turn
from bot.chat.reply import say
from bot.views.reviews import InReview

REVIEWS, QUEUE = "reviews", "queue"


@dataclass(frozen=True, slots=True)
class Meant:
    """`digest`: of the text that was shown under the number; "" where the edition was named by its ref."""

    ref: str
    digest: str = ""


def to_keep(listed: Sequence[InReview]) -> list[list[str]]:
    return [[one.ref, one.digest] for one in listed]


def edition(known: Known, written: str) -> Meant | None:
    """A number of the list shown last, or a ref. None where there is no such number."""
    if not written.isdigit():
        return Meant(written)
    shown = remembered(known).get(REVIEWS, [])
    place = int(written)
    return Meant(*shown[place - 1]) if 0 < place <= len(shown) else None


def not_listed(known: Known, which: str, again: str) -> Turn:
    """`again`: the word that lists them anew."""
    return turn(known, say(f"没有第 {which} 件。发“{again}”重新列出。"))


def delivery(known: Known, written: str) -> str:
    """The key under a number of the queue shown last; "" where there is none."""
    shown = remembered(known).get(QUEUE, [])
    if "@" in written:
        return written
    return str(shown[int(written) - 1]) if written.isdigit() and 0 < int(written) <= len(shown) else ""
