"""The sandbox on the wire: the platform's calls, its faults on demand, the public pages and the levers."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from channels.http import is_loopback
from channels.wechat.sandbox import comments, mass, menus, publishing, tokens
from channels.wechat.sandbox.asked import Asked, Raw
from channels.wechat.sandbox.pages import article_page, index_page
from channels.wechat.sandbox.phone import Phone
from channels.wechat.sandbox.phone_page import PhonePage
from channels.wechat.sandbox.platform import Platform, matching
from channels.wechat.sandbox.pushing import Pusher, mark_fail

TICK_SECONDS = 0.1
# The platform labels some of its JSON as plain text.
AS_TEXT = frozenset({"media/uploadimg", "freepublish/batchget", "draft/add"})


class Broken(Response):
    """Begins an answer and breaks off: the caller cannot know what happened."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"4096")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


def make_app(platform: Platform) -> Starlette:
    """The ASGI application; it must be the only one on its state file."""
    web = Web(platform)
    routes = [
        Route("/cgi-bin/{name:path}", web.call, methods=["GET", "POST"]),
        Route("/sns/{path:path}", web.call),
        *web.phone.routes(),
        *web.phone_page.routes(),
        Route("/__sandbox__/levers", web.levers, methods=["POST"]),
        Route("/__sandbox__/public", web.inspect),
        Route("/s/{name}", web.article),
        Route("/mmbiz_{kind}/{name}/{size}", web.picture),
        Route("/", web.index),
    ]
    return Starlette(routes=routes, lifespan=web.ticking)


