"""What the pages of sending offer to whom: by the same rights that the actions ask for."""

from bot.actions.rights import ROLES, Right, publishing_roles
from bot.console.room import Room
from bot.console.signed import Signed
from content.item import Item


def may_publish(room: Room, me: Signed, item: Item | None = None) -> bool:
    """Order out, correct, withdraw, cancel, line up: this item, or any."""
    covered = item is None or me.person.covers(item.unit, item.column)
    return covered and me.person.may(*publishing_roles(room.app.settings.review))


def may_write(me: Signed, item: Item) -> bool:
    """Make a new edition of it."""
    return me.person.covers(item.unit, item.column) and me.person.may(*ROLES[Right.SUBMIT])


def may_settle(me: Signed, item: Item | None = None) -> bool:
    """Answer for what nobody knows to be out."""
    covered = item is None or me.person.covers(item.unit, item.column)
    return covered and me.person.may(*ROLES[Right.SETTLE])


def may_resume(me: Signed) -> bool:
    return me.person.may(*ROLES[Right.CHANNELS])
