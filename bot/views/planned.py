"""What a website would be sent, without a call."""

from typing import TYPE_CHECKING

from bot.actions.errors import WrongUse
from bot.actions.finding import require_channels
from channels import registry
from channels.channel import Clock
from channels.cms.trial import Planned, Rehearses
from channels.errors import Misconfigured

if TYPE_CHECKING:
    from bot.app import App


def planned(app: "App", name: str) -> list[Planned]:
    """Raises WrongUse."""
    require_channels(app, [name])
    channel = app.channels[name]
    if not isinstance(channel, Rehearses):
        raise WrongUse(f"渠道 {name} 没有映射，列不出请求；真的试一遍请加 --yes。")
    return channel.planned()


def of_mapping(named: str, clock: Clock) -> list[Planned]:
    """Of one that no channel uses: a file, or the name of one that is shipped. Raises WrongUse with every fault."""
    try:
        return registry.rehearsed(named, clock)
    except Misconfigured as error:
        raise WrongUse(error.says) from None
