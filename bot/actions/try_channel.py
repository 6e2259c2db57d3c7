"""Try a website for real, before it is used: an item that says it is a trial goes out and is taken down again."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.actions.errors import WrongUse
from bot.actions.finding import require_channels
from bot.actions.rights import Right, require
from channels.cms.trial import Rehearses, Trial, Tried
from channels.cms.website import Website

if TYPE_CHECKING:
    from bot.app import App


def try_channel(
    app: "App", by: str, name: str, *, column: str = "", wait: timedelta, tell: Callable[[str], None] | None = None
) -> Iterator[Tried]:
    """Step by step; nothing of it is logged or counted.

    `wait`: for the site's own review. `tell` is told each request and answer. Raises CannotDo.
    """
    with app.store.read() as work:
        require(work, by, Right.TRY)
    require_channels(app, [name])
    website = app.channels[name]
    if not isinstance(website, Website):
        raise WrongUse(f"渠道 {name} 不是可以这样试的网站。")
    known = [one for one in app.columns if website.settings.has_column(one)]
    chosen = column or next(iter(known), "")
    if chosen not in known:
        raise WrongUse(f"没有栏目“{chosen}”。可用的栏目：{'、'.join(known) or '（无）'}。")
    if tell is not None:
        if not isinstance(website, Rehearses):
            raise WrongUse(f"渠道 {name} 没有映射，请求和答复不能逐条显示，请去掉 --show。")
        website = website.watched(tell)
    return Trial(website, app.files, app.clock, column=chosen, wait=wait).run()
