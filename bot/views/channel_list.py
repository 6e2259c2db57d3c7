"""The channels as staff see them: how each is, what is left to send with, what waits there. No secret is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import WrongUse
from bot.views.channels import NOT_SET_UP
from bot.views.going_out import end_of_day
from bot.views.outlook import ChannelLook, outlook
from bot.views.status import will_happen
from channels.channel import Quota, Records
from channels.lane import Lane
from content.delivery import OPEN, Act, State
from content.store.under_way import Pause

if TYPE_CHECKING:
    from bot.app import App

RECORDS = "只登记媒体已经刊播的，不发送"
NOT_LOOKED = "还没有检查"


@dataclass(frozen=True, slots=True)
class ChannelShown:
    """`look`: how it was at `looked_at`, when it was last looked at; None = not yet. `how`: what publishing there is.

    `numbers`: editions there by state, as far as they are not at their end. `waiting`: sends for today. `lane` is None
    for a channel that left the settings while something is under way there.
    """

    name: str
    how: str
    lane: Lane | None
    pause: Pause | None
    look: ChannelLook | None
    looked_at: datetime | None
    allowance: Sequence[Quota]
    waiting: int
    numbers: dict[State, int]

    @property
    def state(self) -> str:
        if self.lane is None:
            return NOT_SET_UP
        if self.pause:
            return "已暂停"
        return self.look.state if self.look else NOT_LOOKED

    @property
    def works(self) -> bool | None:
        """None where nobody has looked yet."""
        if self.pause or self.lane is None:
            return False
        return self.look.works if self.look else None


def channel_list(app: "App", now: datetime) -> list[ChannelShown]:
    """In the settings' order, then those that left the settings. Calls no platform."""
    seen = outlook(app, now)
    looks = {one.name: one for one in seen.channels} if seen else {}
    with app.store.read() as work:
        numbers = work.under_way.numbers(OPEN)
        waiting = work.under_way.due_until(end_of_day(now))
        pauses = work.under_way.pauses()
    names = dict.fromkeys([*app.channels, *(name for name, _ in numbers)])
    return [
        ChannelShown(
            name=name,
            how=_how(app, name),
            lane=app.lanes.get(name),
            pause=pauses.get(name),
            look=looks.get(name),
            looked_at=seen.at if seen and name in looks else None,
            allowance=app.channels[name].allowance(now) if name in app.channels else (),
            waiting=waiting.get(name, 0),
            numbers={state: number for (channel, state), number in numbers.items() if channel == name},
        )
        for name in names
    ]


def channel_shown(app: "App", name: str, now: datetime) -> ChannelShown:
    """Raises WrongUse for one that is not set up and has nothing under way."""
    found = next((one for one in channel_list(app, now) if one.name == name), None)
    if found is None:
        raise WrongUse(f"没有渠道“{name}”。已设置的渠道：{'、'.join(app.channels)}。")
    return found


def _how(app: "App", name: str) -> str:
    return RECORDS if isinstance(app.channels.get(name), Records) else will_happen(app, name, Act.PUBLISH)
