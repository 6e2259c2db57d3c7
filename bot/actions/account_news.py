"""What a platform tells about an account itself: kept for some days beside the channel. Nobody's right."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from content.problems import Problem
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App

SHOWN = timedelta(days=14)


def keep_account_news(app: "App", channel: str, says: str, now: datetime) -> None:
    """The last news only: what it says is what counts."""
    app.store.shelf.put(_place(channel), f"{says}（{day_of(now)}收到微信的通知）", now + SHOWN)


def drop_account_news(app: "App", channel: str) -> None:
    """What was wrong is right again."""
    app.store.shelf.drop(_place(channel))


def account_news(app: "App", channel: str, now: datetime) -> list[Problem]:
    says = app.store.shelf.get(_place(channel), now)
    return [Problem("account_news", "channel", says, blocks=False, where=channel)] if says else []


def _place(channel: str) -> str:
    return f"account-news:{channel}"
