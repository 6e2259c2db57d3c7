"""The phones of the followers, over HTTP: what they do, what they see, and how a browser inside WeChat is recognised.

`POST /__sandbox__/followers` does an act of `talk.ACTS`; `GET /__sandbox__/followers` lists who is known;
`GET /__sandbox__/chat?openid=…` is one phone: its lines, the account's menu, what may still be said to it;
`POST /__sandbox__/verify` checks the door as when its address is saved. All JSON.
"""

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from channels.wechat.sandbox import followers, menus, recognition, talk
from channels.wechat.sandbox.platform import Platform
from channels.wechat.sandbox.pushing import Pusher

COOKIE = "sandbox_openid"


class Phone:
    """Routes of its own, for `web.make_app`."""

    def __init__(self, platform: Platform, pusher: Pusher) -> None:
        self._platform = platform
        self._state = platform.state
        self._pusher = pusher

    def routes(self) -> list[Route]:
        return [
            Route("/__sandbox__/followers", self.act, methods=["POST"]),
            Route("/__sandbox__/followers", self.everybody),
            Route("/__sandbox__/chat", self.chat),
            Route("/__sandbox__/verify", self.verify, methods=["POST"]),
            Route("/connect/oauth2/authorize", self.authorize),
        ]

    async def act(self, request: Request) -> Response:
        given = {"origin": self._platform.base, **await request.json()}
        return JSONResponse(await talk.act(self._platform, self._pusher, given))

    async def everybody(self, _request: Request) -> Response:
        with self._state.change():
            return JSONResponse({"followers": followers.every(self._state)})

    async def chat(self, request: Request) -> Response:
        openid = request.query_params.get("openid", "")
        with self._state.change():
            left = followers.allowance(self._state, openid, self._platform.now())
            seen = {
                "follower": followers.get(self._state, openid),
                "lines": followers.chat(self._state, openid),
                "menu": menus.buttons(self._state),
                "allowance": {"left": left.left, "until": left.until},
            }
        return JSONResponse(seen)

    async def verify(self, _request: Request) -> Response:
        says = await self._pusher.verify()
        return JSONResponse({"ok": not says, "says": says})

    async def authorize(self, request: Request) -> Response:
        """Whose browser it is, a cookie says (or `openid` in the address); else the one follower there is."""
        openid = request.query_params.get("openid") or request.cookies.get(COOKIE, "")
        with self._state.change():
            known = followers.every(self._state)
            openid = openid or (known[0]["openid"] if len(known) == 1 else "")
            back = recognition.way_back(self._state, dict(request.query_params), openid, self._platform.now())
        return RedirectResponse(back, 302) if back else HTMLResponse("该链接无法访问", 400)
