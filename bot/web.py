"""The doors of the web as one application: health, the chat's account, the public's pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.routing import Route

from bot import health
from bot.chat.wechat_door import doors
from bot.public import routes as public

if TYPE_CHECKING:
    from bot.app import App


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

    web = FastAPI(title="gongkai", docs_url=None, redoc_url=None, openapi_url=None, lifespan=running)
    web.router.routes.extend(Route(door.path, door) for door in chat)
    health.add_to(web, app)
    public.add_to(web, app)
    return web
