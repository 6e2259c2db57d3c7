"""What the pages load beside themselves: our styles and scripts, and those of others with their licences.

Each is served under its content's hash, so that a browser keeps it for ever and still gets a new one at once.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fastapi import FastAPI, Response
from starlette.exceptions import HTTPException

from bot.console.pages import ROOT, STATIC

FOLDER = Path(__file__).parent
TYPES: Mapping[str, str] = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
FOR_LONG = "public, max-age=31536000, immutable"


@cache
def address_of(name: str) -> str:
    """Of a file below this folder, `console.js`. Raises FileNotFoundError."""
    return f"{ROOT}{STATIC}/{hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:10]}/{name}"


@cache
def _contents() -> Mapping[str, tuple[bytes, str]]:
    return {
        path.relative_to(FOLDER).as_posix(): (path.read_bytes(), TYPES[path.suffix])
        for path in FOLDER.rglob("*.*")
        if path.suffix in TYPES
    }


def add_to(pages: FastAPI) -> None:
    @pages.get(STATIC + "/{version}/{name:path}")
    def static(version: str, name: str) -> Response:  # noqa: ARG001  # the version only makes the address a new one
        found = _contents().get(name)
        if found is None:
            raise HTTPException(404)
        return Response(found[0], media_type=found[1], headers={"Cache-Control": FOR_LONG})
