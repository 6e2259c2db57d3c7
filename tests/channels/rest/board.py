"""A small website that knows nothing of our keys: notices by number, JSON, moods. And the mapping written for it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from channels.cms.website import Website
from channels.loopback import serving
from channels.rest.adapter import build
from channels.rest.settings import Settings
from tests.channels.stages import Scene

MAPPING = """
mapping: 1
name: 公告栏
config:
  place: {says: 单位编号, form: number}
secrets:
  token: 接口令牌
auth: {kind: fixed, headers: {X-Token: "{{ secret.token }}"}}
override: {header: X-HTTP-Method-Override}
message: body.error
errors:
  - {when: "body.code == 'busy'", kind: retry}
states: {"1": published, "0": withdrawn}
columns: {made: table, ids: {工作动态: 7}}
files: {inline: true, accepts: [.pdf], others: skip}
content: {title_length: 30}
limits: {file_bytes: 1000, body_bytes: 100000}
ops:
  check: [{path: /me}]
  find: none
  read:
    - path: /notices/{{ id }}
      take: {id: body.id, state: body.shown, title: body.title, html: body.text, url: body.page, revision: body.edits}
  create:
    - method: POST
      path: /notices
      json:
        place: "{{ config.place }}"
        column: "{{ document.column | int }}"
        title: "{{ document.title }}"
        text: "{{ document.html }}"
        number: "{{ document.fields['文号'] or OMIT }}"
      take: {id: body.id}
    - {method: PUT, path: "/notices/{{ id }}/shown", json: {shown: 1}}
  update:
    - method: PUT
      path: /notices/{{ remote.id }}
      json: {title: "{{ document.title }}", text: "{{ document.html }}"}
    - {method: PUT, path: "/notices/{{ remote.id }}/shown", json: {shown: 1}}
  withdraw:
    - {method: PUT, path: "/notices/{{ remote.id }}/shown", json: {shown: 0}}
"""
FIREWALL = "<html><head><title>请求被拦截</title></head><body>可疑内容</body></html>"


@dataclass
class Board:
    """`asked` are the calls, with the methods that were meant; `moods` are answers that come instead, by call."""

    website: Website
    scene: Scene
    settings: Settings
    notices: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[str, str, Any]] = field(default_factory=list)
    moods: dict[tuple[str, str], Response] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return self.settings.address

    async def answer(self, request: Request) -> Response:
        method = request.headers.get("x-http-method-override", request.method)
        body = await request.body()
        call = (method, request.url.path)
        self.asked.append((*call, json.loads(body) if body else None))
        if request.headers.get("x-token") != "token-of-the-board":
            return JSONResponse({"error": "令牌不对"}, 401)
        if call in self.moods:
            return self.moods.pop(call)
        return self._done(*call, self.asked[-1][2])

    def _done(self, method: str, path: str, sent: Any) -> Response:
        if path == "/me":
            return JSONResponse({})
        if method == "POST":
            self.notices.append({**sent, "id": len(self.notices) + 1, "shown": 0, "edits": 1, "page": ""})
            return JSONResponse({"id": len(self.notices)}, 201)
        number = int(path.split("/")[2])
        if number > len(self.notices):
            return JSONResponse({"error": "没有"}, 404)
        notice = self.notices[number - 1]
        if method == "PUT":
            notice.update({**sent, "edits": notice["edits"] + 1, "page": f"公告/{number}.html"})
        return JSONResponse(notice)


def firewall(status: int = 403) -> Response:
    return HTMLResponse(FIREWALL, status)


@contextmanager
def board(folder: Path, mapping: str = MAPPING, **more: Any) -> Iterator[Board]:
    scene = Scene(folder)
    place = folder / "公告栏.yaml"
    place.write_text(mapping, encoding="utf-8")
    given = {"config": {"place": "12"}, "secrets": {"token": "token-of-the-board"}, **more}

    async def answer(request: Request) -> Response:
        return await made.answer(request)

    methods = ["GET", "POST", "PUT"]
    with serving(Starlette(routes=[Route("/{path:path}", answer, methods=methods)])) as address:
        settings = Settings.model_validate(
            {"kind": "rest", "medium": "政府网站", "address": address, "mapping": str(place), **given}
        )
        made = Board(build(settings, scene.around("website", "政府网站")), scene, settings)
        yield made
