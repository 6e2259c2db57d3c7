"""Two sequences side by side: what of one is which of the other, what came in, what went."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, TypeVar

Part = TypeVar("Part")
Pair = tuple[Part | None, Part | None]
"""Before and after; None where there is none."""
Signs = Callable[[Part], Collection[Hashable]]
"""What two parts that are alike have in common."""

ALIKE = 0.35
"""Of two parts' signs, so many must be common to call one the other changed."""
MOST_PAIRS = 250_000
"""Beyond, changed parts are taken in their order: nobody reads such a comparison word by word."""
MOST_SIGNS = 30_000_000
"""Likewise, of the signs that would be held against each other: a second's work."""
LONG = 1_000
MOST_MEETINGS = 5_000_000
"""Likewise, of parts that are equal: a text of a few lines said a thousand times."""


class Change(NamedTuple):
    """`before[i:j]` became `after[k:l]`; `same` where they are equal."""

    same: bool
    i: int
    j: int
    k: int
    l: int  # noqa: E741  # the fourth of four

    @property
    def size(self) -> int:
        return max(self.j - self.i, self.l - self.k)


def aligned(
    before: Sequence[Part], after: Sequence[Part], key: Callable[[Part], Hashable], signs: Signs[Part]
) -> list[Pair[Part]]:
    """In order, each part once. Equal parts (by `key`) are pairs; so are, between them, those that are most alike."""
    pairs: list[Pair[Part]] = []
    for change in matched([key(one) for one in before], [key(one) for one in after]):
        old, new = before[change.i : change.j], after[change.k : change.l]
        if change.same:
            pairs.extend(zip(old, new, strict=True))
        else:
            alike = _most_alike(old, new, signs)
            pairs.extend(alike)
    return pairs


def changes(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Change]:
    """From one to the other, in as few pieces as read well: what stays between two larger changes goes with them."""
    found: list[Change] = []
    for change in matched(before, after):
        found.append(change)
        while len(found) >= 3 and _is_an_island(*found[-3:]):
            first, _, last = found[-3:]
            found[-3:] = [Change(same=False, i=first.i, j=last.j, k=first.k, l=last.l)]
    return found


def _is_an_island(first: Change, between: Change, last: Change) -> bool:
    return between.same and between.size <= 3 and between.size < min(first.size, last.size)


def matched(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Change]:
    """From one to the other, with everything that is the same, however short."""
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    found = [Change(same=True, i=0, j=start, k=0, l=start)] if start else []
    for tag, i, j, k, l in _opcodes(old, new):  # noqa: E741  # as in Change
        found.append(Change(same=tag == "equal", i=i + start, j=j + start, k=k + start, l=l + start))
    if end:
        found.append(Change(same=True, i=len(before) - end, j=len(before), k=len(after) - end, l=len(after)))
    return found


def _opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> Sequence[tuple[str, int, int, int, int]]:
    if _meetings(old, new) > MOST_MEETINGS:
        return [("replace", 0, len(old), 0, len(new))]
    # What stands everywhere in a long one tells nothing of where it belongs, and costs most.
    return SequenceMatcher(None, old, new, autojunk=min(len(old), len(new)) > LONG).get_opcodes()


def _meetings(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """How often a part of the one is a part of the other, but for what stands everywhere (difflib's measure)."""
    there = Counter(new)
    often = len(new) // 100 + 1 if min(len(old), len(new)) > LONG else len(new)
    return sum(there[part] for part in old if there[part] <= often)


def _shared(before: Sequence[Hashable], after: Sequence[Hashable]) -> int:
    """How many are the same at the beginning."""
    most = min(len(before), len(after))
    return next((place for place in range(most) if before[place] != after[place]), most)


def _most_alike(before: Sequence[Part], after: Sequence[Part], signs: Signs[Part]) -> list[Pair[Part]]:
    """The pairing in order whose likenesses sum up highest."""
    if len(before) * len(after) > MOST_PAIRS:
        return _in_order(before, after)
    old, new = ([frozenset(signs(one)) for one in side] for side in (before, after))
    if min(len(before) * sum(map(len, new)), len(after) * sum(map(len, old))) > MOST_SIGNS:
        return _in_order(before, after)
    likeness = _likenesses(old, new)
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for k in range(len(after) - 1, -1, -1):
            best[i][k] = max(
                best[i + 1][k], best[i][k + 1], likeness[i][k] + best[i + 1][k + 1] if likeness[i][k] else 0
            )
    return _walked(before, after, likeness, best)


def _walked(
    before: Sequence[Part], after: Sequence[Part], likeness: Sequence[Sequence[float]], best: Sequence[Sequence[float]]
) -> list[Pair[Part]]:
    pairs: list[Pair[Part]] = []
    i = k = 0
    while i < len(before) and k < len(after):
        if likeness[i][k] and best[i][k] == likeness[i][k] + best[i + 1][k + 1]:
            pairs.append((before[i], after[k]))
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            pairs.append((before[i], None))
            i += 1
        else:
            pairs.append((None, after[k]))
            k += 1
    return [*pairs, *((one, None) for one in before[i:]), *((None, one) for one in after[k:])]


def _likenesses(before: Sequence[frozenset[Hashable]], after: Sequence[frozenset[Hashable]]) -> list[list[float]]:
    """Of each with each; 0 where they are not alike."""
    return [[_likeness(old, new) for new in after] for old in before]


def _likeness(old: frozenset[Hashable], new: frozenset[Hashable]) -> float:
    both = len(old) + len(new)
    share = 2 * len(old & new) / both if both else 1.0
    return share if share >= ALIKE else 0.0


def _in_order(before: Sequence[Part], after: Sequence[Part]) -> list[Pair[Part]]:
    both = min(len(before), len(after))
    left: list[Pair[Part]] = [(one, None) for one in before[both:]]
    return [*zip(before, after, strict=False), *left, *((None, one) for one in after[both:])]
