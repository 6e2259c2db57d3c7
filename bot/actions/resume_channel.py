"""Let a channel that was paused send again, once it is well."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo
from bot.actions.finding import require_channels
from bot.actions.queueing import start
from bot.actions.rights import Right, require
from content.problems import blocking

if TYPE_CHECKING:
    from bot.app import App


def resume_channel(app: "App", by: str, name: str, *, now: datetime) -> None:
    """May call the platform. Raises CannotDo, with what blocks, while the channel is not well."""
    with app.store.read() as work:
        require(work, by, Right.CHANNELS)
        require_channels(app, [name])
    if found := blocking(app.channels[name].health(now)):
        raise CannotDo("这个渠道还有问题，不能恢复：先按下面说的改好，再来恢复。", found)
    with app.store.write() as work:
        work.dispatches.lock_channel(name)
        work.dispatches.resume(name)
    start(app, name)
