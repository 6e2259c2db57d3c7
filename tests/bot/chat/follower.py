"""Somebody who follows the account: what they send reaches the door as WeChat's servers send it, signed and sealed."""

import hashlib
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any
from urllib.parse import urlencode

import httpx
from wechatpy.crypto import WeChatCrypto

from bot.chat.xml import cdata, read

APP_ID = "wx0123456789abcdef"
TOKEN = "fuhaoTest123"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
ACCOUNT = "gh_0000000000ab"
_numbers = count(23000000000000000)


def sign(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324  # the platform's own


def to_xml(content: Mapping[str, Any]) -> str:
    return f"<xml>{_inner(content)}</xml>"


def _inner(content: Mapping[str, Any]) -> str:
    return "".join(_element(name, value) for name, value in content.items())


def _element(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "".join(_element(name, one) for one in value)
    inside = _inner(value) if isinstance(value, Mapping) else str(value) if isinstance(value, int) else cdata(value)
    return f"<{name}>{inside}</{name}>"


@dataclass
class Follower:
    """`mode`: plain, compat or safe, as in the account's settings on the platform."""

    client: httpx.Client
    now: Any
    visitor: str = "oSampleVisitor0000000000zhang"
    mode: str = "safe"
    path: str = "/wechat/wechat"
    chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311  # repeatable

    def says(self, text: str) -> str:
        return self.sends({"MsgType": "text", "Content": text})

    def does(self, event: str, **fields: Any) -> str:
        return self.sends({"MsgType": "event", "Event": event, **fields})

    def sends(self, content: Mapping[str, Any]) -> str:
        """What is shown to them; "" = nothing."""
        answer = self.delivers(self.message(content))
        assert answer.status_code == 200, (answer.status_code, answer.text)
        return self.shown(answer)

    def message(self, content: Mapping[str, Any]) -> dict[str, Any]:
        head = {"ToUserName": ACCOUNT, "FromUserName": self.visitor, "CreateTime": int(self.moment.timestamp())}
        number = {} if content.get("MsgType") == "event" else {"MsgId": next(_numbers)}
        return {**head, **content, **({} if "MsgId" in content else number)}

    def delivers(self, message: Mapping[str, Any]) -> httpx.Response:
        query, body = self.sealed(message)
        return self.knocks(query, body)

    def knocks(self, query: Mapping[str, str], body: bytes | str) -> httpx.Response:
        return self.client.post(f"{self.path}?{urlencode(query)}", content=body, headers={"content-type": "text/xml"})

    def sealed(self, message: Mapping[str, Any]) -> tuple[dict[str, str], str]:
        """The query and the body, by wechatpy's crypto."""
        xml = to_xml(message)
        timestamp, nonce = str(int(self.moment.timestamp())), str(self.chance.randrange(10**9))
        query = {"signature": sign(TOKEN, timestamp, nonce), "timestamp": timestamp, "nonce": nonce}
        query["openid"] = str(message.get("FromUserName", ""))
        if self.mode == "plain":
            return query, xml
        sealed = read(WeChatCrypto(TOKEN, AES_KEY, APP_ID).encrypt_message(xml, nonce, timestamp).encode())
        query |= {"encrypt_type": "aes", "msg_signature": sealed["MsgSignature"]}
        clear = message if self.mode == "compat" else {"ToUserName": ACCOUNT}
        return query, to_xml({**clear, "Encrypt": sealed["Encrypt"]})

    def shown(self, answer: httpx.Response) -> str:
        if answer.content in (b"success", b""):
            return ""
        told = read(answer.content)
        if "Encrypt" in told:
            crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
            opened = crypto.decrypt_message(answer.text, told["MsgSignature"], told["TimeStamp"], told["Nonce"])
            told = read(opened.encode())
        assert (told["ToUserName"], told["FromUserName"], told["MsgType"]) == (self.visitor, ACCOUNT, "text")
        return str(told["Content"])

    @property
    def moment(self) -> datetime:
        made: datetime = self.now()
        return made
