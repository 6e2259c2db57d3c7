"""What waits for whoever is signed in: to be written, reviewed, ordered out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.actions.rights import ROLES, SECRECY_REVIEWER, Right, publishing_roles
from bot.console import refs
from bot.console.drafts import edit_path
from bot.console.items import DRAFTS, ITEMS, NO_TITLE
from bot.console.review import QUEUE
from bot.console.sending_paths import SENDING, publish_path
from bot.console.workbench.cards import FEW, Card, Line, waited
from bot.views.review_queue import CONSENT, DEBTS, InQueue, queue
from content.item_state import ItemState
from content.people import Person
from content.review import State, Waiting
from content.store.item_list import Wanted
from content.zone import to_the_minute

if TYPE_CHECKING:
    from bot.console.room import Room

MOST = 20


def mine(room: "Room", me: Person) -> Iterator[Card]:
    """Only what this person's roles are for."""
    if me.may(*room.app.settings.review, *room.app.settings.emergency, SECRECY_REVIEWER):
        yield _reviews(room, me)
    if me.may(*publishing_roles(room.app.settings.review)):
        yield _approved(room, me)
    if me.may(*ROLES[Right.SUBMIT]):
        yield _returned(room, me)
        yield _drafts(room, me)


def _reviews(room: "Room", me: Person) -> Card:
    found = queue(room.app, me.name, most=MOST)
    return Card(
        name="reviews",
        title="等我审核",
        path=QUEUE,
        lines=[_review(room, row) for row in found.rows[:FEW]],
        count=None if found.more else len(found.rows),
    )


def _review(room: "Room", row: InQueue) -> Line:
    return Line(
        words=row.title,
        path=refs.review_path(row.ref),
        note=f"{row.unit}，{waited(row.since, room.now)}",
        badge=row.asks,
        kind="late" if row.asks in (DEBTS, CONSENT) else "",
    )


def _approved(room: "Room", me: Person) -> Card:
    with room.app.store.glance() as work:
        found, count = work.reviews.first_to_order(units=me.units, columns=me.columns, limit=FEW)
    lines = [_to_order(one) for one in found]
    return Card("approved", "已批准，等发布", SENDING, lines, count)


def _to_order(one: Waiting) -> Line:
    urgent = one.review.state is State.EMERGENCY
    return Line(one.title, publish_path(one.review.ref), one.unit, "紧急发布" if urgent else "", "late")


def _returned(room: "Room", me: Person) -> Card:
    with room.app.store.glance() as work:
        found = work.item_list.page(Wanted(state=ItemState.RETURNED, author=me.name), most=MOST)
    lines = [Line(one.title, refs.item_path(one.item_id), badge="已退回", kind="late") for one in found[:FEW]]
    count = len(found) if len(found) < MOST else None
    return Card("returned", "退回给我修改", f"{ITEMS}?state=returned&author={quote(me.name)}", lines, count)


def _drafts(room: "Room", me: Person) -> Card:
    with room.app.store.glance() as work:
        found = work.drafts.open_ones(owner=me.name, most=FEW)
    lines = [Line(one.title or NO_TITLE, edit_path(one.id), f"{to_the_minute(one.saved_at)} 保存") for one in found]
    return Card("drafts", "我的草稿", DRAFTS, lines)
