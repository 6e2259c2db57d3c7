"""The limit: a bare server that reads the body and says hello."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

HEAD = [(b"content-type", b"text/plain"), (b"content-length", b"5")]


async def application(
    scope: Mapping[str, Any], receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]
) -> None:
    if scope["type"] != "http":
        return
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": HEAD})
    await send({"type": "http.response.body", "body": b"hello"})
