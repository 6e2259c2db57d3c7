"""Look after everything once, here and now: what is due, what was begun or held, channels that are well again."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.actions.drafts import clear_closed
from bot.actions.fetch_letter_files import fetch_letter_files
from bot.actions.forget_letters import forget_old
from bot.actions.identity import drop_old_identity
from bot.actions.look_at_pages import look_at_pages
from bot.actions.read_comments import read_comments
from bot.actions.sweep_waiting import sweep_waiting
from bot.actions.tell import look_after, tell_due
from channels.channel import Repairs
from channels.errors import ChannelError

if TYPE_CHECKING:
    from bot.app import App

LONGEST = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Tidied:
    """`resumed` channels that run again, those `paused` in the end and why, `repaired` files per channel.

    `faults`: what could not be done, in words.
    """

    resumed: tuple[str, ...]
    paused: dict[str, str]
    repaired: dict[str, int]
    faults: tuple[str, ...]


def tidy(app: "App", longest: timedelta = LONGEST) -> Tidied:
    """Nobody's right: it only finishes what was ordered. Runs the jobs itself, whether something serves or not."""
    look_after(app)
    read_comments(app)
    tell_due(app)
    fetch_letter_files(app)
    forget_old(app, app.clock())
    drop_old_identity(app, app.clock())
    clear_closed(app, app.clock())
    sweep_waiting(app.files, app.clock())
    resumed = app.desk.resume_healthy()
    repaired: dict[str, int] = {}
    faults = []
    for name, channel in app.channels.items():
        if isinstance(channel, Repairs):
            try:
                repaired[name] = channel.rebuild()
            except ChannelError as error:
                faults.append(f"{name}：{error.says}")
    if not _run_all(app, longest):
        faults.append("到时间还有没处理完的发送，稍后再运行一次。")
    look_at_pages(app)
    # Its health may be good and the first call refused all the same: then it is paused once more.
    with app.store.read() as work:
        stopped = {name: why for name in app.desk.channels if (why := work.dispatches.paused(name)) is not None}
    return Tidied(tuple(name for name in resumed if name not in stopped), stopped, repaired, tuple(faults))


def _run_all(app: "App", longest: timedelta) -> bool:
    """What was running when nothing more was ready may, once done, have made something ready: so look again."""
    while not _is_quiet(app):
        if not app.engine.run_until(lambda: _is_quiet(app), longest):
            return False
    return True


def _is_quiet(app: "App") -> bool:
    return not any(app.desk.to_ask(channel) or app.desk.next_ready(channel) for channel in app.desk.channels)
