"""What the editor's script asks for: to save, to know whether it may again, to clean what was pasted."""

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse

from bot.actions.draft_files import paste
from bot.actions.drafts import HandedInMeanwhile, Overtaken, draft_of, save
from bot.actions.errors import CannotDo, NotAllowed
from bot.console.drafts import EDIT, edit_path
from bot.console.editor.files import files_in
from bot.console.editor.form import version_in, writing_in
from bot.console.pages import path
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import for_the_console
from bot.views.drafts import own_words
from content.file_types import MEGABYTE
from content.zone import SHANGHAI

LARGEST_PASTE = 40 * MEGABYTE


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(EDIT + "/{draft_id}/cun")
    def standing(me: Me, draft_id: str) -> Response:
        """After signing in again in another window: the word that the page's forms need now."""
        draft = draft_of(room.app, me.name, draft_id)
        return JSONResponse({"csrf": me.csrf, "version": draft.version, "by": draft.saved_by})

    @pages.post(EDIT + "/{draft_id}/cun")
    def keep(form: Posted, draft_id: str) -> Response:
        writing = writing_in(form, own_words(room.app))
        try:
            draft = save(room.app, form.me.name, draft_id, writing, version=version_in(form), now=room.now)
        except (Overtaken, HandedInMeanwhile) as error:
            aside = path(f"{edit_path(draft_id)}/fuben/{error.aside}")
            return JSONResponse({"says": error.says, "aside": aside}, 409)
        except CannotDo as error:
            return _refused(error)
        return JSONResponse({"version": draft.version, "at": f"{room.now.astimezone(SHANGHAI):%H:%M:%S}"})

    @pages.post(EDIT + "/{draft_id}/zhantie")
    def pasted(form: Posted, draft_id: str) -> Response:
        try:
            draft_of(room.app, form.me.name, draft_id)
            found = paste(room.app, form.me.name, draft_id, _clipboard(form))
        except CannotDo as error:
            return _refused(error)
        draft = draft_of(room.app, form.me.name, draft_id)
        files = room.part(form.request, "_editor-files.html", **files_in(draft)) if found.files else ""
        return JSONResponse({"text": found.text, "says": found.says, "files": files})


def _refused(error: CannotDo) -> Response:
    return JSONResponse({"says": for_the_console(error.says)}, 403 if isinstance(error, NotAllowed) else 409)


def _clipboard(form: Form) -> str:
    """What was pasted comes as a file: with its pictures it is larger than the words of a form. Raises CannotDo."""
    sent = next((one for one in form.sent.files("html") if one.file is not None), None)
    if sent is None or sent.file is None or sent.size > LARGEST_PASTE:
        raise CannotDo(f"粘贴的内容太大（最多 {LARGEST_PASTE >> 20} MB），请分几次粘贴，图片另外上传。")
    return sent.file.read().decode("utf-8", "replace")
