"""Numbering from the oldest, so that what was written once is never written again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pager:
    """Splits places 1, 2, 3, … into parts 1, 2, 3, … of `size`.

    All parts but the last are closed: part k holds places (k-1)*size+1 … k*size for ever. The last one is open: it
    holds at least `size` places (if there are as many) and fewer than twice that, so that "the newest" is never a
    page with one line on it.
    """

    size: int

    def open_part(self, last: int) -> int:
        """The number of the open part when `last` places were given."""
        return max(0, (last - self.size) // self.size) + 1

    def part_of(self, place: int, last: int) -> int:
        return min((place - 1) // self.size + 1, self.open_part(last))

    def span(self, part: int, last: int) -> tuple[int, int]:
        """First and last place of a part, both included."""
        first = (part - 1) * self.size + 1
        return first, (last if part == self.open_part(last) else part * self.size)

    def touched_by(self, place: int, last: int) -> set[int]:
        """The parts that change when the page at `place` does; a new last page may close one and open another."""
        parts = {self.part_of(place, last)}
        if place == last and last > 1:
            parts.add(self.open_part(last - 1))
        return parts
