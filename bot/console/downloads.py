"""Files that a page gives: to be saved under a name, or pictures to be seen in it. No browser guesses what they are."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from fastapi import Response

from content.file_types import IMAGES

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".csv": "text/csv; charset=utf-8",
        ".json": "application/json",
        ".pdf": "application/pdf",
    }
)
UNKNOWN = "application/octet-stream"


def download(content: bytes, name: str) -> Response:
    """To be saved as `name`, whose ending says what it is."""
    kind = MEDIA_TYPES.get(Path(name).suffix.lower(), UNKNOWN)
    named = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=kind, headers={"Content-Disposition": named})


def download_written(name: str, write: Callable[[Path], Any]) -> Response:
    """What `write` writes into a new file of this name; it lies there only meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        write(file)
        return download(file.read_bytes(), name)


def picture_or_download(content: bytes, name: str) -> Response:
    """A picture is shown where a page has it; anything else that somebody sent is saved, never opened here."""
    kind = IMAGES.get(Path(name).suffix.lower(), "")
    return Response(content, media_type=f"image/{kind.lower()}") if kind else download(content, name)
