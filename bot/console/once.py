"""A form that is sent twice (a double click, the back button, a lost answer) does what it asks for once."""

import secrets
import time
from collections.abc import Callable
from datetime import timedelta

from fastapi import Response

from bot.actions.errors import CannotDo, NotAllowed
from bot.console.room import Room
from bot.console.signed import CSRF, Form
from content.sessions import key_of

ONCE = "once"
"""The field that holds a form's own word."""
LASTS = timedelta(hours=24)
AT_WORK = "at work"
DIES = timedelta(minutes=10)
"""When whoever does it has died, the form may be sent again."""
OTHERWISE = "这份表单已经提交过一次，那次已经办好；后来改动的内容没有办理。请先看办好的结果，还要改的再提交。"
PATIENCE, PAUSE = 15.0, 0.2


def new_word() -> str:
    """For a form that is shown."""
    return secrets.token_urlsafe(12)


def once(
    room: Room, form: Form, do: Callable[[], tuple[str, str]], shown_again: Callable[[CannotDo], Response] | None = None
) -> Response:
    """`do` acts, and returns where to go on (below ROOT) and what to say there; what it raises, it did not do.

    The same form sent again goes where the first one went, also after signing in anew. Filled in otherwise it is
    refused (going back may show a page as it was): nothing is lost unsaid. A form without a word is done
    each time. `shown_again`: the form as it was filled in, with why it was refused; who lacks the right gets no form.
    """
    try:
        return room.go(form.request, *_done(room, form, do))
    except NotAllowed:
        raise
    except CannotDo as refused:
        if shown_again is None:
            raise
        return shown_again(refused)


def _done(room: Room, form: Form, do: Callable[[], tuple[str, str]]) -> tuple[str, str]:
    """Where to go on, and what to say there: of this form, or of the same one before."""
    word = form.text(ONCE)
    if not word:
        return do()
    shelf, key = room.app.store.shelf, f"console:once:{key_of(form.me.name + word)}"
    typed = _typed(form)
    while not shelf.swap(key, None, AT_WORK, until=room.now + DIES, now=room.now):
        if came := _came_of(room, key, typed):
            return came
    try:
        below, says = do()
    except BaseException:
        shelf.drop(key)
        raise
    shelf.put(key, f"{typed} {below}\n{says}", room.now + LASTS)
    return below, says


def _typed(form: Form) -> str:
    """What it says, shortly: without the proof, and the files, which a form brings once and names the next time."""
    said = {name: values for name, values in form.sent.fields.items() if name != CSRF and not name.endswith("_kept")}
    return key_of(repr([(name, [value.split() for value in said[name]]) for name in sorted(said)]))


def _came_of(room: Room, key: str, typed: str) -> tuple[str, str] | None:
    """Of the same form, sent before; None where that was refused. Raises CannotDo where it is still being done, or was
    done with something else in it.
    """
    give_up = time.monotonic() + PATIENCE
    while (kept := room.app.store.shelf.get(key, room.now)) == AT_WORK:
        if time.monotonic() > give_up:
            raise CannotDo("这份表单刚才已经提交，还在办理。请过一会儿刷新页面看结果，不要再提交。")
        time.sleep(PAUSE)
    if not kept:
        return None
    before, _, came = kept.partition(" ")
    if before != typed:
        raise CannotDo(OTHERWISE)
    below, _, says = came.partition("\n")
    return below, says
