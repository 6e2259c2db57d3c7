"""How far things are, item by item: where each is in review, and on every channel what it waits for."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.finding import edition_of, item_id_of
from bot.views.channels import as_stored
from bot.views.reviews import InReview, in_review
from bot.views.status import deliveries, titles, where, words
from bot.views.waits import waits
from content.delivery import OPEN, Delivery

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class OneProgress:
    """`lines`: its review, then one per channel."""

    ref: str
    title: str
    lines: tuple[str, ...]


def progress(app: "App", name: str, named: str, now: datetime) -> list[OneProgress]:
    """Of an item or an edition; where none is `named`, of all that is not finished and was written by this person."""
    reviews, found = _named(app, named) if named else _own(app, name)
    why = waits(app, found, now)
    told: dict[str, list[str]] = {one.ref: [f"{one.state.chinese}，等{one.waits_for}"] for one in reviews}
    for one in found:
        line = f"{as_stored(app, one.channel)}：{words(one)} {where(one, why)}".rstrip()
        told.setdefault(one.ref, []).append(line)
    named_as = {one.ref: one.title for one in reviews} | titles(app, found)
    return [OneProgress(ref, named_as[ref], tuple(lines)) for ref, lines in told.items()]


def _named(app: "App", named: str) -> tuple[list[InReview], list[Delivery]]:
    with app.store.read() as work:
        item_id = item_id_of(work, named)
    which = named.strip() if "." in named else item_id
    return in_review(app, which), deliveries(app, [which])


def _own(app: "App", name: str) -> tuple[list[InReview], list[Delivery]]:
    unfinished = deliveries(app, (), tuple(OPEN))
    with app.store.read() as work:
        by = {ref: edition_of(work, ref).made_by for ref in {one.ref for one in unfinished}}
    return [one for one in in_review(app) if one.author == name], [one for one in unfinished if by[one.ref] == name]
