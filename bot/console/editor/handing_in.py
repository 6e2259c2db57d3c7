"""Handing in (送审): what is left to mend, where it will go, and the button; and throwing a draft away."""

from fastapi import FastAPI, Request, Response

from bot.actions.drafts import KEPT, draft_of, drop, hand_in, take_back
from bot.actions.errors import CannotDo
from bot.console.drafts import EDIT, edit_path, new_path
from bot.console.editor.form import version_in
from bot.console.editor.page import found_in
from bot.console.editor.wording import told
from bot.console.once import new_word, once
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted, Signed
from bot.console.told import for_the_console
from content.writing import Draft


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(EDIT + "/{draft_id}/tijiao")
    def ask(request: Request, me: Me, draft_id: str) -> Response:
        return _shown(room, request, me, draft_of(room.app, me.name, draft_id))

    @pages.post(EDIT + "/{draft_id}/tijiao")
    def act(form: Posted, draft_id: str) -> Response:
        try:
            return once(room, form, lambda: _handed_in(room, form, draft_id))
        except CannotDo as error:
            return _shown(room, form.request, form.me, draft_of(room.app, form.me.name, draft_id), refused=error)

    @pages.post(EDIT + "/{draft_id}/shanchu")
    def throw_away(form: Posted, draft_id: str) -> Response:
        draft = drop(room.app, form.me.name, draft_id, now=room.now)
        return room.go(form.request, new_path(), f"已删除草稿{draft.called}。{KEPT.days} 天以内可在“我的草稿”里恢复。")

    @pages.post(EDIT + "/{draft_id}/huifu")
    def bring_back(form: Posted, draft_id: str) -> Response:
        take_back(room.app, form.me.name, draft_id)
        return room.go(form.request, edit_path(draft_id), "已恢复，可以接着写。")


def _handed_in(room: Room, form: Form, draft_id: str) -> tuple[str, str]:
    done = hand_in(room.app, form.me.name, draft_id, version=version_in(form), now=room.now)
    steps = room.app.settings.review
    next_step = f"等{steps[0]}" if steps else "可以发布了"
    return f"/gaojian/{done.edition.item_id}", f"已送审，编号 {done.edition.ref}，{next_step}。"


def _shown(room: Room, request: Request, me: Signed, draft: Draft, *, refused: CannotDo | None = None) -> Response:
    if not draft.is_open:
        return room.show(request, "editor-closed.html", status=409 if refused else 200, draft=draft, kept=KEPT)
    found = found_in(room, me, draft)
    if refused is not None and refused.problems:
        found["problems"] = told(room.app, refused.problems)
    return room.show(
        request,
        "editor-hand-in.html",
        status=409 if refused else 200,
        refused=for_the_console(refused.says) if refused else "",
        steps=room.app.settings.review,
        blocking=any(one.blocks for one in found["problems"]),
        once=new_word(),
        **found,
    )
