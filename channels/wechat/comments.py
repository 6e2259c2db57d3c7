"""Comments under articles (文章留言): for verified accounts that own the privilege.

Asked for by `msg_data_id`, which only sending an article tells, and the article's place in its send, from 0. There is
no event for a new one. Source: 留言管理.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from channels.wechat.api import Api, Reply, text
from channels.wechat.days import moment
from content.comments import Comment

# The platform takes fewer than 50.
PAGE = 49
ALREADY = 88005
UNKNOWN_TIME = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """An article: the send's `msg_data_id`, and its place in it from 0."""

    article: str
    index: int

    def of(self, **more: Any) -> dict[str, Any]:
        return {"msg_data_id": int(self.article), "index": self.index, **more}


def article_of(evidence: Mapping[str, str]) -> tuple[str, int] | None:
    """`idx` counts from 1 in receipts, comments count articles from 0."""
    article = evidence.get("msg_data_id", "")
    return (article, int(evidence.get("idx", "1")) - 1) if article.isdigit() else None


def listed(api: Api, place: Place, begin: int) -> list[Comment]:
    body = place.of(begin=begin, count=PAGE, type=0)
    told = api.call("comment/list", body).get("comment") or ()
    return [_comment(one) for one in told if text(one, "user_comment_id").isdigit()]


def elect(api: Api, place: Place, comment_id: int, *, yes: bool) -> None:
    api.call("comment/markelect" if yes else "comment/unmarkelect", place.of(user_comment_id=comment_id))


def reply_to(api: Api, place: Place, comment_id: int, words: str) -> None:
    body = place.of(user_comment_id=comment_id, content=words)
    if api.call("comment/reply/add", body, accept={ALREADY}).get("errcode"):
        take_back_reply(api, place, comment_id)
        api.call("comment/reply/add", body)


def take_back_reply(api: Api, place: Place, comment_id: int) -> None:
    api.call("comment/reply/delete", place.of(user_comment_id=comment_id))


def _comment(one: Reply) -> Comment:
    return Comment(
        comment_id=int(one["user_comment_id"]),
        text=text(one, "content"),
        at=moment(one.get("create_time")) or UNKNOWN_TIME,
        elected=str(one.get("comment_type")) == "1",
        reply=_reply(one.get("reply")),
    )


def _reply(said: Any) -> str:
    """An object in the page, a list in other clients' samples."""
    first = said[0] if isinstance(said, list) and said else said
    return text(first, "content") if isinstance(first, Mapping) else ""
