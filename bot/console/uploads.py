"""What waits for a person to upload or take down (待上传), made for a phone: claim, take the materials along.

The code on a large screen leads to the job's own page, where the phone signs in once: nothing in it is secret,
whoever photographs it gets nothing, and what is confirmed there is confirmed by somebody known. For a phone that only
fetches the files, who has claimed the job may have a second code: a link that cannot be guessed, for a day, while the
claim lasts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno
from fastapi import FastAPI, Request, Response
from markupsafe import Markup
from starlette.exceptions import HTTPException

from bot.actions.errors import CannotDo
from bot.actions.hand_over import claim, open_on_phone, release
from bot.actions.refusals import in_words
from bot.actions.rights import ROLES, Right
from bot.console.listing import addresses, page_of, text_of
from bot.console.once import new_word, once
from bot.console.pages import path
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted, Signed
from bot.console.told import for_the_console
from bot.downloads import kept_file
from bot.preview.links import LASTS
from bot.views.channels import called
from bot.views.queue import Waiting, one_of_queue, package, some_of_queue, verify
from bot.views.status import where, words
from channels.channel import Package
from channels.packages import PICTURES
from content.delivery import Act, State
from content.store.deliveries import Jobs
from content.zone import to_the_minute

UPLOADS = "/shangchuan"
SHOWN = 50
DOING: Mapping[Act, str] = {Act.PUBLISH: "发布", Act.CORRECT: "更正", Act.WITHDRAW: "撤下"}
CODE_SCALE = 4


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a job needs: its package and the sizes of its files in bytes. `fault`: why there is none, in words."""

    package: Package | None = None
    sizes: Mapping[str, int] | None = None
    fault: str = ""

    @property
    def html(self) -> Markup:
        return Markup(self.package.html if self.package else "")  # noqa: S704  # sanitised when the item was read

    @property
    def shown(self) -> Sequence[str]:
        """The files that are pictures."""
        return [name for name in self.sizes or () if name.lower().endswith(PICTURES)]


def add_to(pages: FastAPI, room: Room) -> None:
    _add_lists(pages, room)
    _add_taking(pages, room)
    _add_materials(pages, room)


def _add_lists(pages: FastAPI, room: Room) -> None:
    @pages.get(UPLOADS)
    def uploads(request: Request, me: Me) -> Response:
        asked = {name: text_of(request, name) for name in ("channel", "mine")}
        page = page_of(request)
        wanted = Jobs(room.now, asked["channel"], me.name if asked["mine"] else "", me.person)
        found = some_of_queue(room.app, wanted, most=SHOWN + 1, after=SHOWN * (page - 1))
        return room.show(
            request,
            "uploads.html",
            found=found[:SHOWN],
            more=len(found) > SHOWN,
            page=page,
            asked=asked,
            media={name: called(room.app, name) for name in room.app.channels},
            doing=DOING,
            address=addresses(path(UPLOADS), asked),
        )

    @pages.get(UPLOADS + "/{key}")
    def job(request: Request, me: Me, key: str) -> Response:
        return show_job(room, request, me, one_of_queue(room.app, key, room.now))


def _add_taking(pages: FastAPI, room: Room) -> None:
    @pages.post(UPLOADS + "/{key}/lingqu")
    def take(form: Posted, key: str) -> Response:
        def act() -> tuple[str, str]:
            delivery = claim(room.app, form.me.name, key, now=room.now)
            if (found := parcel(room, one_of_queue(room.app, key, room.now))).package:
                verify(room.app, found.package)
            until = to_the_minute(delivery.claimed_until or room.now)
            return f"{UPLOADS}/{key}", f"已领取，到 {until} 为止。办好后在本页确认。"

        return _tried(room, form, key, act)

    @pages.post(UPLOADS + "/{key}/tuihui")
    def give_back(form: Posted, key: str) -> Response:
        def act() -> tuple[str, str]:
            release(room.app, form.me.name, key, now=room.now)
            return f"{UPLOADS}/{key}", "已退回，别人可以领取。"

        return _tried(room, form, key, act)


