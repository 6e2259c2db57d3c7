"""The platform over HTTP: its interface, its public pages in GBK, and the back office where a reviewer decides."""

from html import escape
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from channels.rest.sandbox.faults import Faults
from channels.rest.sandbox.gate import Gate, Stopped
from channels.rest.sandbox.platform import COLUMNS, Platform
from channels.rest.sandbox.speech import ENCODING, TYPE, Malformed, Said, read, written
from channels.rest.sandbox.state import SUBMITTED, Doc

LARGEST = 40_000_000
STATUS = {1: "待审", 2: "已发布", 3: "退回", 4: "已撤下"}
PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="gbk"><meta name="SiteName" content="示范省政府网站集约化平台（演练）">
<title>{title}</title></head>
<body><div class="nav">首页 &gt; {column}</div><h1>{title}</h1><div class="note">{note}</div>
<div class="TRS_Editor">{body}</div><div class="foot">网站地图 联系我们</div></body></html>
"""


class Web:
    def __init__(self, platform: Platform, gate: Gate, faults: Faults) -> None:
        self._platform, self._gate, self._faults = platform, gate, faults

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/openapi/{call:path}", self._called, methods=["POST"]),
                Route("/houtai", self._back_office),
                Route("/houtai/{number}", self._judged, methods=["POST"]),
                Route("/upload/{name}", self._file),
                Route("/{folder}/t{number:int}.html", self._page),
            ]
        )

    async def _called(self, request: Request) -> Response:
        body = await request.body()
        call = request.path_params["call"]
        kind = request.headers.get("content-type", "")
        return await run_in_threadpool(
            self._faults.around, call, lambda: self._answered(call, request.query_params, body, kind)
        )

    def _answered(self, call: str, query: QueryParams, body: bytes, kind: str) -> Response:
        with self._platform.state.change():
            self._platform.state.count(call)
            try:
                self._gate.let_in(dict(query), body, state=self._platform.state, now=self._platform.now())
                return _told(0, "成功", self._platform.answer(call, read(_bounded(body), kind)))
            except Stopped as stopped:
                return _told(stopped.code, stopped.says, stopped.more)
            except Malformed as malformed:
                return _told(2001, str(malformed), {})

    def _page(self, request: Request) -> Response:
        with self._platform.state.change():
            doc = self._platform.state.by_id(str(request.path_params["number"]))
        if doc is None or doc.shown_content is None or COLUMNS[doc.channel][1] != request.path_params["folder"]:
            return _html("页面不存在", "您访问的页面不存在或已删除。", status=404)
        note = f"来源：{escape(doc.source)} 发布时间：{doc.published_at}"
        return _html(doc.shown_title or "", doc.shown_content, column=COLUMNS[doc.channel][0], note=note)

    def _file(self, request: Request) -> Response:
        with self._platform.state.change():
            file = self._platform.state.file(request.path_params["name"].rpartition(".")[0])
        if file is None:
            raise HTTPException(404)
        return Response(file[1], media_type="application/octet-stream")

    def _back_office(self, _: Request) -> Response:
        with self._platform.state.change():
            docs = self._platform.state.all()
        return _html("审核", "".join(_row(doc) for doc in docs) or "没有文档。")

    async def _judged(self, request: Request) -> Response:
        async with request.form() as form:
            opinion = str(form.get("opinion", ""))
        await run_in_threadpool(self._judge, request.path_params["number"], opinion)
        return RedirectResponse("/houtai", 303)

    def _judge(self, number: str, opinion: str) -> None:
        with self._platform.state.change():
            doc = self._platform.state.by_id(number)
            if doc is not None and doc.status == SUBMITTED:
                self._platform.judge(doc, opinion)


def _bounded(body: bytes) -> bytes:
    if len(body) > LARGEST:
        raise Stopped(2007, "正文超过 40 MB")
    return body


def _row(doc: Doc) -> str:
    says = f"<p>{doc.id} {escape(doc.title)}（{STATUS[doc.status]}）{escape(doc.opinion)}</p>"
    if doc.status != SUBMITTED:
        return says
    field = '<input name="opinion" placeholder="退回意见，空为通过"> <button>审核</button>'
    return f'{says}<form method="post" action="/houtai/{doc.id}">{field}</form>{doc.content}'


def _html(title: str, body: str, *, status: int = 200, **more: str) -> Response:
    text = PAGE.format(title=escape(title), body=body, **{"column": "", "note": "", **more})
    # Without a charset in the header, as on many such sites: only the page itself says it.
    return Response(text.encode(ENCODING, "xmlcharrefreplace"), status, {"content-type": "text/html"})


def _told(code: int, says: str, data: Said) -> Response:
    answer: dict[str, Any] = {"code": code, "msg": says, "data": data}
    return Response(written(answer), 200, {"content-type": TYPE})
