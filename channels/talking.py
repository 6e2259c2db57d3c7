"""What an account can do that the public talks to: tell, fetch, keep a menu, show comments.

A channel that has these is known by `isinstance`, as with `channels.channel`. Every call has a time limit and raises
one of `channels.errors`; a message whose fate is unknown raises `Unconfirmed` and is not sent again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from content.comments import Comment
from content.problems import Problem


@dataclass(frozen=True, slots=True)
class Media:
    """What somebody sent: its bytes and the type the platform gave (`image/jpeg`)."""

    content: bytes
    type: str


@dataclass(frozen=True, slots=True)
class Button:
    """A button of the menu: it opens `url`, sends `key` into the conversation, or holds `buttons`.

    `own`: one of another kind, as the platform writes it (JSON), kept so that it can be compared and put back.
    """

    name: str
    key: str = ""
    url: str = ""
    buttons: tuple["Button", ...] = ()
    own: str = ""


@runtime_checkable
class Talks(Protocol):
    """An account that tells people things and has a menu."""

    def tell(self, visitor: str, text: str) -> None:
        """Send a message within the platform's allowance. Raises `Refused` when that is used up or the visitor left."""

    def fetch(self, media: str) -> Media:
        """What a message's media id stands for. Raises `Refused` when it has expired."""

    def check_menu(self, buttons: Sequence[Button]) -> list[Problem]:
        """Against the platform's limits. No network."""

    def menu(self) -> list[Button]:
        """What the account has; empty = none."""

    def push_menu(self, buttons: Sequence[Button]) -> None:
        """Make it the account's menu; no buttons = take it away."""

    def recognise(self, code: str) -> str:
        """The visitor behind the code that the platform's page brought back. Raises `Refused` for a stale one."""

    def recognition_url(self, back: str, state: str) -> str:
        """Where a browser inside the platform is sent to be recognised; "" where the account may not."""


@runtime_checkable
class ShowsComments(Protocol):
    """An account whose articles people may comment on, where `has_comments`.

    `place` is the article's in its send, from 0. Whatever names a comment raises `Gone` when that is no longer there,
    otherwise `Refused` with words on what is wrong.
    """

    @property
    def has_comments(self) -> bool:
        """Whether the settings say that the account has the privilege."""
        ...

    def article_of(self, evidence: Mapping[str, str]) -> tuple[str, int] | None:
        """(article, place) out of a receipt's evidence; None where the platform gave no id for it."""

    def comments(self, article: str, place: int, begin: int = 0) -> list[Comment]:
        """A page of them, from the `begin`-th; fewer than `page` = the last page."""

    @property
    def page(self) -> int: ...

    def elect(self, article: str, place: int, comment_id: int, *, yes: bool) -> None: ...

    def reply_to(self, article: str, place: int, comment_id: int, text: str) -> None:
        """Make it the reply; an earlier one is replaced, as the platform keeps one."""

    def take_back_reply(self, article: str, place: int, comment_id: int) -> None: ...
