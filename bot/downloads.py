"""Files that a door gives out: saved under the name people know, shown only where no program can be in them."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import Response
from fastapi.responses import FileResponse

from content.store.files import media_type_of

if TYPE_CHECKING:
    from bot.app import App

INLINE = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4"})
"""What a browser may show; everything else is only saved."""
UNKNOWN = "application/octet-stream"
RUNS = frozenset({"text/html", "application/xhtml+xml", "image/svg+xml"})
"""What a browser could run, if somebody opened it from here: it is not told what that is."""
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


def made_file(content: bytes, name: str, *, shown: bool = False) -> Response:
    """What is in memory: made just now, or opened; to be saved, or `shown` where it may be."""
    kind = media_type_of(name)
    kind = UNKNOWN if kind in RUNS else kind
    how = "inline" if shown and kind in INLINE else "attachment"
    headers = {**ALONE, "Content-Disposition": f"{how}; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type=kind, headers=headers)


def written_file(name: str, write: Callable[[Path], Any]) -> Response:
    """What `write` writes into a new file of this name; it lies there only meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        write(file)
        return made_file(file.read_bytes(), name)
