"""The door's answer to a push, as strictly as the platform takes it: what it cannot read, the follower sees as a fault.

Source: 被动回复用户消息. The limit of a text is nowhere on that page; 2047 bytes is the least that was reported.
"""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from channels.wechat.sandbox import sealing
from channels.wechat.sandbox.events import ACCOUNT

TEXT_BYTES = 2047
SILENT = frozenset({b"", b"success"})
# Such a push is answered with one article at most; others with eight. What is more is cut off.
ONE_ARTICLE = frozenset({"text", "image", "voice", "video", "shortvideo", "location", "link"})
MOST_ARTICLES = 8
NEEDED = {
    "text": ("Content",),
    "image": ("Image/MediaId",),
    "voice": ("Voice/MediaId",),
    "video": ("Video/MediaId",),
    "music": ("Music/ThumbMediaId",),
    "news": ("ArticleCount", "Articles/item/Title"),
    "transfer_customer_service": (),
}


class BadReply(ValueError):
    """In words, for whoever looks after the door."""


def read(content: bytes, told: Mapping[str, Any], config: Mapping[str, Any]) -> dict[str, Any] | None:
    """What the follower sees; None for silence. Raises BadReply."""
    if content.strip() in SILENT:
        return None
    reply = _parsed(content)
    sealed = reply.findtext("Encrypt")
    if sealed is None and config["callback_mode"] == "safe":
        raise BadReply("安全模式下的回复没有加密")
    if sealed is not None:
        reply = _parsed(_unsealed(reply, sealed, config).encode())
    if reply.findtext("ToUserName") != told["FromUserName"] or reply.findtext("FromUserName") != ACCOUNT:
        raise BadReply("收发人不对")
    if not (reply.findtext("CreateTime") or "").isdigit():
        raise BadReply("CreateTime 不是整数")
    return _shown(reply, str(told["MsgType"]))


def _parsed(content: bytes) -> Element:
    try:
        root: Element = fromstring(content.decode(), forbid_dtd=True)
    except (ParseError, ValueError):
        raise BadReply("不是 XML") from None
    if root.tag != "xml":
        raise BadReply("XML 的根不是 xml")
    return root


def _unsealed(reply: Element, sealed: str, config: Mapping[str, Any]) -> str:
    if config["callback_mode"] == "plain":
        raise BadReply("明文模式下的回复加了密")
    timestamp, nonce = reply.findtext("TimeStamp") or "", reply.findtext("Nonce") or ""
    if reply.findtext("MsgSignature") != sealing.signature(config["callback_token"], timestamp, nonce, sealed):
        raise BadReply("回复的签名不对")
    try:
        return sealing.unseal(sealed, config["callback_aes_key"], config["app_id"])
    except ValueError as error:
        raise BadReply(f"回复解不开：{error}") from None


def _shown(reply: Element, told: str) -> dict[str, Any]:
    kind = reply.findtext("MsgType") or ""
    if kind not in NEEDED:
        raise BadReply(f"没有 {kind or '（空）'} 这种回复")
    if missing := [name for name in NEEDED[kind] if not (reply.findtext(name) or "").strip()]:
        raise BadReply(f"回复缺少 {missing[0]}")
    if kind == "text":
        words = reply.findtext("Content") or ""
        if len(words.encode()) > TEXT_BYTES:
            raise BadReply(f"文字超过 {TEXT_BYTES} 个字节")
        return {"type": "text", "text": words}
    if kind == "news":
        items = [{part.tag: part.text or "" for part in item} for item in reply.findall("Articles/item")]
        return {"type": "news", "articles": items[: 1 if told in ONE_ARTICLE else MOST_ARTICLES]}
    return {"type": kind, "media": next((reply.findtext(name) or "" for name in NEEDED[kind]), "")}
