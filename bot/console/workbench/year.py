"""This year's publications, per medium and month: as a drawing, and as the table that says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from content import charts
from content.counts import Basis
from content.zone import day_of

if TYPE_CHECKING:
    from bot.console.room import Room


@dataclass(frozen=True, slots=True)
class Year:
    """`months`: medium to its twelve numbers. The drawings are "" for a year without any."""

    year: int
    sentence: str
    apart: str
    months: Mapping[str, Sequence[int]]
    per_medium: Markup
    per_month: Markup


def year(room: "Room") -> Year:
    number, media = day_of(room.now).year, room.app.settings.media
    with room.app.store.glance() as work:
        counts = work.figures.counts(number)
    return Year(
        year=number,
        sentence=counts.sentence(Basis(room.app.settings.basis), media),
        apart=counts.apart_sentence(media),
        months=charts.by_month(counts, media),
        per_medium=Markup(charts.per_medium(counts, media)),  # noqa: S704  # every word in it is escaped
        per_month=Markup(charts.per_month(counts, media)),  # noqa: S704  # likewise
    )