class Web:
    """What is answered at each address."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._state = platform.state
        self._pusher = Pusher(platform)
        self.phone = Phone(platform, self._pusher)
        self.phone_page = PhonePage(platform, self._pusher)
        self._faults: list[dict[str, Any]] = platform.state.get("faults", "all") or []

    async def call(self, request: Request) -> Response:
        name = request.path_params.get("name") or request.url.path.lstrip("/")
        config = self._state.config
        if config["latency"]:
            await asyncio.sleep(float(config["latency"]))
        if config["down"]:
            return Response(status_code=503)
        fault = matching(self._faults, name) if self._faults else None
        if fault is not None and (instead := await _before(fault)) is not None:
            return instead
        answer = self._platform.answer(name, await _asked(request, self._platform))
        return Broken() if fault is not None and fault["do"] == "lose_after" else _written(name, answer)

    async def levers(self, request: Request) -> Response:
        wanted = await request.json()
        with self._state.change():
            said = _pull(self._platform, self._faults, wanted)
            self._state.put("faults", "all", self._faults, 0)
        return JSONResponse(said)

    async def inspect(self, _request: Request) -> Response:
        with self._now():
            return JSONResponse(_public(self._platform))

    async def article(self, request: Request) -> Response:
        name = request.path_params["name"]
        with self._now():
            page = self._state.get("page", name)
            said = comments.under(self._state, name) if comments.may_comment(self._state, name) else []
        account = self._state.config["name"]
        return HTMLResponse(article_page(page, account, said) if page else "没有这篇文章", 200 if page else 404)

    async def index(self, _request: Request) -> Response:
        with self._now():
            pages = [(name, page) for name, page, _ in self._state.newest("page", 0, 500)]
            drafts = self._state.how_many("draft")
        counts = f"已公开 {sum(not page['deleted'] for _, page in pages)} 篇，草稿箱 {drafts} 篇"
        return HTMLResponse(index_page(pages, self._state.config["name"], counts))

    async def picture(self, request: Request) -> Response:
        with self._state.change():
            found = self._state.picture(request.path_params["name"])
        return Response(found[1], media_type=found[0]) if found else Response(status_code=404)

    @asynccontextmanager
    async def ticking(self, _app: Starlette) -> AsyncIterator[None]:
        """What is due gets done, and events go out, also while nobody calls."""
        ticks = asyncio.create_task(_tick(self._platform, self._pusher))
        yield
        ticks.cancel()
        with suppress(asyncio.CancelledError):
            await ticks
        await self._pusher.close()

    @contextmanager
    def _now(self) -> Iterator[None]:
        with self._state.change():
            self._platform.tick(self._platform.now())
            yield


async def _tick(platform: Platform, pusher: Pusher) -> None:
    async with asyncio.TaskGroup() as pushes:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            with platform.state.change():
                platform.tick(platform.now())
            events, platform.events[:] = list(platform.events), []
            for event in events:
                # What the door does not answer is pushed for a while: the rest goes on meanwhile.
                pushes.create_task(pusher.push(event))


async def _before(fault: Mapping[str, Any]) -> Response | None:
    """The faults that strike before the platform does anything; None = it goes on."""
    if fault["do"] == "slow":
        await asyncio.sleep(float(fault["seconds"]))
    make = _FAULTS.get(fault["do"])
    return make(fault) if make else None


def _coded(fault: Mapping[str, Any]) -> Response:
    errmsg = f"{fault.get('errmsg', 'sandbox fault')} rid: 0123abcd-0123abcd-0123abcd"
    return JSONResponse({"errcode": fault["code"], "errmsg": errmsg})


_FAULTS: Mapping[str, Callable[[Mapping[str, Any]], Response]] = {
    "lose_before": lambda _fault: Broken(),
    "code": _coded,
    "http": lambda fault: HTMLResponse("<html><h1>Bad Gateway</h1></html>", int(fault.get("code", 502))),
    "html": lambda _fault: HTMLResponse("<html>请登录上网认证</html>"),
    "empty": lambda _fault: Response(b""),
    "cut": lambda _fault: Response(b'{"errcode":0,"errm', media_type="application/json"),
}


async def _asked(request: Request, platform: Platform) -> Asked:
    upload, form = None, {}
    raw = b""
    if request.headers.get("content-type", "").startswith("multipart/"):
        async with request.form() as fields:
            for name, value in fields.items():
                if isinstance(value, UploadFile):
                    upload = (value.filename or "", await value.read()) if name == "media" else upload
                else:
                    form[name] = value
    else:
        raw = await request.body()
    address = request.client.host if request.client else ""
    query = dict(request.query_params)
    return Asked(request.method, query, platform.now(), platform.base, address, raw=raw, upload=upload, form=form)


def _written(name: str, answer: Mapping[str, Any] | Raw) -> Response:
    if isinstance(answer, Raw):
        return Response(answer.content, media_type=answer.media_type)
    # The platform escapes slashes.
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).replace("/", "\\/")
    return Response(text, media_type="text/plain" if name in AS_TEXT else "application/json; encoding=utf-8")


def _pull(platform: Platform, faults: list[dict[str, Any]], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """`set`, `fault`, `clear`, `revoke`, `markfail`, `website_menu`, `confirm`, `press`: see `Levers`."""
    settings = dict(wanted.get("set") or {})
    if settings.get("callback") and not is_loopback(settings["callback"]):
        return {"ok": False, "says": "callback must be on loopback"}
    if settings.get("callback_mode", "plain") != "plain" and not settings.get(
        "callback_aes_key", platform.state.config["callback_aes_key"]
    ):
        return {"ok": False, "says": "callback_mode needs callback_aes_key"}
    platform.state.set(**settings)
    if "clear" in wanted:
        faults.clear()
    if "fault" in wanted:
        faults.append({"path": "*", "count": 1, **wanted["fault"]})
    if wanted.get("revoke"):
        tokens.revoke(platform.state, platform.now())
    if wanted.get("markfail"):
        mark_fail(platform)
    if "website_menu" in wanted:
        menus.make_on_website(platform.state, wanted["website_menu"], platform.now())
    if "confirm" in wanted:
        mass.answer_for_administrator(platform.state, platform.now(), yes=bool(wanted["confirm"]))
    pressed = (
        publishing.press(platform.state, wanted["press"], platform.now(), platform.base) if "press" in wanted else []
    )
    return {"ok": True, "urls": pressed, "calls": platform.state.counted("call:"), "config": platform.state.config}


def _public(platform: Platform) -> dict[str, Any]:
    """Everything a reader can see, and what is on its way or in the draft box."""
    state = platform.state
    articles = [
        {
            "url": f"{platform.base}/s/{name}",
            "title": page["article"]["title"],
            "content_source_url": page["article"]["content_source_url"],
            "content": page["article"]["content"],
            "way": page["way"],
            "at": page["at"],
            "deleted": page["deleted"],
        }
        for name, page in state.all("page")
    ]
    drafts = [
        {"media_id": media_id, "titles": [article["title"] for article in draft["articles"]]}
        for media_id, draft in state.all("draft")
    ]
    return {"articles": articles, "drafts": drafts, "open": state.how_many("job-open") + state.how_many("send-open")}