def _tried(room: Room, form: Form, key: str, act: Callable[[], tuple[str, str]]) -> Response:
    """What is refused is told on the job's page: who has it meanwhile, or what became of it."""

    def shown_again(error: CannotDo) -> Response:
        one, says = one_of_queue(room.app, key, room.now), for_the_console(error.says)
        return show_job(room, form.request, form.me, one, status=409, not_taken=says)

    return once(room, form, act, shown_again)


def _add_materials(pages: FastAPI, room: Room) -> None:
    @pages.post(UPLOADS + "/{key}/saoma")
    def second_code(form: Posted, key: str) -> Response:
        address = outside(room, form.request) + open_on_phone(room.app, form.me.name, key, now=room.now)
        one = one_of_queue(room.app, key, room.now)
        return room.show(
            form.request, "upload-code.html", one=one, address=address, code=code_of(address), until=room.now + LASTS
        )

    @pages.get(UPLOADS + "/{key}/wenjian/{name}")
    def file(me: Me, key: str, name: str) -> Response:
        one = one_of_queue(room.app, key, room.now)
        found = parcel(room, one).package if is_in_hands_of(one, me, room) else None
        kept = found.files.get(name) if found else None
        answer = kept_file(room.app, kept, name, shown=False) if kept else None
        if answer is None:
            raise HTTPException(404)
        return answer


def show_job(
    room: Room, request: Request, me: Signed, one: Waiting, *, status: int = 200, **values: object
) -> Response:
    """`values`: what somebody typed before it was refused (`typed`), and why (`refusal`, `faults`).

    `not_taken`: why it was not taken, or given back.
    """
    mine = is_in_hands_of(one, me, room)
    here = path(f"{UPLOADS}/{one.delivery.key}")
    blank: dict[str, Any] = {
        "typed": {},
        "ticked": (),
        "faults": {},
        "refusal": "",
        "not_taken": "",
        "screenshot": None,
    }
    asked = {**blank, **values}
    return room.show(
        request,
        "upload.html",
        status=status,
        one=one,
        doing=DOING[one.act],
        is_waiting=one.delivery.state is State.WAITING,
        state=words(one.delivery),
        where=where(one.delivery, {}),
        mine=mine,
        may=may_hand_over(one, me),
        may_release=_may(one, me, Right.RELEASE),
        parcel=parcel(room, one) if mine or asked["refusal"] else Parcel(),
        path=here,
        code=code_of(outside(room, request) + here) if mine else "",
        once=new_word(),
        **asked,
    )


def may_hand_over(one: Waiting, me: Signed) -> bool:
    return _may(one, me, Right.HAND_OVER)


def _may(one: Waiting, me: Signed, right: Right) -> bool:
    return me.person.may(*ROLES[right]) and me.person.covers(one.unit, one.column)


def is_in_hands_of(one: Waiting, me: Signed, room: Room) -> bool:
    waits = one.delivery.state is State.WAITING
    return waits and may_hand_over(one, me) and one.delivery.claimer(room.now) == me.name


def parcel(room: Room, one: Waiting) -> Parcel:
    try:
        with in_words():
            found = package(room.app, one.delivery)
    except CannotDo as error:
        return Parcel(fault=error.says)
    files = found.files if found else {}
    sizes = {name: Path(room.app.files.locate(kept)).stat().st_size for name, kept in files.items()}
    return Parcel(found, sizes, "" if found else one.delivery.says)


def outside(room: Room, request: Request) -> str:
    """Where a phone finds us: the address in the settings, else the one this browser asked for."""
    return room.app.settings.public.base_url or f"{request.url.scheme}://{request.url.netloc}"


def code_of(address: str) -> str:
    """A QR code as SVG."""
    return segno.make_qr(address).svg_inline(scale=CODE_SCALE, omitsize=True, svgclass="code", lineclass=None)
