"""Customer messages (客服消息): within what a follower opened, and not beyond.

Source: 发送客服消息, as of 2026-10: five in the 48 hours after a message, three in the minute after a press, a scan or
a follow. Which of several open ones is counted down is not said; here every one is.
"""

from typing import Any

from channels.wechat.sandbox import followers
from channels.wechat.sandbox.asked import Asked, Refusal
from channels.wechat.sandbox.drafts import OK
from channels.wechat.sandbox.state import State

MOST_BYTES = 2048
EXCHANGE_SECONDS = 30
TYPING_SECONDS = 15
MEDIA = frozenset({"image", "voice", "video", "music", "mpnews"})
OTHERS = frozenset({"mpnewsarticle", "msgmenu", "miniprogrampage", "wxcard"})


def send(state: State, asked: Asked) -> dict[str, Any]:
    body = asked.body()
    openid, kind = str(body.get("touser", "")), str(body.get("msgtype", ""))
    line = _line(state, kind, body.get(kind))
    _permit(state, openid, asked.now)
    followers.use(state, openid, asked.now)
    followers.write_line(state, openid, followers.ACCOUNT, {**line, "way": "customer"}, now=asked.now)
    return dict(OK)


def typing(state: State, asked: Asked) -> dict[str, Any]:
    body = asked.body()
    openid, command = str(body.get("touser", "")), body.get("command")
    if command not in {"Typing", "CancelTyping"}:
        raise Refusal(45072)
    if not any(asked.now - line["at"] < EXCHANGE_SECONDS for line in followers.chat(state, openid)):
        raise Refusal(45080)
    since = state.get("typing", openid)
    if command == "Typing" and since is not None and asked.now - since < TYPING_SECONDS:
        raise Refusal(45081)
    state.put("typing", openid, asked.now if command == "Typing" else 0, asked.now)
    return dict(OK)


def _permit(state: State, openid: str, now: float) -> None:
    kept = followers.get(state, openid)
    if kept is None:
        raise Refusal(40003)
    if not kept["followed"]:
        raise Refusal(45015)
    if kept["refuses"]:
        raise Refusal(48002)
    left = followers.allowance(state, openid, now)
    if left.until == 0:
        raise Refusal(45015)
    if left.left < 1:
        raise Refusal(45047)


def _line(state: State, kind: str, content: Any) -> dict[str, Any]:
    """What the follower will see. Raises Refusal for what the platform does not take."""
    if kind not in {"text", "news"} | MEDIA | OTHERS:
        raise Refusal(40008)
    if not isinstance(content, dict):
        raise Refusal(47001)
    if kind == "text":
        words = str(content.get("content", ""))
        if not words.strip():
            raise Refusal(44004)
        if len(words.encode()) > MOST_BYTES:
            raise Refusal(45002)
        return {"type": "text", "text": words}
    if kind == "news":
        articles = content.get("articles") or []
        if len(articles) != 1:
            raise Refusal(45008)
        return {"type": "news", "articles": articles}
    media_id = str(content.get("media_id", ""))
    if kind in MEDIA and state.get("temporary", media_id) is None and state.get("material", media_id) is None:
        raise Refusal(40007)
    return {"type": kind, "content": content}
