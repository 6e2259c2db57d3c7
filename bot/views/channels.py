"""The channels: whether they work, what is left of their allowances, what an edition will look like there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.account_news import account_news
from bot.actions.finding import edition_of, require_channels
from channels.channel import BUSY, UNREACHABLE, Channel, Context, Quota, Rendition
from channels.lane import page_before
from channels.naming import NamesSite
from content.problems import Problem, blocking

if TYPE_CHECKING:
    from bot.app import App


WELL = "正常"
FAILING = {UNREACHABLE: "现在连不上", BUSY: "现在用不了"}
NOT_SET_UP = "设置里已没有这个渠道"


@dataclass(frozen=True, slots=True)
class Health:
    """`paused`: why nothing is sent, empty while it runs."""

    name: str
    kind: str
    medium: str
    paused: str
    problems: Sequence[Problem]
    allowance: Sequence[Quota]

    @property
    def state(self) -> str:
        """In words for staff; WELL where nothing keeps it from working, whatever it is advised."""
        if self.paused:
            return f"已暂停，{self.paused}"
        if blocking(self.problems):
            return "有问题"
        return next((FAILING[problem.code] for problem in self.problems if problem.code in FAILING), WELL)


def listed(app: "App", names: Sequence[str] = ()) -> list[Channel]:
    """The channels named, all when none is. Raises WrongUse."""
    require_channels(app, names)
    return [app.channels[name] for name in names or app.channels]


def as_stored(app: "App", stored: str) -> str:
    """A channel's name, or a delivery's key, as written down; with a word where the channel left the settings."""
    there = stored.rpartition("@")[2] in app.channels
    return stored if there else f"{stored}（{NOT_SET_UP}）"


def called(app: "App", name: str, medium: str = "") -> str:
    """What staff call a channel: its medium; only where another is of the same one, also which it is.

    `medium`: what was written down of one that may have left the settings.
    """
    if name not in app.channels:
        return f"{medium}（{name}）" if medium else as_stored(app, name)
    medium = app.channels[name].medium
    same = [one for one in app.channels.values() if one.medium == medium]
    if len(same) == 1:
        return medium
    own = _site_name(app.channels[name])
    is_clear = own not in medium and sum(_site_name(one) == own for one in same) == 1
    return f"{medium}（{own if is_clear else name}）"


def _site_name(channel: Channel) -> str:
    return channel.site_name if isinstance(channel, NamesSite) else ""


def paused(app: "App", names: Sequence[str]) -> dict[str, str]:
    """Those of the channels that are paused, and why."""
    with app.store.read() as work:
        return {name: pause.says for name, pause in work.under_way.pauses().items() if name in names}


def health(app: "App", channel: Channel, now: datetime) -> Health:
    """May call the platform, with a time limit."""
    with app.store.read() as work:
        paused = work.dispatches.paused(channel.name) or ""
    problems = [*channel.health(now), *account_news(app, channel.name, now)]
    return Health(channel.name, channel.kind, channel.medium, paused, problems, channel.allowance(now))


def preview(app: "App", name: str, ref: str) -> Rendition:
    """Exactly what will be sent."""
    (channel,) = listed(app, [name])
    with app.store.read() as work:
        edition = edition_of(work, ref)
        page_url = page_before(work, app.lanes[name], edition.item_id)
    return channel.prepare(edition, Context(page_url=page_url))
