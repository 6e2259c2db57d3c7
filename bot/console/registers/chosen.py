"""Which register a page is about, for who may work in it."""

from starlette.exceptions import HTTPException

from bot.actions.registers import right_over
from bot.actions.rights import ROLES, require
from bot.console.room import Room
from bot.console.signed import Signed
from content.registers.kinds import REGISTERS
from content.registers.register import Register


def chosen(room: Room, me: Signed, name: str) -> Register:
    """By its name in the address. Raises HTTPException where there is none, NotAllowed."""
    register = REGISTERS.get(name)
    if register is None:
        raise HTTPException(404)
    with room.app.store.glance() as work:
        require(work, me.name, right_over(register))
    return register


def may_keep(me: Signed, register: Register) -> bool:
    return me.person.may(*ROLES[right_over(register)])


def roles_for(register: Register) -> str:
    return "或".join(sorted(ROLES[right_over(register)]))
