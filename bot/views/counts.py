"""The year's figures in the house's basis and order of media."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.actions.errors import WrongUse
from content.counts import Basis, Counts, Figures, in_order
from content.item import Disclosure, Made
from content.log import Counted
from content.store.ledger import Filters

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class YearCounts:
    """`made_by_disclosure`: documents made in the year by 公开属性; their sum is 制作、获取政府信息总数."""

    counts: Counts
    basis: Basis
    media: tuple[str, ...]
    made_by_disclosure: Mapping[Disclosure, int]

    @property
    def sentence(self) -> str:
        return self.counts.sentence(self.basis, self.media)

    @property
    def apart_sentence(self) -> str:
        return self.counts.apart_sentence(self.media)

    @property
    def made(self) -> str:
        """Empty where no document of the year was written here."""
        total = sum(self.made_by_disclosure.values())
        parts = "，".join(f"{name}{count}件" for name, count in self.made_by_disclosure.items())
        return f"本系统登记的当年政府信息{total}件：{parts}。" if total else ""

    def split(self, by: str) -> Mapping[Any, Mapping[str, int]]:
        """Per month, column or unit, each per medium in the settings' order."""
        splits: Mapping[str, Mapping[Any, Figures]] = {
            "month": self.counts.months,
            "column": self.counts.columns,
            "unit": self.counts.units,
        }
        return {key: in_order(figures, self.media) for key, figures in splits[by].items()}

    def as_json(self) -> dict[str, Any]:
        """The shape others rely on; `total` is None where the basis has none or it is not known."""
        return {
            "year": self.counts.year,
            "basis": self.basis,
            "total": self.counts.total(self.basis),
            "distinct": self.counts.distinct,
            "media": in_order(self.counts.media, self.media),
            "apart": in_order(self.counts.apart, self.media),
            "made": {str(name): count for name, count in self.made_by_disclosure.items()},
            "sentence": self.sentence,
        }


def year_counts(app: "App", year: int) -> YearCounts:
    with app.store.read() as work:
        counts, made = work.figures.counts(year), work.items.made(year)
    return YearCounts(counts, Basis(app.settings.basis), app.settings.media, made)


def made_rows(app: "App", year: int) -> list[Made]:
    """The documents of the year that `made_by_disclosure` counts."""
    with app.store.read() as work:
        return work.items.made_rows(year)


def rows(app: "App", year: int, narrowed: Filters, *, apart: bool = False) -> list[dict[str, Any]]:
    """The log's entries that a figure is made of: publications, and what was taken back (`change` -1).

    `narrowed` to one medium, month, column, unit. Raises WrongUse for a medium that nothing can count in.
    """
    filters: Filters = {**narrowed, "year": year, "figure": Counted.APART if apart else Counted.COUNTED}
    medium = narrowed.get("medium", "")
    with app.store.read() as work:
        if medium and medium not in {*app.settings.media, *work.figures.counts(year).media}:
            raise WrongUse(f"没有载体“{medium}”；有：{'、'.join(app.settings.media)}。")
        found = work.log.entries(**filters)
        return [
            {
                "seq": entry.seq,
                "at": entry.event.at,
                "medium": entry.event.medium,
                "channel": entry.event.channel,
                "ref": entry.event.ref,
                "index_number": entry.event.index_number,
                "column": entry.event.column,
                "unit": entry.event.unit,
                "title": entry.event.title,
                "change": entry.effect.change,
            }
            for entry in found
        ]
