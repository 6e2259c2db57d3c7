"""The items of the house in lists: where each is, in the staff's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.rights import known
from bot.views.channels import called
from content.delivery import Act
from content.item_state import ItemState
from content.store.item_list import Listed, Wanted
from content.writing import Listed as ListedDraft

if TYPE_CHECKING:
    from bot.app import App

PAGE = 50


@dataclass(frozen=True, slots=True)
class ItemPage:
    """`more`: there are further ones after these."""

    items: Sequence[Listed]
    more: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list of items can be narrowed to. `channels`: what staff call them, by name."""

    columns: Sequence[str]
    units: Sequence[str]
    authors: Sequence[str]
    channels: Mapping[str, str]
    years: Sequence[int]


def items(app: "App", wanted: Wanted, page: int = 1) -> ItemPage:
    """Newest first; `page` counts from 1."""
    with app.store.glance() as work:
        found = work.item_list.page(wanted, first=(page - 1) * PAGE, most=PAGE + 1)
    return ItemPage(found[:PAGE], len(found) > PAGE)


@dataclass(frozen=True, slots=True)
class DraftPage:
    """`dropped`: those that can still be taken back."""

    drafts: Sequence[ListedDraft]
    more: bool
    dropped: Sequence[ListedDraft]


def drafts(app: "App", by: str, page: int = 1, *, of_unit: bool = False) -> DraftPage:
    """Somebody's own that are still open, or those of everybody in their unit; the last saved first."""
    with app.store.glance() as work:
        unit = known(work, by).unit if of_unit else ""
        whose = {"unit": unit} if unit else {"owner": by}
        found = work.drafts.open_ones(**whose, skip=(page - 1) * PAGE, most=PAGE + 1)
        dropped = work.drafts.dropped(**whose, most=PAGE) if page == 1 else []
    return DraftPage(found[:PAGE], len(found) > PAGE, dropped)


def choices(app: "App") -> Choices:
    with app.store.glance() as work:
        people, years = work.people.all(), work.item_list.years()
    return Choices(
        columns=list(app.columns),
        units=list(dict.fromkeys(person.unit for person in people if person.unit)),
        authors=[person.name for person in people],
        channels={name: called(app, name) for name in app.channels},
        years=years,
    )


def listed(app: "App", item_id: str) -> Listed:
    """One item as lists show it. Raises KeyError."""
    with app.store.glance() as work:
        return work.item_list.of(item_id)


def state_in_words(app: "App", one: Listed) -> str:
    """With whose turn it is: 审核中（等初审）."""
    steps = app.settings.review
    if one.state is ItemState.SUBMITTED and one.step < len(steps):
        return f"{one.state.chinese}（等{steps[one.step]}）"
    if one.state is ItemState.ON_ITS_WAY and all(out.act is Act.WITHDRAW for out in one.outs if not out.is_done):
        return "撤回中"
    return one.state.chinese
