"""Files that a door gives out: saved under the name people know, shown only where no program can be in them."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi import Response
from fastapi.responses import FileResponse

from content.store.files import media_type_of

if TYPE_CHECKING:
    from bot.app import App

INLINE = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4"})
"""What a browser may show; everything else is only saved."""
ALONE: Mapping[str, str] = {"Content-Security-Policy": "default-src 'none'; sandbox"}


def kept_file(
    app: "App", path: str, name: str, headers: Mapping[str, str] = ALONE, *, shown: bool = True
) -> Response | None:
    """A file of the files folder; `path` is `StoredFile.path`; not `shown` = only saved. None where it is not there."""
    try:
        place = Path(app.files.locate(path))
    except FileNotFoundError:
        return None
    if not place.is_file():
        return None
    kind = media_type_of(name)
    how = "inline" if shown and kind in INLINE else "attachment"
    return FileResponse(place, media_type=kind, filename=name, headers=headers, content_disposition_type=how)


def made_file(content: bytes, name: str) -> Response:
    """What was made just now, to be saved."""
    headers = {**ALONE, "Content-Disposition": f"attachment; filename*=utf-8''{quote(name, safe='')}"}
    return Response(content, media_type=media_type_of(name), headers=headers)
