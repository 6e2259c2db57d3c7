"""The files of a draft: taken as they are dropped or chosen, and shown."""

from typing import Any

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from bot.actions.draft_files import SentFile, enclose
from bot.actions.drafts import draft_of
from bot.actions.errors import CannotDo
from bot.console.drafts import EDIT
from bot.console.room import Room
from bot.console.signed import BOUNDS, Form, Me, Posted
from bot.downloads import kept_file
from content.file_types import IMAGES, LARGEST_ATTACHMENT, LARGEST_IMAGE, VIDEOS
from content.item import StoredFile
from content.writing import Draft

LIMITS = (
    f"一次最多选 {BOUNDS.files} 个。图片每张不超过 {LARGEST_IMAGE >> 20} MB，"
    f"附件每个不超过 {LARGEST_ATTACHMENT >> 20} MB，视频不超过 {BOUNDS.file >> 20} MB。"
)


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.post(EDIT + "/{draft_id}/wenjian")
    def take(form: Posted, draft_id: str) -> Response:
        added, faults = taken(room, form, draft_id)
        draft = draft_of(room.app, form.me.name, draft_id)
        files = room.part(form.request, "_editor-files.html", **files_in(draft))
        return JSONResponse({"added": [_described(file) for file in added], "faults": faults, "files": files})

    @pages.get(EDIT + "/{draft_id}/wenjian/{folder}/{name}")
    def give(me: Me, draft_id: str, folder: str, name: str) -> Response:
        draft = draft_of(room.app, me.name, draft_id)
        path = f"{folder}/{name}"
        file = next((one for one in draft.writing.files if one.path == path), None)
        found = kept_file(room.app, path, file.name) if file else None
        if found is None:
            raise HTTPException(404)
        return found


def taken(room: Room, form: Form, draft_id: str) -> tuple[list[StoredFile], list[str]]:
    """The files that came with a form, and why some were not taken, in words."""
    added, faults = [], []
    for upload in form.sent.files("upload"):
        if upload.file is None:
            many = f"一次最多 {BOUNDS.files} 个文件，请分几次上传"
            why = f"文件太大（最多 {BOUNDS.file >> 20} MB）" if upload.size > BOUNDS.file else many
            faults.append(f"“{upload.name}”没有收下：{why}。")
            continue
        try:
            added.append(enclose(room.app, form.me.name, draft_id, SentFile(upload.name, upload.file)))
        except CannotDo as error:
            faults.append(error.says)
    return added, faults


def files_in(draft: Draft) -> dict[str, Any]:
    """For `_editor-files.html`."""
    writing = draft.writing
    return {
        "draft": draft,
        "writing": writing,
        "pictures": [file for file in writing.files if file.suffix in IMAGES],
        "videos": [file for file in writing.files if file.suffix in VIDEOS],
    }


def _described(file: StoredFile) -> dict[str, str]:
    """For the script, which puts it into the text."""
    kind = "picture" if file.suffix in IMAGES else "video" if file.suffix in VIDEOS else "attachment"
    return {"name": file.name, "kind": kind}
