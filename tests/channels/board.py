"""A notice board: the smallest platform there is, with every way a call can go wrong. For the desk's tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from channels.channel import CannotTell, Clock, Context, Found, Looked, Note, Quota, Rendition, SurelyAbsent
from channels.errors import ChannelError, Late
from content.delivery import Act, Dispatch
from content.edition import Edition
from content.problems import Problem
from content.receipt import Receipt, Standing


@dataclass
class Clocked:
    """A clock that a test turns."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def on(self, step: timedelta) -> None:
        self.now += step


@dataclass
class Board:
    """Implements `Sends`. `hung` is what the public sees: delivery key → how often it was hung up.

    `fails` are raised by the next calls of `send`, in order: before the effect, or after it where `after` is set.
    `standing` is what a fresh receipt says; `tells` overrides what `look` answers; `pages` are the addresses of the
    website's page that editions were prepared with.
    """

    clock: Clock
    name: str = "board"
    medium: str = "公告栏"
    kind: str = "board"
    capacity: int = 1
    time_limit: timedelta = timedelta(seconds=10)
    patience: timedelta = timedelta(seconds=30)
    standing: Standing = Standing.LIVE
    hung: dict[str, int] = field(default_factory=dict)
    fails: list[ChannelError | None] = field(default_factory=list)
    after: bool = False
    tells: Looked | None = None
    ill: list[Problem] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)

    def check(self, edition: Edition) -> list[Problem]:
        return []

    def prepare(self, edition: Edition, context: Context) -> Rendition:
        self.pages.append(context.page_url)
        return Rendition(edition.key(self.name), self.name, edition.item.title)

    def health(self, now: datetime) -> list[Problem]:
        return self.ill

    def allowance(self, now: datetime) -> list[Quota]:
        return []

    def send(self, dispatch: Dispatch, renditions: Sequence[Rendition], note: Note) -> list[Receipt]:
        error = self.fails.pop(0) if self.fails else None
        if error is not None and not self.after:
            raise error
        note({"pin": dispatch.token})
        if dispatch.deadline is not None and self.clock() > dispatch.deadline:
            raise Late("过了时限")
        for key in dispatch.keys:
            self.hung[key] = self.hung.get(key, 0) + (-1 if dispatch.act == Act.WITHDRAW else 1)
        if error is not None:
            raise error
        return [self._receipt(key, dispatch.act) for key in dispatch.keys]

    def look(self, dispatch: Dispatch) -> Looked:
        if self.tells is not None:
            return self.tells
        if all(self.hung.get(key) for key in dispatch.keys):
            return Found([self._receipt(key, dispatch.act) for key in dispatch.keys])
        return SurelyAbsent()

    def follow(self, receipt: Receipt) -> Receipt:
        return Receipt(receipt.key, self.standing, self.clock(), receipt.remote_id, receipt.url)

    def next_poll(self, asked: int) -> timedelta:
        return timedelta(seconds=10 * 2**asked)

    def _receipt(self, key: str, act: Act) -> Receipt:
        standing = Standing.WITHDRAWN if act == Act.WITHDRAW else self.standing
        return Receipt(key, standing, self.clock(), remote_id=key, url=f"https://board.example.cn/{key}")


CANNOT_TELL = CannotTell("请到公告栏看一看。")
