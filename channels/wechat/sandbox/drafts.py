"""The draft box."""

import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from channels.wechat.sandbox.asked import Asked, Refusal, span
from channels.wechat.sandbox.rewriting import is_forbidden, rewritten
from channels.wechat.sandbox.state import State

FIELDS = frozenset(
    [
        "article_type",
        "title",
        "author",
        "digest",
        "content",
        "content_source_url",
        "thumb_media_id",
        "need_open_comment",
        "only_fans_can_comment",
        "pic_crop_235_1",
        "pic_crop_1_1",
        "image_info",
        "cover_info",
        "product_info",
        "show_cover_pic",
    ]
)
OK = {"errcode": 0, "errmsg": "ok"}


def add(state: State, asked: Asked) -> dict[str, Any]:
    """Answers a media_id and no errcode."""
    articles = asked.body().get("articles")
    if not isinstance(articles, list) or not articles:
        raise Refusal(44002, "empty news data")
    if len(articles) > 8:
        raise Refusal(45008)
    number = state.count("drafts")
    kept = [_checked(state, asked, article, alone=len(articles) == 1) for article in articles]
    media_id = f"{hashlib.sha256(f'{number}:{asked.now}'.encode()).hexdigest()[:40]}_{number}"
    state.put("draft", media_id, {"articles": kept, "update_time": int(asked.now)}, number)
    return {"media_id": media_id}


def update(state: State, asked: Asked) -> dict[str, Any]:
    """One article, whole: a sparse one is refused as if the media_id were wrong."""
    body = asked.body()
    draft = _existing(state, body)
    index, article = body.get("index", 0), body.get("articles")
    if not isinstance(article, dict) or not {"title", "content", "thumb_media_id"} <= set(article):
        raise Refusal(40007)
    if not isinstance(index, int) or not 0 <= index < len(draft["articles"]):
        raise Refusal(40114)
    draft["articles"][index] = _checked(state, asked, article, alone=len(draft["articles"]) == 1)
    draft["update_time"] = int(asked.now)
    state.put("draft", str(body["media_id"]), draft, state.count("drafts"))
    return dict(OK)


def get(state: State, asked: Asked) -> dict[str, Any]:
    draft = _existing(state, asked.body())
    return {"news_item": [_given(article, asked.base) for article in draft["articles"]]}


def batchget(state: State, asked: Asked) -> dict[str, Any]:
    body = asked.body()
    offset, count = span(body)
    items = [
        {
            "media_id": media_id,
            "content": {"news_item": given_list(draft["articles"], asked.base, short=bool(body.get("no_content")))},
            "update_time": draft["update_time"],
        }
        for media_id, draft, _ in state.newest("draft", offset, count)
    ]
    return {"total_count": state.how_many("draft"), "item_count": len(items), "item": items}


def count(state: State, _asked: Asked) -> dict[str, Any]:
    return {"total_count": state.how_many("draft")}


def delete(state: State, asked: Asked) -> dict[str, Any]:
    body = asked.body()
    _existing(state, body)
    state.drop("draft", str(body["media_id"]))
    return dict(OK)


def given_list(articles: list[dict[str, Any]], base: str, *, short: bool) -> list[dict[str, Any]]:
    given = [_given(article, base) for article in articles]
    return [{name: value for name, value in article.items() if not (short and name == "content")} for article in given]


def _given(article: Mapping[str, Any], base: str) -> dict[str, Any]:
    return {"url": f"{base}/s/preview", **article}


def _existing(state: State, body: Mapping[str, Any]) -> dict[str, Any]:
    draft = state.get("draft", str(body.get("media_id", "")))
    if draft is None:
        raise Refusal(40007)
    found: dict[str, Any] = draft
    return found


def _checked(state: State, asked: Asked, article: Any, *, alone: bool) -> dict[str, Any]:
    if not isinstance(article, dict) or not set(article) <= FIELDS:
        raise Refusal(47001)
    for fault in (_wrong_texts(article), _wrong_address(article), _wrong_rest(state, article)):
        if fault:
            raise Refusal(fault)
    content = str(article["content"])
    return {
        "title": article["title"],
        "author": article.get("author", ""),
        "digest": (article.get("digest") or _beginning(content)) if alone else "",
        "content": rewritten(content, base=asked.base, verified=bool(state.config["verified"])),
        "content_source_url": article.get("content_source_url", ""),
        "thumb_media_id": article["thumb_media_id"],
        "thumb_url": state.get("material", article["thumb_media_id"])["url"],
        "show_cover_pic": 0,
        "need_open_comment": article.get("need_open_comment", 0),
        "only_fans_can_comment": article.get("only_fans_can_comment", 0),
    }


def _wrong_texts(article: Mapping[str, Any]) -> int:
    title, content = str(article.get("title", "")), str(article.get("content", ""))
    if not title or len(title) > 32:
        return 45003
    if len(str(article.get("author", ""))) > 16:
        return 45110
    if len(str(article.get("digest", ""))) > 120:
        return 45004
    if not content.strip():
        return 44004
    if len(content) >= 20_000 or len(content.encode()) >= 1_000_000:
        return 45002
    return 45166 if is_forbidden(content) else 0


def _wrong_address(article: Mapping[str, Any]) -> int:
    address = str(article.get("content_source_url", ""))
    if not address:
        return 0
    if len(address.encode()) > 1024:
        return 45005
    parts = urlsplit(address)
    host = parts.hostname or ""
    public = parts.scheme in {"http", "https"} and "." in host and not host.startswith(("127.", "10.", "192.168."))
    return 0 if public else 41039


def _wrong_rest(state: State, article: Mapping[str, Any]) -> int:
    if article.get("article_type", "news") != "news":
        return 40035
    material = state.get("material", str(article.get("thumb_media_id", "")))
    if material is None:
        return 40007
    return 88000 if article.get("need_open_comment") and not state.config["comments"] else 0


def _beginning(content: str) -> str:
    """The first 54 characters of the text."""
    text, inside = [], False
    for sign in content:
        inside = sign == "<" or (inside and sign != ">")
        if not inside and sign != ">":
            text.append(sign)
    return "".join("".join(text).split())[:54]
