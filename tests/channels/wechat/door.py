"""A door for the sandbox to push to: wechatpy reads and answers, as another client would; the test says what."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from wechatpy import create_reply, parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import check_signature

from channels.loopback import serving
from channels.wechat.sandbox import APP_ID

TOKEN, AES_KEY = "sandboxtoken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
Answer = Callable[[Any], str]


@dataclass
class Door:
    """`answer` gives the text to a parsed message ("" = success); `raw` is sent back instead, where it is set."""

    url: str = ""
    answer: Answer = lambda _message: "好的。"
    raw: str | None = None
    heard: list[Any] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    queries: list[dict[str, str]] = field(default_factory=list)

    async def take(self, request: Request) -> Response:
        query = dict(request.query_params)
        check_signature(TOKEN, query["signature"], query["timestamp"], query["nonce"])
        if request.method == "GET":
            return Response(query["echostr"])
        self.queries.append(query)
        body = (await request.body()).decode()
        crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID) if "msg_signature" in query else None
        if crypto:
            body = crypto.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])
        self.bodies.append(body)
        message = parse_message(body)
        self.heard.append(message)
        if self.raw is not None:
            return Response(self.raw)
        words = self.answer(message)
        reply = create_reply(words, message).render() if words else "success"
        sealed = crypto.encrypt_message(reply, query["nonce"], query["timestamp"]) if crypto and words else reply
        return Response(sealed, media_type="text/xml")


@contextmanager
def door() -> Iterator[Door]:
    opened = Door()
    routes = [Route("/wechat", opened.take, methods=["GET", "POST"])]
    with serving(Starlette(routes=routes)) as origin:
        opened.url = f"{origin}/wechat"
        yield opened
