"""An edition on its way, live: where it is on each channel, and what to do where it does not go on."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from bot.actions.cancel import cancel
from bot.actions.errors import CannotDo
from bot.actions.publish import publish
from bot.console.once import new_word, once
from bot.console.room import Room
from bot.console.sending.offers import may_publish, may_settle, may_write
from bot.console.sending.showing import show
from bot.console.sending_paths import SENDING, delivery_path
from bot.console.signed import Form, Me, Posted, Signed
from bot.console.told import for_the_console, problem_for_the_console
from bot.downloads import kept_file
from bot.views.channels import called
from bot.views.live import Live, OnItsWay, live, screenshot_of
from bot.views.status import TAKEN_BACK, words
from content.delivery import OPEN, State

KEY = "jian"
"""The field that holds a delivery's key."""
SOON, LATER = 3, 20
"""Seconds between two looks: while something moves, and while it waits for a person or a time."""
PROGRESS = SENDING + "/jindu/{ref:edition}"


@dataclass(frozen=True, slots=True)
class Page:
    """`seen` changes when anything that is shown does; `every`: seconds to the next look, 0 = nothing will change."""

    found: Live
    seen: str
    every: int
    may: bool
    settles: bool
    writes: bool


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(PROGRESS)
    def progress(request: Request, me: Me, ref: str) -> Response:
        return _show(room, request, me, ref)

    @pages.get(PROGRESS + "/xianzhuang")
    def part(request: Request, me: Me, ref: str, seen: str = "") -> Response:
        page = _page(room, me, ref)
        if page.seen == seen:
            return Response(status_code=204)  # nothing moved: what somebody is at in the page stays as it is
        return show(room, request, "_sending-progress.html", page=page, once=new_word())

    @pages.get(SENDING + "/jietu/{key}")
    def screenshot(_me: Me, key: str) -> Response:
        path = screenshot_of(room.app, key)
        found = kept_file(room.app, path, path.rpartition("/")[2]) if path else None
        if found is None:
            raise HTTPException(404)
        return found

    _add_acts(pages, room)


def _add_acts(pages: FastAPI, room: Room) -> None:
    @pages.post(SENDING + "/quxiao")
    def take_back(form: Posted) -> Response:
        key = form.text(KEY)

        def do() -> tuple[str, str]:
            done = cancel(room.app, form.me.name, key, now=room.now)
            return delivery_path(key), f"{key} {TAKEN_BACK if done.state is State.DUE else words(done)}。"

        return _tried(room, form, do)

    @pages.post(SENDING + "/zaifa")
    def again(form: Posted) -> Response:
        key = form.text(KEY)

        def do() -> tuple[str, str]:
            ref, _, channel = key.partition("@")
            publish(room.app, form.me.name, ref, to=[channel], now=room.now)
            return delivery_path(key), f"已再次下令发布到{called(room.app, channel)}，进展见下。"

        return _tried(room, form, do)


def _tried(room: Room, form: Form, do: Callable[[], tuple[str, str]]) -> Response:
    """What is refused is told where one sees how things stand meanwhile."""

    def shown_again(error: CannotDo) -> Response:
        return _show(room, form.request, form.me, form.text(KEY).partition("@")[0], refused=error)

    return once(room, form, do, shown_again)


def _show(room: Room, request: Request, me: Signed, ref: str, *, refused: CannotDo | None = None) -> Response:
    return show(
        room,
        request,
        "sending-progress.html",
        status=409 if refused else 200,
        page=_page(room, me, ref),
        refusal=for_the_console(refused.says) if refused else "",
        problems=[problem_for_the_console(one) for one in refused.problems] if refused else [],
        once=new_word(),
    )


def _page(room: Room, me: Signed, ref: str) -> Page:
    found = live(room.app, ref, room.now)
    item = found.edition.item
    may, settles = may_publish(room, me, item), may_settle(me, item)
    seen = hashlib.sha256(repr((found.lines, may, settles)).encode()).hexdigest()[:16]
    return Page(found, seen, _pause(room, found.lines), may, settles, may_write(me, item))


def _pause(room: Room, lines: Sequence[OnItsWay]) -> int:
    moving = any(one.is_moving or _is_next(room, one) for one in lines)
    return SOON if moving else LATER if any(one.delivery.state in OPEN for one in lines) else 0


def _is_next(room: Room, line: OnItsWay) -> bool:
    return line.delivery.state is State.DUE and line.due_at <= room.now and not line.paused
