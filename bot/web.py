"""The doors of the web as one application: health, the chat's account, the public's pages."""

from typing import TYPE_CHECKING

from fastapi import FastAPI

from bot import health
from bot.public import routes as public

if TYPE_CHECKING:
    from bot.app import App


def make_web(app: "App") -> FastAPI:
    """Everything `gongkai serve` answers. A door adds its own routes with `add_to(web, app)`."""
    web = FastAPI(title="gongkai", docs_url=None, redoc_url=None, openapi_url=None)
    health.add_to(web, app)
    public.add_to(web, app)
    return web
