"""Pushing to the account's door as the platform does, and taking its answer as strictly.

An answer within five seconds, or it is pushed again, three times in all; many lost ones, and there is silence for a
minute (MarkFail). Source: 接收普通消息, 接口报警和排查指引. Whether three tries means three in all is worded both ways.
"""

import asyncio
import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx

from channels.wechat.sandbox import forging, sealing
from channels.wechat.sandbox.events import ACCOUNT, to_xml
from channels.wechat.sandbox.platform import Platform
from channels.wechat.sandbox.replies import BadReply, read

UNAVAILABLE = "该公众号暂时无法提供服务，请稍后再试"
SILENCE = "MarkFail：一分钟内不推送"
HEADERS = {"Content-Type": "text/xml"}


@dataclass(slots=True)
class Pushed:
    """What became of a push: `tries`, each in words (none where no address is set); `lost` = it never got an answer.

    `reply`: what the follower sees (`type`, `text` …), None where the door stayed silent, in words where it was wrong.
    `bad`: what was wrong with the answer, which the follower sees as UNAVAILABLE.
    """

    tries: list[str] = field(default_factory=list)
    lost: bool = True
    reply: dict[str, Any] | None = None
    bad: str = ""
    seconds: float = 0.0
    sent: str = ""
    """As it went over the wire the last time: the query, then the body."""
    answered: str = ""
    """The body of the answer, likewise."""

    def plain(self) -> dict[str, Any]:
        return asdict(self)


class Pusher:
    """Pushes one message after the other or many at once; make it inside the running loop.

    `under_way`: what is being pushed now, and how far that is.
    """

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._state = platform.state
        self.under_way: list[tuple[Mapping[str, Any], Pushed]] = []
        # A connection that rests as long as a push may take is being closed by the door: no try shall meet that.
        kept = httpx.Limits(keepalive_expiry=1)
        # Plain http to loopback needs no certificates, and each push has its own time.
        self._client = httpx.AsyncClient(verify=False, trust_env=False, timeout=None, limits=kept)  # noqa: S113, S501

    async def close(self) -> None:
        await self._client.aclose()

    async def push(self, told: Mapping[str, Any], forged: str = "") -> Pushed:
        """Until it is answered or the tries are used up. `forged`: as somebody else would, see `forging.FORGERIES`."""
        config, pushed = self._state.config, Pushed()
        if not config["callback"]:
            return Pushed(lost=False)
        if self._silent():
            pushed.tries.append(SILENCE)
            return pushed
        self.under_way.append((told, pushed))
        try:
            await self._try_all(told, pushed, forged)
        finally:
            self.under_way.remove((told, pushed))
        self._count(failed=pushed.lost)
        return pushed

    async def verify(self) -> str:
        """The check when the address is saved: empty when the door answered with the text it was sent, else why not."""
        timestamp, nonce, echo = self._stamp()[0], str(secrets.randbelow(10**9)), str(secrets.randbelow(10**18))
        signed = sealing.signature(self._state.config["callback_token"], timestamp, nonce)
        query = {"signature": signed, "timestamp": timestamp, "nonce": nonce, "echostr": echo}
        try:
            answer = await self._client.get(self._state.config["callback"], params=query, timeout=5)
        except httpx.HTTPError as error:
            return type(error).__name__
        return "" if (answer.status_code, answer.text) == (200, echo) else f"HTTP {answer.status_code}"

    async def _try_all(self, told: Mapping[str, Any], pushed: Pushed, forged: str) -> None:
        began = time.monotonic()
        for _ in range(int(self._state.config["push_tries"])):
            if await self._try(told, pushed, forged):
                break
        pushed.seconds = round(time.monotonic() - began, 3)

    async def _try(self, told: Mapping[str, Any], pushed: Pushed, forged: str) -> bool:
        """Whether that was the last try: answered, well or badly."""
        config = self._state.config
        try:
            if config["outage"]:
                raise httpx.ConnectError("outage")
            async with asyncio.timeout(float(config["push_seconds"])):
                answer = await self._sent(told, pushed, forged)
                # What the door did is done; only its answer comes too late.
                await asyncio.sleep(float(config["slow_door"]))
        except (httpx.HTTPError, TimeoutError) as error:
            pushed.tries.append("请求超时" if isinstance(error, TimeoutError) else "连不上")
            return False
        pushed.tries.append(f"HTTP {answer.status_code}")
        pushed.answered = answer.text
        if answer.status_code != 200:
            return False
        pushed.lost = False
        try:
            pushed.reply = read(answer.content, told, config)
        except BadReply as error:
            pushed.bad = str(error)
        return True

    async def _sent(self, told: Mapping[str, Any], pushed: Pushed, forged: str) -> httpx.Response:
        query, content = self._written(told, forged)
        pushed.sent = f"POST ?{urlencode(query)}\n\n{content.decode()}"
        return await self._client.post(self._state.config["callback"], params=query, content=content, headers=HEADERS)

    def _written(self, told: Mapping[str, Any], forged: str) -> tuple[dict[str, str], bytes]:
        """Signed anew for every try, as it is encrypted anew."""
        config = self._state.config
        timestamp, nonce = self._stamp()
        signed = sealing.signature(config["callback_token"], timestamp, nonce)
        query = {"signature": signed, "timestamp": timestamp, "nonce": nonce, "openid": str(told["FromUserName"])}
        xml = forging.FORGERIES[forged](to_xml(told)) if forged in forging.FORGERIES else to_xml(told)
        if config["callback_mode"] == "plain":
            return forging.query(query, forged), xml.encode()
        app_id = "wxffffffffffffffff" if forged == "appid" else config["app_id"]
        sealed = sealing.seal(xml, config["callback_aes_key"], app_id)
        sealed = sealed[:-24] if forged == "cut" else sealed
        query |= {
            "encrypt_type": "aes",
            "msg_signature": sealing.signature(config["callback_token"], timestamp, nonce, sealed),
        }
        clear = told if config["callback_mode"] == "compat" else {"ToUserName": ACCOUNT}
        return forging.query(query, forged), to_xml({**clear, "Encrypt": sealed}).encode()

    def _stamp(self) -> tuple[str, str]:
        return str(int(self._platform.now())), str(secrets.randbelow(10**10))

    def _silent(self) -> bool:
        with self._state.change():
            return self._platform.now() < silent_until(self._platform)

    def _count(self, *, failed: bool) -> None:
        with self._state.change():
            lost = (self._state.get("push", "lost") or 0) + 1 if failed else 0
            if lost >= int(self._state.config["markfail_after"]):
                mark_fail(self._platform)
                lost = 0
            self._state.put("push", "lost", lost, 0)


def mark_fail(platform: Platform) -> None:
    """A minute of silence begins; what is said meanwhile never reaches the door."""
    until = platform.now() + float(platform.state.config["markfail_seconds"])
    platform.state.put("push", "silent-until", until, 0)


def silent_until(platform: Platform) -> float:
    """Unix seconds; past or 0 = there is no silence."""
    return float(platform.state.get("push", "silent-until") or 0)


def end_silence(platform: Platform) -> None:
    platform.state.put("push", "silent-until", 0, 0)
