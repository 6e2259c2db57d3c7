"""The log (发布台账) on pages: found, read one by one, taken along as a table, verified."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from starlette.exceptions import HTTPException

from bot.actions.errors import WrongUse
from bot.console.listing import number_of, text_of
from bot.console.pages import path
from bot.console.refs import item_path
from bot.console.room import Room
from bot.console.signed import Me
from bot.downloads import written_file
from bot.views.cells import safe
from bot.views.items import choices
from bot.views.log import HEADINGS, as_record, narrowed, one, page, years
from bot.views.tables import write_table
from bot.words import query_of
from content.log import Kind
from content.store.bulk import pieces
from content.store.log_list import WantedEntries

LOG = "/taizhang"
MOST = {"csv": 100_000, "xlsx": 20_000}
"""Entries in one table; a longer one is taken year by year."""
AT_ONCE = 500
LABELS: Mapping[str, str] = {
    "account": "账号",
    "act": "事项",
    "active": "在用",
    "article_id": "平台文章编号",
    "call": "平台接口",
    "change": "变化",
    "clipping": "剪报",
    "clientmsgid": "防重发编号",
    "confirmed_by": "确认人",
    "date": "日期",
    "digest": "内容摘要",
    "dispatch": "发送编号",
    "errcode": "平台返回的代码",
    "fields": "改动的栏目",
    "file": "文件",
    "form": "类别",
    "http": "网络状态码",
    "idx": "同一次推送里的第几篇",
    "line": "第几行",
    "media_id": "平台素材编号",
    "msg_data_id": "平台文章数据编号",
    "msg_id": "平台消息编号",
    "number": "编号",
    "outlet": "媒体",
    "page": "版面",
    "pasted": "粘贴的链接",
    "person": "人员",
    "programme": "节目",
    "publish_id": "平台发布编号",
    "publish_status": "平台发布状态",
    "reason": "理由",
    "ref": "版次",
    "register": "登记簿",
    "remote_id": "平台编号",
    "rid": "平台请求编号",
    "roles": "角色",
    "screenshot": "截图",
    "sha256": "文件校验值",
    "source": "来源",
    "status": "状态",
    "step": "步骤",
    "subject": "针对",
    "time_from": "时间依据",
    "title": "标题",
    "url": "链接",
    "voids": "作废的是第几条",
}
"""Of what is written down as evidence; what is not here is shown by its own name."""


def entry_path(seq: int) -> str:
    """One entry's own page, below the root."""
    return f"{LOG}/{seq}"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(LOG)
    def listed(request: Request, _me: Me) -> Response:
        return _list(room, request)

    @pages.get(LOG + "/daochu/{ending}")
    def exported(request: Request, _me: Me, ending: str) -> Response:
        if ending not in MOST:
            raise HTTPException(404)
        rows = narrowed(room.app, WantedEntries(**_filters(request)), MOST[ending])
        if ending == "csv":
            headers = {"Content-Disposition": "attachment; filename*=utf-8''%E5%8F%B0%E8%B4%A6.csv"}
            return StreamingResponse(_lines(rows), media_type="text/csv; charset=utf-8", headers=headers)
        return written_file("台账.xlsx", lambda file: write_table(file, list(HEADINGS.values()), rows))

    @pages.get(LOG + "/{seq:int}")
    def entry(request: Request, _me: Me, seq: int) -> Response:
        shown = one(room.app, seq)
        if shown is None:
            raise HTTPException(404)
        return room.show(
            request,
            "log-entry.html",
            shown=shown,
            one=as_record(shown.entry),
            labels=LABELS,
            entry_path=entry_path,
            item_path=item_path,
        )


def _list(room: Room, request: Request) -> Response:
    filters = _filters(request)
    before = number_of(request, "before")
    return room.show(
        request,
        "log.html",
        found=page(room.app, WantedEntries(**filters), before),
        before=before,
        filters=filters,
        choices=choices(room.app),
        years=years(room.app),
        kinds=[(kind.value, kind.chinese) for kind in Kind],
        as_record=as_record,
        on=lambda before: path(LOG) + query_of(**_named(filters), before=str(before)),
        export=lambda ending: f"{path(LOG)}/daochu/{ending}{query_of(**_named(filters))}",
        most=MOST,
        entry_path=entry_path,
        item_path=item_path,
    )


def _filters(request: Request) -> dict[str, Any]:
    kind = text_of(request, "kind")
    if kind and kind not in list(Kind):
        raise WrongUse("没有这一种记录，请在“做了什么”里选。")
    item_id = text_of(request, "item_id").partition(".")[0]
    named = {name: text_of(request, name) for name in ("by", "channel", "text")}
    return {"item_id": item_id, "kind": kind, "year": number_of(request, "year"), **named}


def _named(filters: Mapping[str, Any]) -> dict[str, str]:
    """As they stand in an address."""
    return {name: str(value or "") for name, value in filters.items()}


def _lines(rows: Iterable[list[Any]]) -> Iterator[str]:
    """A table some rows at a time: each time the server turns to it costs others as much as a small page does. The mark
    at the beginning makes spreadsheet programs read it as UTF-8.
    """
    yield "\ufeff" + _written([list(HEADINGS.values())])
    for some in pieces(rows, AT_ONCE):
        yield _written([safe(cell) for cell in row] for row in some)


def _written(rows: Iterable[list[Any]]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()
