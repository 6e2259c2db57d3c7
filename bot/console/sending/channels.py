"""The channels: whether they work, what is left of their allowances, what waits there, and letting one go on."""

from fastapi import FastAPI, Request, Response

from bot.actions.errors import CannotDo
from bot.actions.resume_channel import resume_channel
from bot.console.once import once
from bot.console.pages import ROOT
from bot.console.room import Room
from bot.console.sending.offers import may_publish, may_resume
from bot.console.sending.showing import show
from bot.console.sending_paths import CHANNELS, channel_path
from bot.console.signed import Form, Me, Posted, Signed
from bot.console.told import for_the_console, problem_for_the_console
from bot.views.channel_list import channel_list, channel_shown
from bot.views.channels import Health, called, health, listed
from bot.views.sending import on_channel
from bot.words import query_of


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(CHANNELS)
    def all_channels(request: Request, me: Me) -> Response:
        found = channel_list(room.app, room.now)
        return show(room, request, "channels.html", found=found, may=may_resume(me))

    @pages.get(CHANNELS + "/{name}")
    def one_channel(request: Request, me: Me, name: str, ye: int = 1) -> Response:
        return _show(room, request, me, name, page=max(1, ye))

    @pages.post(CHANNELS + "/{name}/jiancha")
    def check(form: Posted, name: str) -> Response:
        (channel,) = listed(room.app, [name])
        return _show(room, form.request, form.me, name, checked=health(room.app, channel, room.now))

    @pages.post(CHANNELS + "/{name}/huifu")
    def resume(form: Posted, name: str) -> Response:
        def shown_again(error: CannotDo) -> Response:
            return _show(room, form.request, form.me, name, refused=error)

        return once(room, form, lambda: _resume(room, form, name), shown_again)


def _resume(room: Room, form: Form, name: str) -> tuple[str, str]:
    resume_channel(room.app, form.me.name, name, now=room.now)
    return channel_path(name), f"{called(room.app, name)}已恢复，排着的接着发。"


def _show(
    room: Room,
    request: Request,
    me: Signed,
    name: str,
    *,
    page: int = 1,
    checked: Health | None = None,
    refused: CannotDo | None = None,
) -> Response:
    found, more = on_channel(room.app, me.person, name, page=page, now=room.now)
    return show(
        room,
        request,
        "channel.html",
        status=409 if refused else 200,
        channel=channel_shown(room.app, name, room.now),
        found=found,
        page=page,
        more=more,
        query=lambda number: f"{ROOT}{channel_path(name)}{query_of(ye=str(number))}",
        checked=checked,
        checked_problems=[problem_for_the_console(one) for one in checked.problems] if checked else [],
        refusal=for_the_console(refused.says) if refused else "",
        problems=[problem_for_the_console(one) for one in refused.problems] if refused else [],
        may=may_publish(room, me),
        resumes=may_resume(me),
    )
