"""A site whose interface is of another style than that of docs/mappings.md, on loopback.

Every call bears X-Api-Key, else 403 {"error": "bad_key"}. Bodies are forms, answers to GET are JSON. What is made
is a 201 without a body, its address in Location (/rest/v2/entries/57); what is changed a 204. What is not valid is
422 {"errors": {"field": ["reason"]}}. Only GET and POST get through.

channels  GET ?title=…[&parent=…] → {"items": [{"id", "title", "parent"}]};  POST title, parent
files     POST a form with "upload";  GET /files/9 → {"id", "href", "name"}
entries   GET ?ref=…&scope=all → {"items": [{"id"}]}, with scope=all drafts and the bin too
          GET /entries/57 → {"id", "ref", "title", "body_html", "channel", "visible", "trashed", "link"}, ETag
          POST ref, title, body_html, channel, visible, tag[]…; a ref that is there is 422 errors.ref ["taken"]
          POST /entries/57?_method=put likewise, without ref, with If-Match, else 412; never in the bin
          POST /entries/57/trash, /entries/57/restore
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from channels.loopback import serving

KEY = "k3y-of-luyan"
FORM = "application/x-www-form-urlencoded"
Form = Mapping[str, list[str]]


@dataclass
class Luyan:
    url: str = ""
    entries: dict[int, dict[str, Any]] = field(default_factory=dict)
    channels: dict[int, dict[str, Any]] = field(default_factory=dict)
    files: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    last: int = 50

    def app(self) -> Starlette:
        calls = [
            Route("/channels", self._find_channel, methods=["GET"]),
            Route("/channels", self._add_channel, methods=["POST"]),
            Route("/files", self._upload, methods=["POST"]),
            Route("/files/{number:int}", self._file, methods=["GET"]),
            Route("/entries", self._find, methods=["GET"]),
            Route("/entries", self._add, methods=["POST"]),
            Route("/entries/{number:int}", self._read, methods=["GET"]),
            Route("/entries/{number:int}", self._change, methods=["POST"]),
            Route("/entries/{number:int}/{act}", self._move, methods=["POST"]),
        ]
        routes = [Route(f"/rest/v2{one.path}", self._guarded(one.endpoint), methods=one.methods) for one in calls]
        pages = [Route("/show/{number:int}", self._page), Route("/attachments/{number:int}/{name}", self._bytes)]
        return Starlette(routes=[*routes, *pages])

    def edit(self, number: int, **fields: Any) -> None:
        self.entries[number].update(fields, version=self.entries[number]["version"] + 1)

    def _guarded(self, endpoint: Any) -> Any:
        async def guarded(request: Request) -> Response:
            if request.headers.get("x-api-key") != KEY:
                return JSONResponse({"error": "bad_key"}, 403)
            answer: Response = await endpoint(request)
            return answer

        return guarded

    async def _find_channel(self, request: Request) -> Response:
        parent = request.query_params.get("parent")
        wanted = (request.query_params["title"], int(parent) if parent else None)
        items = [one for one in self.channels.values() if (one["title"], one["parent"]) == wanted]
        return JSONResponse({"items": items})

    async def _add_channel(self, request: Request) -> Response:
        form = await _form(request)
        parent = int(form["parent"][0]) if "parent" in form else None
        number = self._next()
        self.channels[number] = {"id": number, "title": form["title"][0], "parent": parent}
        return _made("channels", number)

    async def _upload(self, request: Request) -> Response:
        async with request.form() as form:
            upload = form["upload"]
            assert not isinstance(upload, str)
            number = self._next()
            self.files[number] = (upload.filename or "", await upload.read())
        return _made("files", number)

    async def _file(self, request: Request) -> Response:
        number = request.path_params["number"]
        name = self.files[number][0]
        return JSONResponse({"id": number, "href": f"/attachments/{number}/{name}", "name": name})

    async def _find(self, request: Request) -> Response:
        ref, scope = request.query_params["ref"], request.query_params.get("scope")
        found = [one for one in self.entries.values() if one["ref"] == ref]
        return JSONResponse({"items": [{"id": one["id"]} for one in found if scope == "all" or not one["trashed"]]})

    async def _add(self, request: Request) -> Response:
        form = await _form(request)
        if any(one["ref"] == form["ref"][0] for one in self.entries.values()):
            return JSONResponse({"errors": {"ref": ["taken"]}}, 422)
        number = self._next()
        made = {"id": number, "ref": form["ref"][0], "trashed": False, "link": f"/show/{number}", "version": 1}
        self.entries[number] = {**made, **_fields(form)}
        return _made("entries", number)

    async def _read(self, request: Request) -> Response:
        entry = self.entries.get(request.path_params["number"])
        if entry is None:
            return JSONResponse({"error": "not_found"}, 404)
        told = {name: value for name, value in entry.items() if name != "version"}
        return JSONResponse(told, headers={"etag": f'"{entry["version"]}"'})

    async def _change(self, request: Request) -> Response:
        number = request.path_params["number"]
        entry = self.entries[number]
        if request.query_params.get("_method") != "put" or entry["trashed"]:
            return JSONResponse({"errors": {"trashed": ["restore first"]}}, 422)
        if request.headers.get("if-match") != f'"{entry["version"]}"':
            return JSONResponse({"error": "changed"}, 412)
        self.edit(number, **_fields(await _form(request)))
        return Response(status_code=204)

    async def _move(self, request: Request) -> Response:
        self.edit(request.path_params["number"], trashed=request.path_params["act"] == "trash")
        return Response(status_code=204)

    async def _page(self, request: Request) -> Response:
        entry = self.entries[request.path_params["number"]]
        if entry["trashed"] or not entry["visible"]:
            return HTMLResponse("<p>没有这一页</p>", 404)
        return HTMLResponse(f"<html><body><h1>{escape(entry['title'])}</h1>{entry['body_html']}</body></html>")

    async def _bytes(self, request: Request) -> Response:
        return Response(self.files[request.path_params["number"]][1])

    def _next(self) -> int:
        self.last += 1
        return self.last


@contextmanager
def luyan() -> Iterator[Luyan]:
    site = Luyan()
    with serving(site.app()) as site.url:
        yield site


async def _form(request: Request) -> Form:
    assert request.headers["content-type"] == FORM
    return parse_qs((await request.body()).decode(), keep_blank_values=True)


def _fields(form: Form) -> dict[str, Any]:
    texts = {name: form[name][0] for name in ("title", "body_html")}
    return {
        **texts,
        "channel": int(form["channel"][0]),
        "visible": form["visible"] == ["1"],
        "tags": form.get("tag[]", []),
    }


def _made(what: str, number: int) -> Response:
    return Response(status_code=201, headers={"location": f"/rest/v2/{what}/{number}"})
