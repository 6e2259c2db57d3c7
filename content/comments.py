"""What people write under an article (文章留言). Who wrote it is nobody's business here, and is not kept."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Comment:
    """As the platform tells it. `comment_id` is the platform's, unique under its article; `at` when it was written.

    `elected` (精选): everybody sees it. `reply`: the account's one answer, "" = none.
    """

    comment_id: int
    text: str
    at: datetime
    elected: bool = False
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """An article as its comments are asked for: the platform's id of the send, the place in it from 0, our delivery."""

    channel: str
    article: str
    place: int
    delivery: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A comment as it is kept: staff name it by `number`. `gone`: deleted by who wrote it, or with its article."""

    number: int
    under: Place
    comment: Comment
    replied_by: str = ""
    gone: bool = False
