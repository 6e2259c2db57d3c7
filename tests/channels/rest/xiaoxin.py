"""The small CMS of docs/mappings.md, on loopback: just what its documentation there says."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from channels.loopback import serving

USER, PASSWORD = "tuisong", "sample"
REFUSED = {"ofd", "wps", "et", "exe"}
Told = dict[str, Any]


@dataclass
class Xiaoxin:
    """`articles` and `categories` as it keeps them, by number; `forget()` ends every session."""

    articles: dict[int, Told] = field(default_factory=dict)
    categories: dict[int, Told] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    logins: int = 0
    url: str = ""

    def forget(self) -> None:
        self.tokens.clear()

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/prod-api/{call:path}", self._called, methods=["GET", "POST", "PUT"]),
                Route("/profile/{name}", self._file),
                Route("/article/{number:int}.html", self._page),
            ]
        )

    async def _called(self, request: Request) -> Response:
        call = f"{request.method} {request.path_params['call']}"
        if call == "POST login":
            return _json(self._login(await request.json()))
        if request.headers.get("authorization", "").removeprefix("Bearer ") not in self.tokens:
            return _json({"code": 401, "msg": "登录状态已过期"})
        if call == "POST common/upload":
            async with request.form() as form:
                upload = form["file"]
                assert not isinstance(upload, str)
                return _json(self._upload(upload.filename or "", await upload.read()))
        given = json.loads(await request.body() or b"{}")
        return _json(self._answer(call, {**request.query_params, **given}))

    def _answer(self, call: str, given: Told) -> Told:
        calls = {
            "GET cms/category/list": self._find_category,
            "POST cms/category": self._add_category,
            "GET cms/article/list": self._find,
            "POST cms/article": self._add,
            "PUT cms/article": self._change,
        }
        if call in calls:
            return calls[call](given)
        article = self.articles.get(int(call.rpartition("/")[2])) if call.startswith("GET cms/article/") else None
        return {"code": 200, "data": article} if article else {"code": 500, "msg": "文章不存在"}

    def _find_category(self, given: Told) -> Told:
        wanted = (given["categoryName"], int(given["parentId"]))
        rows = [one for one in self.categories.values() if (one["categoryName"], one["parentId"]) == wanted]
        return {"code": 200, "rows": rows}

    def _add_category(self, given: Told) -> Told:
        number = 11 + len(self.categories)
        self.categories[number] = {"categoryId": number, **given}
        return {"code": 200, "data": number}

    def _find(self, given: Told) -> Told:
        return {"code": 200, "rows": [one for one in self.articles.values() if one["outId"] == given["outId"]]}

    def _login(self, given: Told) -> Told:
        if (given["username"], given["password"]) != (USER, PASSWORD):
            return {"code": 500, "msg": "用户不存在/密码错误"}
        self.logins += 1
        token = secrets.token_hex(16)
        self.tokens.add(token)
        return {"code": 200, "msg": "操作成功", "token": token}

    def _upload(self, name: str, content: bytes) -> Told:
        suffix = name.rpartition(".")[2]
        if suffix in REFUSED:
            return {"code": 500, "msg": f"文件 {name} 后缀不正确"}
        kept = f"{secrets.token_hex(8)}.{suffix}"
        self.files[kept] = content
        return {"code": 200, "url": f"/profile/{kept}", "fileName": name}

    def _add(self, given: Told) -> Told:
        if any(one["outId"] == given["outId"] for one in self.articles.values()):
            return {"code": 601, "msg": "外部编号已存在"}
        if given["categoryId"] not in self.categories:
            return {"code": 500, "msg": "栏目不存在"}
        number = 1001 + len(self.articles)
        self.articles[number] = {**given, "articleId": number, "version": 1, "url": f"/article/{number}.html"}
        return {"code": 200, "data": number}

    def _change(self, given: Told) -> Told:
        article = self.articles.get(given["articleId"])
        if article is None:
            return {"code": 500, "msg": "文章不存在"}
        article.update(given, version=article["version"] + 1)
        return {"code": 200, "msg": "操作成功"}

    def _page(self, request: Request) -> Response:
        article = self.articles.get(request.path_params["number"])
        if article is None or article["status"] != "1":
            return HTMLResponse("<h1>404</h1><p>文章不存在</p>", 404)
        title = article["title"].replace("&", "&amp;").replace("<", "&lt;")
        return HTMLResponse(f"<html><head><title>{title}</title></head><h1>{title}</h1>{article['content']}</html>")

    def _file(self, request: Request) -> Response:
        content = self.files.get(request.path_params["name"])
        return Response(content or b"", 200 if content is not None else 404)


@contextmanager
def xiaoxin() -> Iterator[Xiaoxin]:
    site = Xiaoxin()
    with serving(site.app()) as site.url:
        yield site


def _json(told: Told) -> Response:
    return JSONResponse({"msg": "操作成功", **told})
