"""A loopback web server that serves the folder as the real one does: nothing of a platform is to be played here.

`deploy/` has the web server's settings for the real thing; both hide `.gongkai/` and give types and `nosniff` alike.
"""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from channels import loopback

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ofd": "application/ofd",
}
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' https:; media-src 'self'; base-uri 'none'; form-action 'none'"
)
HEADERS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": POLICY, "Referrer-Policy": "same-origin"}


def application(folder: Path, base_url: str = "") -> Starlette:
    """Serves `folder` below the path part of `base_url`, so that links work as they do at the public address."""
    prefix = urlsplit(base_url).path.rstrip("/")

    def answer(request: Request) -> Response:
        return _answer(folder.resolve(), request.path_params["path"])

    return Starlette(routes=[Route(f"{prefix}/{{path:path}}", answer)])


@contextmanager
def serving(folder: Path, base_url: str = "", port: int = 0) -> Iterator[str]:
    """Serve on 127.0.0.1 in a thread; gives the address of the home page. Port 0 = any free one."""
    with loopback.serving(application(folder, base_url), port) as address:
        yield f"{address}{urlsplit(base_url).path.rstrip('/')}/"


def _answer(folder: Path, path: str) -> Response:
    place = (folder / path).resolve()
    hidden = any(part.startswith(".") and part != ".well-known" for part in Path(path).parts)
    if hidden or not place.is_relative_to(folder):
        return _missing(folder)
    if place.is_dir():
        if path and not path.endswith("/"):
            return RedirectResponse(f"{Path(path).name}/", status_code=301)
        place = place / "index.html"
    return _file(place) if place.is_file() else _missing(folder)


def _file(place: Path, status: int = 200) -> Response:
    kind = TYPES.get(place.suffix.lower()) or mimetypes.guess_type(place.name)[0] or "application/octet-stream"
    return FileResponse(place, status, headers=HEADERS, media_type=kind)


def _missing(folder: Path) -> Response:
    page = folder / "404.html"
    return _file(page, 404) if page.is_file() else Response("Not Found", 404, headers=HEADERS)
