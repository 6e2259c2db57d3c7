"""Callbacks that somebody tampered with: signed messages of every kind, changed where it hurts."""

import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from tests.bot.chat.follower import Follower, to_xml

Knock = tuple[str, bytes]
"""The query as it stands in the address, and the body."""
KINDS: list[dict[str, Any]] = [
    {"MsgType": "text", "Content": "开放时间"},
    {"MsgType": "image", "MediaId": "m1", "PicUrl": "http://mmbiz.qpic.cn/1"},
    {"MsgType": "location", "Location_X": "34.7", "Location_Y": "113.6", "Label": "示范路"},
    {"MsgType": "event", "Event": "CLICK", "EventKey": "留言"},
    {"MsgType": "event", "Event": "subscribe", "EventKey": "qrscene_1"},
    {"MsgType": "event", "Event": "unsubscribe"},
    {"MsgType": "event", "Event": "PUBLISHJOBFINISH", "PublishEventInfo": {"publish_id": "1", "publish_status": 0}},
    {"MsgType": "event", "Event": "user_authorization_revoke", "OpenID": "oSample00li"},
]
STRANGE = (
    "",
    "\x00",
    "]]>",
    "<",
    "&",
    "&#0;",
    "%00",
    "%zz",
    "é",
    "张三",
    "9" * 400,
    "-1",
    "' OR 1=1 --",
    "\ud7ff",
    "🙂",
)


def tampered(follower: Follower, count: int, seed: int) -> Iterator[Knock]:
    """None of them is signed right, whatever is still right about it."""
    chance = random.Random(seed)  # noqa: S311  # a seed repeats a run
    for _ in range(count):
        query, body = follower.sealed(follower.message(chance.choice(KINDS)))
        yield chance.choice(OUTSIDE)(query, body.encode(), chance)


def signed_nonsense(follower: Follower, count: int, seed: int) -> Iterator[Knock]:
    """Signed and sealed right, but nonsense inside: what a faulty platform could send."""
    chance = random.Random(seed)  # noqa: S311  # a seed repeats a run
    for _ in range(count):
        message = follower.message(chance.choice(KINDS))
        for _ in range(chance.randint(1, 3)):
            name = chance.choice([*message, "Extra"])
            message[name] = chance.choice([*STRANGE, 10**30, {"a": {"b": "c"}}, ["1", "2"], []])
        query, body = follower.sealed({name: _writable(value) for name, value in message.items()})
        yield urlencode(query), body.encode()


def _writable(value: Any) -> Any:
    return value.replace("\x00", "") if isinstance(value, str) else value


def _one_byte(query: Mapping[str, str], body: bytes, chance: random.Random) -> Knock:
    """Inside the ciphertext: there every byte is signed."""
    changed = bytearray(body)
    start = body.index(b"<Encrypt>") + len(b"<Encrypt><![CDATA[")
    place = chance.randrange(start, body.index(b"]]>", start))
    changed[place] = (changed[place] + chance.randrange(1, 256)) % 256
    return urlencode(query), bytes(changed)


def _cut(query: Mapping[str, str], body: bytes, chance: random.Random) -> Knock:
    return urlencode(query), body[: chance.randrange(body.index(b"]]></Encrypt>"))]


def _without(query: Mapping[str, str], body: bytes, chance: random.Random) -> Knock:
    gone = chance.choice(["msg_signature", "timestamp", "nonce"])
    return urlencode({name: value for name, value in query.items() if name != gone}), body


def _another_value(query: Mapping[str, str], body: bytes, chance: random.Random) -> Knock:
    name = chance.choice(["msg_signature", "timestamp", "nonce"])
    return urlencode({**query, name: chance.choice(STRANGE)}), body


def _strange_query(_: Mapping[str, str], body: bytes, chance: random.Random) -> Knock:
    return "&".join(chance.choice(STRANGE).replace(" ", "+") for _ in range(chance.randint(0, 30))), body


def _strange_body(query: Mapping[str, str], _: bytes, chance: random.Random) -> Knock:
    return urlencode(query), chance.randbytes(chance.randint(0, 300))


def _clear(query: Mapping[str, str], _: bytes, chance: random.Random) -> Knock:
    message = {"FromUserName": "oSample00li", "CreateTime": 1, "MsgId": 1, **chance.choice(KINDS)}
    return urlencode({**query, "msg_signature": query["signature"]}), to_xml(message).encode()


def _strange_ciphertext(query: Mapping[str, str], _: bytes, chance: random.Random) -> Knock:
    return urlencode(query), to_xml({"Encrypt": chance.choice(STRANGE)}).encode()


Tampering = Callable[[Mapping[str, str], bytes, random.Random], Knock]
OUTSIDE: list[Tampering] = [
    _one_byte,
    _cut,
    _without,
    _another_value,
    _strange_query,
    _strange_body,
    _clear,
    _strange_ciphertext,
]
