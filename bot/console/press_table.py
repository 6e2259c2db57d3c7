"""A table of pieces that others carried: tried first, then written down by the digest of the very file."""

from collections import Counter
from typing import Any

from fastapi import FastAPI, Request, Response

from bot.actions.errors import CannotDo
from bot.actions.record import Tried, record_table, try_table
from bot.actions.rights import Right, require_role
from bot.console.history import BAD_SHOWN
from bot.console.jobs import begin, job
from bot.console.once import new_word, once
from bot.console.one_file import OneFile, laid_out, table_of
from bot.console.pages import path
from bot.console.press import PRESS
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import for_the_console
from bot.views.channels import called
from bot.views.press import recording_channels
from bot.waiting_room import Waiting
from bot.words import OTHER_FIELDS
from content.zone import day_of

TABLE = f"{PRESS}/biaoge"
JOB = "press:table"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(TABLE)
    def blank(request: Request, me: Me) -> Response:
        require_role(me.person, Right.RECORD)
        return _show(room, request)

    @pages.post(TABLE)
    def attempt(form: Posted) -> Response:
        require_role(form.me.person, Right.RECORD)
        table = table_of(room, form)
        if table.kept is None:
            return _show(room, form.request, status=409, table=table)
        return _show(
            room, form.request, table=table, tried=_tried(room, form, table.kept), channel=form.text("channel")
        )

    @pages.post(TABLE + "/queren")
    def take(form: Posted) -> Response:
        require_role(form.me.person, Right.RECORD)
        table = table_of(room, form)
        if table.kept is None:
            return _show(room, form.request, status=409, table=table)
        kept = table.kept
        try:
            return once(room, form, lambda: _recorded(room, form, kept))
        except CannotDo as error:
            found: dict[str, Any] = {"table": table, "tried": _tried(room, form, kept), "channel": form.text("channel")}
            return _show(room, form.request, status=409, refusal=for_the_console(error.says), **found)


def _tried(room: Room, form: Form, kept: Waiting) -> Tried:
    with laid_out(room, kept) as table:
        return try_table(room.app, form.me.name, form.text("channel"), table, now=room.now)


def _recorded(room: Room, form: Form, kept: Waiting) -> tuple[str, str]:
    by, channel = form.me.name, form.text("channel")
    digest, leave_out = form.text("digest"), bool(form.text("leave_out"))

    def act() -> str:
        with laid_out(room, kept) as table:
            done = record_table(room.app, by, channel, table, digest=digest, leave_out=leave_out, now=room.now)
        left = len({problem.where for problem in done.left_out})
        return f"已从“{kept.name}”登记 {done.count} 条" + (f"，略过 {left} 行。" if left else "。")

    if not begin(room, JOB, by, act):
        raise CannotDo("另一张表正在登记，这张没有登记。请等那张完成以后再来。")
    return TABLE, ""


def _show(
    room: Room,
    request: Request,
    *,
    status: int = 200,
    table: OneFile | None = None,
    tried: Tried | None = None,
    channel: str = "",
    refusal: str = "",
) -> Response:
    found: dict[str, Any] = {"tried": tried, "table": table, "channel": channel, "refusal": refusal}
    if tried:
        problems = [(one, OTHER_FIELDS.get(one.field, ""), for_the_console(one.says)) for one in tried.problems]
        days = [
            (day_of(row.evidence.published_at).year, row.piece.counts)
            for row in tried.rows
            if row.evidence.published_at
        ]
        found |= {
            "problems": problems[:BAD_SHOWN],
            "more": max(0, len(problems) - BAD_SHOWN),
            "bad": len({one.where for one in tried.problems}),
            "years": sorted({year for year, _ in days}, reverse=True),
            "counts": Counter(days),
        }
    found |= {"job": None if tried else job(room, JOB), "again": path(TABLE)}
    channels = [(one.name, called(room.app, one.name)) for one in recording_channels(room.app)]
    return room.show(request, "press-table.html", status=status, once=new_word(), channels=channels, **found)
