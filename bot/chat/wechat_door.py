"""The door at which a WeChat account's server knocks: `/wechat/<channel>`.

It checks who knocks, opens the envelope, lets the message be answered, and seals the answer. The application is bare
ASGI: at this door speed matters. Sources: 消息推送, 消息加解密说明, 被动回复用户消息.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from bot.actions.account_news import drop_account_news, keep_account_news
from bot.actions.forget import forget
from bot.actions.hear_news import hear_news
from bot.chat.answering import Answering, complain
from bot.chat.crypto import Envelope, NotAccepted, require_fresh, require_signature, sign
from bot.chat.listener import Listener
from bot.chat.understanding import ACCOUNT_NEWS, GOOD_NEWS, event_of, forgotten, message_of, text_of
from bot.chat.wechat_words import in_messages
from bot.chat.xml import Content, cdata, read
from channels.wechat.settings import Settings

if TYPE_CHECKING:
    from bot.app import App

log = logging.getLogger(__name__)

LARGEST = 64 * 1024
"""Bytes of a body: in compatible mode a message of 2,048 characters comes clear and encrypted, about 20,000 bytes."""
BODY_SECONDS = 4
GOOD = b"success"
"""Taken, and no answer."""
Query = Mapping[str, str]
Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class WeChatDoor:
    """An ASGI application for one account. `listener` is None where only news about the account is taken."""

    def __init__(self, app: "App", name: str, settings: Settings, listener: Listener | None) -> None:
        self._app = app
        self._name = name
        self._token = settings.token.reveal()
        key = settings.encoding_aes_key.reveal()
        self._envelope = Envelope(key, settings.app_id) if key else None
        self._listener = listener

    @property
    def path(self) -> str:
        return f"/wechat/{self._name}"

    def start(self) -> None:
        """On the web server's loop."""
        if self._listener is not None:
            self._listener.start()

    def stop(self) -> None:
        """What is at work is finished first."""
        if self._listener is not None:
            self._listener.stop()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            status, body, kind = 200, *await self._answer(scope, receive)
        except NotAccepted as refused:
            log.warning("%s: refused at the door: %s", self._name, refused.why)
            status, body, kind = refused.status, b"", b"text/plain"
        except Exception as error:  # noqa: BLE001  # a fault of ours must not show: the platform quotes bad answers
            complain(error)
            status, body, kind = 200, GOOD, b"text/plain"
        head = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": head})
        await send({"type": "http.response.body", "body": body})

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[bytes, bytes]:
        query = _query(scope)
        if scope["method"] == "GET":
            return self._echo(query), b"text/plain"
        if scope["method"] != "POST":
            raise NotAccepted(405, "neither GET nor POST")
        content = self._open(query, await _body(receive))
        reply = await self._hear(content)
        if not reply:
            return GOOD, b"text/plain"
        xml = _reply(content, reply, int(self._app.clock().timestamp()))
        return self._sealed(query, xml).encode(), b"application/xml"

    def _echo(self, query: Query) -> bytes:
        """The platform checks the address when it is written into its settings, with the plain signature always."""
        require_signature(query["signature"], self._token, query["timestamp"], query["nonce"])
        return query["echostr"].encode()

    def _open(self, query: Query, body: bytes) -> Content:
        """What is in the body. With a key in the settings only what comes encrypted is trusted."""
        require_fresh(query["timestamp"], self._app.clock())
        if self._envelope is None:
            require_signature(query["signature"], self._token, query["timestamp"], query["nonce"])
            return read(body)
        encrypted = read(body).get("Encrypt")
        if not isinstance(encrypted, str):
            raise NotAccepted(403, "not encrypted, though the settings have an encoding_aes_key")
        require_signature(query["msg_signature"], self._token, query["timestamp"], query["nonce"], encrypted)
        return read(self._envelope.open(encrypted))

    def _sealed(self, query: Query, xml: str) -> str:
        """As it was asked."""
        if self._envelope is None:
            return xml
        encrypted = self._envelope.seal(xml.encode())
        timestamp, nonce = query["timestamp"], query["nonce"]
        signature = sign(self._token, timestamp, nonce, encrypted)
        return (
            f"<xml><Encrypt>{cdata(encrypted)}</Encrypt><MsgSignature>{cdata(signature)}</MsgSignature>"
            f"<TimeStamp>{timestamp}</TimeStamp><Nonce>{cdata(nonce)}</Nonce></xml>"
        )

    async def _hear(self, content: Content) -> str:
        """What is answered now; "" = nothing."""
        message = message_of(content, self._name)
        if message is None:
            await self._take_news(content)
        elif self._listener is not None:
            return await self._listener.hear(message) or ""
        return ""

    async def _take_news(self, content: Content) -> None:
        """Of a publication, of the account, or of somebody who wants to be forgotten."""
        event = event_of(content)
        if event in ACCOUNT_NEWS:
            log.warning("%s: %s: %s", self._name, event, ACCOUNT_NEWS[event])
            await asyncio.to_thread(self._keep_account_news, event)
        if visitor := forgotten(content):
            await asyncio.to_thread(self._forget, visitor)
        await asyncio.to_thread(partial(hear_news, self._app, self._name, content, now=self._app.clock()))

    def _keep_account_news(self, event: str) -> None:
        if event in GOOD_NEWS:
            drop_account_news(self._app, self._name)
        else:
            keep_account_news(self._app, self._name, ACCOUNT_NEWS[event], self._app.clock())

    def _forget(self, visitor: str) -> None:
        with self._app.store.write() as work:
            forget(work, visitor, self._app.clock())


def _query(scope: Scope) -> "_Query":
    try:
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        raise NotAccepted(400, "the query has too many fields") from None
    return _Query(pairs)


class _Query(dict[str, str]):
    def __missing__(self, name: str) -> str:
        raise NotAccepted(403, f"without {name}")


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    size, more = 0, True
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while more:
                event = await receive()
                if event["type"] != "http.request":
                    raise NotAccepted(400, "hung up before the end of the body")
                parts.append(event.get("body", b""))
                size, more = size + len(parts[-1]), event.get("more_body", False)
                if size > LARGEST:
                    raise NotAccepted(413, "the body is too large")
    except TimeoutError:
        raise NotAccepted(408, "the body did not come") from None
    return b"".join(parts)


def _reply(content: Content, text: str, now: int) -> str:
    return (
        f"<xml><ToUserName>{cdata(text_of(content, 'FromUserName'))}</ToUserName>"
        f"<FromUserName>{cdata(text_of(content, 'ToUserName'))}</FromUserName><CreateTime>{now}</CreateTime>"
        f"<MsgType><![CDATA[text]]></MsgType><Content>{cdata(text)}</Content></xml>"
    )


def doors(app: "App") -> list[WeChatDoor]:
    """One per account whose settings have a token; the conversation is had at one of them (`chat.channel`)."""
    talking = app.settings.chat.channel
    return [
        WeChatDoor(app, name, settings, Listener(Answering(app, in_messages)) if name == talking else None)
        for name, settings in app.settings.channels.items()
        if isinstance(settings, Settings) and settings.token
    ]
