"""The figures of a year from the log: per medium, month, column and unit, in three bases (统计口径)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Figures = Mapping[str, int]
"""Medium to number."""


class Basis(StrEnum):
    """How the yearly total is made; all three are always computed, the settings choose which is printed."""

    ADDED = "added"
    ONCE = "once"
    APART = "apart"

    @property
    def says(self) -> str:
        return BASIS_WORDS[self]


BASIS_WORDS: Mapping[Basis, str] = {
    Basis.ADDED: "各载体分别计数后相加",
    Basis.ONCE: "同一信息在不同载体公开的只计1条",
    Basis.APART: "各载体分别计数，不合计",
}
UNKNOWN = "不详"


@dataclass(frozen=True, slots=True)
class Counts:
    """One year. `media` counts publications (计入) per medium, `apart` those counted apart (另计), never mixed.

    `months` (1 to 12), `columns` and `units` give the same publications split, each per medium. `distinct` is the
    number of different items; None (不详) where a counted row names neither an item nor an index number.
    """

    year: int
    media: Figures = field(default_factory=dict)
    apart: Figures = field(default_factory=dict)
    months: Mapping[int, Figures] = field(default_factory=dict)
    columns: Mapping[str, Figures] = field(default_factory=dict)
    units: Mapping[str, Figures] = field(default_factory=dict)
    distinct: int | None = 0

    @property
    def added(self) -> int:
        """Sum over the media."""
        return sum(self.media.values())

    def total(self, basis: Basis) -> int | None:
        """None: no total in this basis, or one that is not known."""
        return {Basis.ADDED: self.added, Basis.ONCE: self.distinct, Basis.APART: None}[basis]

    def sentence(self, basis: Basis, media: Sequence[str] = ()) -> str:
        """The report's sentence, with the basis it was made on; a medium with nothing is left out.

        `media` is the settings' order. Source of the wording: 2020 report of a high-tech zone (791 = 629 + 102 + 60).
        """
        parts = "；".join(f"通过{medium}公开信息{count}条" for medium, count in in_order(self.media, media).items())
        return f"{self._total_words(basis, parts)}（统计口径：{basis.says}。）"

    def apart_sentence(self, media: Sequence[str] = ()) -> str:
        """What is counted apart, in words; empty where there is none."""
        parts = "；".join(f"{medium}{count}条" for medium, count in in_order(self.apart, media).items())
        return f"另计（不计入主动公开政府信息数）：{parts}。" if parts else ""

    def _total_words(self, basis: Basis, parts: str) -> str:
        if basis is Basis.APART:
            return f"主动公开政府信息：{parts}。" if parts else "没有主动公开政府信息。"
        total = self.total(basis)
        words = f"主动公开政府信息数总计{f'{total}条' if total is not None else UNKNOWN}。"
        return f"{words}其中，{parts}。" if parts else words


def in_order(figures: Figures, media: Sequence[str]) -> dict[str, int]:
    """Without the zeros; in the settings' order, media the settings no longer name after them."""
    named = [medium for medium in media if figures.get(medium)]
    others = sorted(medium for medium, count in figures.items() if count and medium not in named)
    return {medium: figures[medium] for medium in (*named, *others)}
