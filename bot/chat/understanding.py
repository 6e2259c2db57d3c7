"""What the platform's messages and events mean: somebody said something, a channel has news, or nothing for us.

Sources: 接收普通消息, 接收事件推送 and the pages of each event, as of 2026-10.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from bot.chat.crypto import NotAccepted
from bot.chat.said import Kind, Said
from bot.chat.ticket import Message
from bot.chat.xml import Content
from content.telling import MESSAGE, OTHER, PRESS

VISITOR = re.compile(r"[0-9A-Za-z_-]{1,64}")
NUMBER = re.compile(r"[0-9]{1,20}")

ACCOUNT_NEWS: Mapping[str, str] = {
    "qualification_verify_success": "资质认证成功。",
    "qualification_verify_fail": "资质认证失败：请登录公众平台查看原因。",
    "naming_verify_success": "名称认证成功。",
    "naming_verify_fail": "名称认证失败：请登录公众平台查看原因。",
    "annual_renew": "账号认证快到期：请尽快登录公众平台办理年审，过期后不能再用接口发布。",
    "verify_expired": "账号认证已过期：接口发布、群发和客服消息会被拒绝，请登录公众平台重新认证。",
}
"""Events about the account that somebody of the staff must know."""
GOOD_NEWS = frozenset({"qualification_verify_success", "naming_verify_success"})
"""Those of them after which all is well."""
WITHDRAWN_CONSENT = frozenset({"user_authorization_revoke", "user_authorization_cancellation"})
"""A user took back the consent to keep their data, or closed their WeChat account: their `OpenID` is forgotten."""


def message_of(content: Content, channel: str) -> Message | None:
    """What somebody said or did; None for an event that is nobody's word. Raises NotAccepted (400)."""
    visitor = text_of(content, "FromUserName")
    if not VISITOR.fullmatch(visitor):
        raise NotAccepted(400, "nobody is named as sender")
    type_ = text_of(content, "MsgType").lower()
    at = _moment(text_of(content, "CreateTime"))
    if type_ == "event":
        found = EVENTS.get(event_of(content), _nothing)(content, at)
    else:
        # A tap on a menu inside a message comes as text, but counts as a press.
        kind = PRESS if "bizmsgmenuid" in content else MESSAGE
        found = kind, MESSAGES.get(type_, _other)(content, at)
    if found is None:
        return None
    return Message(_key(content, channel), visitor, *found)


def event_of(content: Content) -> str:
    """The event's name in lower case: the platform's own pages write some of them either way. "" for none."""
    return text_of(content, "Event").lower() if text_of(content, "MsgType").lower() == "event" else ""


def forgotten(content: Content) -> str:
    """Whom the platform asks to forget, besides those who leave; "" for nobody."""
    return text_of(content, "OpenID") if event_of(content) in WITHDRAWN_CONSENT else ""


def text_of(content: Content, name: str) -> str:
    """An element's text without the blanks around it; "" where there is none, or more than text."""
    value = content.get(name, "")
    return value.strip() if isinstance(value, str) else ""


Reading = Callable[[Content, datetime], Said]


def _typed(content: Content, at: datetime) -> Said:
    return Said(kind=Kind.TEXT, at=at, text=text_of(content, "Content"))


def _picture(content: Content, at: datetime) -> Said:
    return Said(kind=Kind.PICTURE, at=at, media=text_of(content, "MediaId"), url=text_of(content, "PicUrl"))


def _voice(content: Content, at: datetime) -> Said:
    return Said(kind=Kind.VOICE, at=at, media=text_of(content, "MediaId"), text=text_of(content, "Recognition"))


def _video(content: Content, at: datetime) -> Said:
    return Said(kind=Kind.VIDEO, at=at, media=text_of(content, "MediaId"))


def _place(content: Content, at: datetime) -> Said:
    return Said(
        kind=Kind.PLACE,
        at=at,
        text=text_of(content, "Label"),
        latitude=_degrees(content, "Location_X"),
        longitude=_degrees(content, "Location_Y"),
    )


def _link(content: Content, at: datetime) -> Said:
    return Said(kind=Kind.LINK, at=at, text=text_of(content, "Title"), url=text_of(content, "Url"))


def _other(_: Content, at: datetime) -> Said:
    return Said(kind=Kind.OTHER, at=at)


MESSAGES: Mapping[str, Reading] = {
    "text": _typed,
    "image": _picture,
    "voice": _voice,
    "video": _video,
    "shortvideo": _video,
    "location": _place,
    "link": _link,
}

Event = Callable[[Content, datetime], tuple[str, Said] | None]


def _pressed(content: Content, at: datetime) -> tuple[str, Said]:
    return PRESS, Said(kind=Kind.PRESSED, at=at, text=text_of(content, "EventKey"))


def _scanned(content: Content, at: datetime) -> tuple[str, Said]:
    scan = content.get("ScanCodeInfo")
    result = text_of(scan, "ScanResult") if isinstance(scan, Mapping) else ""
    return PRESS, Said(kind=Kind.SCANNED, at=at, text=text_of(content, "EventKey"), url=result)


def _followed(content: Content, at: datetime) -> tuple[str, Said]:
    return PRESS, Said(kind=Kind.FOLLOWED, at=at, text=text_of(content, "EventKey").removeprefix("qrscene_"))


def _left(_: Content, at: datetime) -> tuple[str, Said]:
    return OTHER, Said(kind=Kind.LEFT, at=at)


def _nothing(_: Content, _at: datetime) -> None:
    """Asks for no answer: a page opened from the menu, a picture that comes as a message next, news of a send."""


EVENTS: Mapping[str, Event] = {
    "click": _pressed,
    "scan": _scanned,
    "scancode_waitmsg": _scanned,
    "subscribe": _followed,
    "unsubscribe": _left,
}


def _key(content: Content, channel: str) -> str:
    """Source: 消息排重. Two events of one visitor may share a second: their names and keys tell them apart."""
    number = text_of(content, "MsgId")
    if NUMBER.fullmatch(number):
        return f"{channel}:{number}"
    named = "\n".join(text_of(content, name) for name in ("FromUserName", "CreateTime", "Event", "EventKey"))
    return f"{channel}:{hashlib.sha256(named.encode()).hexdigest()[:32]}"


def _moment(seconds: str) -> datetime:
    """The start of time for what is no moment: nothing is decided by it."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def _degrees(content: Content, name: str) -> float | None:
    try:
        value = float(text_of(content, name))
    except ValueError:
        return None
    return value if abs(value) <= 180 else None
