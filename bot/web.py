"""The doors of the web as one application: health, the chat's account, the public's pages, the console."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from bot import health
from bot.chat.wechat_door import doors
from bot.console import routes as console
from bot.preview import pages
from bot.public import routes as public

if TYPE_CHECKING:
    from bot.app import App


class Web(FastAPI):
    """`straight`: applications by their whole path. They lose no time in what FastAPI does for each request."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.straight: dict[str, ASGIApp] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        door = self.straight.get(scope["path"]) if scope["type"] == "http" else None
        await (door or super().__call__)(scope, receive, send)


def make_web(app: "App") -> FastAPI:
    """Everything `gongkai serve` answers. A door adds its own routes with `add_to(web, app)`."""
    chat = doors(app)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        for door in chat:
            door.start()
        yield
        for door in chat:
            door.stop()

    web = Web(title="gongkai", docs_url=None, redoc_url=None, openapi_url=None, lifespan=running)
    web.straight.update({door.path: door for door in chat})
    health.add_to(web, app)
    pages.add_to(web, app)  # before the public's pages, which answer for all else below their root
    public.add_to(web, app)
    console.add_to(web, app)
    return web
