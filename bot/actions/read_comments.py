"""Read the comments under what is out, ever more seldom, and tell staff of new ones. Nobody's right: it only looks.

A platform has no event for a new comment and counts the questions, so: every five minutes in the first day, every hour
in the first week, every day in the first month, and then no more.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.actions.rights import Right, those_who_may
from channels.errors import ChannelError, Gone, Misconfigured, TryLater
from channels.talking import ShowsComments
from content.comments import Comment, Place
from content.delivery import Delivery
from content.notices import State
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App

DAY = timedelta(days=1)
EVERY = ((DAY, timedelta(minutes=5)), (7 * DAY, timedelta(hours=1)), (30 * DAY, DAY))
"""(Up to which age of the article, how often)."""
OLDEST = EVERY[-1][0]
REST, REST_OF_TROUBLE = timedelta(minutes=10), timedelta(hours=1)
MOST_PAGES = 20
"""Of one article at a time; what lies behind is read no more, and not taken for gone."""


def read_comments(app: "App") -> int:
    """How many new ones came in. Never raises what a channel raises: that is kept for who asks (see `trouble`)."""
    channels = asked(app)
    if not channels:
        return 0
    with app.store.read() as work:
        articles = work.comments.articles(channels, app.clock() - OLDEST)
    return sum(_read(app, delivery) for delivery in articles)


def asked(app: "App") -> list[str]:
    """The channels whose comments are read."""
    talkative = {name: channel for name, channel in app.channels.items() if isinstance(channel, ShowsComments)}
    return [name for name, channel in talkative.items() if channel.has_comments]


def trouble(app: "App", channel: str) -> str:
    """Why the channel's comments are not read at the moment, in words; "" while they are."""
    return app.store.shelf.get(_rest_key(channel), app.clock()) or ""


def _read(app: "App", delivery: Delivery) -> int:
    channel: object = app.channels[delivery.channel]
    where = channel.article_of(delivery.evidence) if isinstance(channel, ShowsComments) else None
    if not isinstance(channel, ShowsComments) or where is None or not _is_turn(app, delivery):
        return 0
    under = Place(delivery.channel, *where, delivery.key)
    try:
        found, whole = _pages(channel, under)
    except Gone:
        found, whole = [], True
    except ChannelError as error:
        _rest(app, delivery.channel, error)
        return 0
    with app.store.write() as work:
        new = work.comments.take(under, found, whole=whole)
        if new:
            _tell(work, delivery, new, app.clock())
    return new


def _is_turn(app: "App", delivery: Delivery) -> bool:
    """Whether it is time to ask, and nobody else does."""
    now, shelf, key = app.clock(), app.store.shelf, f"comments:{delivery.key}"
    if trouble(app, delivery.channel) or shelf.get(key, now) is not None:
        return False
    every = next((every for age, every in EVERY if now - delivery.since < age), DAY)
    return shelf.swap(key, None, "-", until=now + every, now=now)


def _pages(channel: ShowsComments, under: Place) -> tuple[Sequence[Comment], bool]:
    """All there are, each once: new ones may come in while one reads. And whether that is all."""
    found: dict[int, Comment] = {}
    for page in range(MOST_PAGES):
        listed = channel.comments(under.article, under.place, page * channel.page)
        found |= {one.comment_id: one for one in listed}
        if len(listed) < channel.page:
            return list(found.values()), True
    return list(found.values()), False


def _rest(app: "App", channel: str, error: ChannelError) -> None:
    now = app.clock()
    wait = REST_OF_TROUBLE if isinstance(error, Misconfigured) else REST
    if isinstance(error, TryLater):
        wait = max(wait, error.wait)
    app.store.shelf.put(_rest_key(channel), error.says, now + wait)


def _rest_key(channel: str) -> str:
    return f"comments-rest:{channel}"


def _tell(work: Work, delivery: Delivery, new: int, now: datetime) -> None:
    """One word per article as long as it was not sent: nobody wants twenty."""
    about = f"comments:{delivery.item_id}"
    if any(notice.state is State.DUE for notice in work.notices.about(about)):
        return
    title = work.items.edition(delivery.item_id, delivery.number).item.title
    text = f"《{title}》有 {new} 条新留言，请在工作台的“文章留言”里查看、回复。"
    for name in those_who_may(work, Right.COMMENTS):
        work.notices.tell(name, text, about=about, now=now)
