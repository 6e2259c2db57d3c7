"""Past years taken in from a table: tried first, then imported by the digest of the very file that was tried."""

from typing import Any

from fastapi import FastAPI, Request, Response

from bot.actions.errors import CannotDo
from bot.actions.import_history import Tried, import_history, try_history
from bot.actions.rights import Right, require_role
from bot.console.jobs import begin, job
from bot.console.once import new_word, once
from bot.console.one_file import OneFile, laid_out, table_of
from bot.console.pages import path
from bot.console.press import PRESS
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import for_the_console
from bot.views.history_import import bad_rows, past_years
from bot.waiting_room import Waiting
from content.history import COUNTS, HEADINGS, REQUIRED

HISTORY = f"{PRESS}/daoru"
BAD_SHOWN, GOOD_SHOWN = 200, 50
JOB = "history:import"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(HISTORY)
    def blank(request: Request, me: Me) -> Response:
        require_role(me.person, Right.IMPORT)
        return _show(room, request)

    @pages.post(HISTORY)
    def attempt(form: Posted) -> Response:
        require_role(form.me.person, Right.IMPORT)
        table = table_of(room, form)
        if table.kept is None:
            return _show(room, form.request, status=409, table=table)
        return _show(room, form.request, table=table, tried=_tried(room, form, table.kept))

    @pages.post(HISTORY + "/queren")
    def take(form: Posted) -> Response:
        require_role(form.me.person, Right.IMPORT)
        table = table_of(room, form)
        if table.kept is None:
            return _show(room, form.request, status=409, table=table)
        kept = table.kept
        try:
            return once(room, form, lambda: _imported(room, form, kept))
        except CannotDo as error:
            tried, says = _tried(room, form, kept), for_the_console(error.says)
            return _show(room, form.request, status=409, table=table, tried=tried, refusal=says)


def _tried(room: Room, form: Form, kept: Waiting) -> Tried:
    with laid_out(room, kept) as table:
        return try_history(room.app, form.me.name, table, now=room.now)


def _imported(room: Room, form: Form, kept: Waiting) -> tuple[str, str]:
    by, digest, leave_out = form.me.name, form.text("digest"), bool(form.text("leave_out"))

    def act() -> str:
        with laid_out(room, kept) as table:
            done = import_history(room.app, by, table, digest=digest, leave_out=leave_out, now=room.now)
        left = len({fault.line for fault in done.left_out})
        return f"已从“{done.history.name}”导入 {done.count} 条" + (f"，略过 {left} 行。" if left else "。")

    if not begin(room, JOB, by, act):
        raise CannotDo("另一个文件正在导入，这个文件没有导入。请等那个完成以后再来。")
    return HISTORY, ""


def _show(
    room: Room,
    request: Request,
    *,
    status: int = 200,
    table: OneFile | None = None,
    tried: Tried | None = None,
    refusal: str = "",
) -> Response:
    found: dict[str, Any] = {"tried": tried, "table": table, "refusal": refusal, "once": new_word()}
    if tried:
        bad = bad_rows(tried)
        found |= {
            "bad": bad[:BAD_SHOWN],
            "more_bad": max(0, len(bad) - BAD_SHOWN),
            "columns": [name for name in HEADINGS if any(row.cells.get(name) or name in row.faults for row in bad)],
            "whole": [fault.says for fault in tried.faults if not fault.line],
            "counts": (counts := past_years(tried.rows)),
            "media": [medium for medium in room.app.settings.media if any(one.counted.get(medium) for one in counts)],
            "good": tried.rows[:GOOD_SHOWN],
            "alike": [row.line for row in tried.rows if row.place > 1],
        }
    found |= {"job": None if tried else job(room, JOB), "again": path(HISTORY)}
    words = {"required": REQUIRED, "optional": [name for name in HEADINGS if name not in REQUIRED]}
    return room.show(request, "history.html", status=status, **words, **found, apart=COUNTS["另计"])
