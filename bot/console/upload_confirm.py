"""A job of the upload queue that is done: the link and the screenshot are brought back."""

from collections.abc import Mapping
from dataclasses import replace

from fastapi import FastAPI, Response
from fastapi.responses import RedirectResponse

from bot.actions.errors import CannotDo, NotAllowed
from bot.actions.hand_over import Brought, confirm
from bot.actions.rights import Right, require_role
from bot.console.once import once
from bot.console.one_file import SCREENSHOTS, OneFile, file_of, on_disk
from bot.console.pages import ROOT
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import for_the_console
from bot.console.uploads import UPLOADS, parcel, show_job
from bot.moments import moment_of
from bot.views.queue import Waiting, one_of_queue
from bot.views.status import words
from content.receipt import Standing

TYPED = ("url", "published")
UNDECLARED = "还没有勾选必须声明的一步：请照它在平台上办好，再勾选。"


class _Faulty(CannotDo):
    """Of one field."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(says)
        self.field = field


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(UPLOADS + "/{key}/queren")
    def back(me: Me, key: str) -> Response:  # noqa: ARG001  # only who is signed in is led anywhere
        return RedirectResponse(f"{ROOT}{UPLOADS}/{key}", 303)

    @pages.post(UPLOADS + "/{key}/queren")
    def bring(form: Posted, key: str) -> Response:
        require_role(form.me.person, Right.HAND_OVER)
        one = one_of_queue(room.app, key, room.now)
        screenshot = file_of(room, form, "screenshot", SCREENSHOTS)
        try:
            brought = _read(room, form, one, screenshot)
            return once(room, form, lambda: _confirmed(room, form.me.name, one, brought, screenshot=screenshot))
        except CannotDo as error:
            return _again(room, form, key, error, screenshot=screenshot)


def _read(room: Room, form: Form, one: Waiting, screenshot: OneFile) -> Brought:
    """Without the screenshot. Raises CannotDo."""
    if screenshot.fault:
        raise _Faulty("screenshot", screenshot.fault)
    package = parcel(room, one).package
    declared = tuple(package.declarations) if package else ()
    if not set(declared) <= set(form.sent.texts("declared")):
        raise _Faulty("declared", UNDECLARED)
    try:
        published = moment_of(form.text("published"), room.now)
    except CannotDo as error:
        raise _Faulty("published", error.says) from error
    facts = {"declared": "；".join(declared)} if declared else {}
    return Brought(url=form.text("url"), published_at=published, facts=facts)


def _confirmed(room: Room, by: str, one: Waiting, brought: Brought, *, screenshot: OneFile) -> tuple[str, str]:
    key = one.delivery.key
    with on_disk(room, screenshot) as path:
        complete = replace(brought, screenshot=path)
        done = confirm(room.app, by, key, complete, now=room.now)
    counted = "，已计入台账" if done.standing is Standing.LIVE else ""
    return f"{UPLOADS}/{key}", f"{key} 已确认：{words(done)}{counted}。{done.says}"


def _again(room: Room, form: Form, key: str, error: CannotDo, *, screenshot: OneFile) -> Response:
    """The page as it was, with everything typed, and what is wrong beside it."""
    faults: Mapping[str, str] = {error.field: error.says} if isinstance(error, _Faulty) else {}
    return show_job(
        room,
        form.request,
        form.me,
        one_of_queue(room.app, key, room.now),
        status=403 if isinstance(error, NotAllowed) else 409,
        typed={name: form.text(name) for name in TYPED},
        ticked=(*form.sent.texts("step"), *form.sent.texts("declared")),
        faults=faults,
        refusal=for_the_console(error.says),
        screenshot=screenshot,
    )
