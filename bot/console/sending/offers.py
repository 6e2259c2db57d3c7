"""What the pages of sending offer to whom: the same rights that the actions ask for."""

from bot.actions.rights import ROLES, Right, publishing_roles
from bot.console.room import Room
from bot.console.signed import Signed


def may_publish(room: Room, me: Signed) -> bool:
    """Order out, correct, withdraw, cancel, line up."""
    return me.person.may(*publishing_roles(room.app.settings.review))


def may_settle(me: Signed) -> bool:
    """Answer for what nobody knows to be out."""
    return me.person.may(*ROLES[Right.SETTLE])


def may_resume(me: Signed) -> bool:
    return me.person.may(*ROLES[Right.CHANNELS])
