"""The routes: one page per link, its files only through it; not kept by browsers, not found by search engines.

What is shown is the sanitised text as each channel will send it; no program runs on these pages but the one that
copies a package's texts.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader

from bot.actions.errors import CannotDo
from bot.actions.finding import delivery_of
from bot.downloads import ALONE, kept_file
from bot.preview.links import PACKAGE, PREVIEW, meant
from bot.preview.showing import meant_edition, names_of, shown
from bot.views.queue import package
from bot.words import problem_in_words
from channels.channel import Package
from channels.look import STYLE
from channels.packages import page_of
from content.delivery import State
from content.edition import Edition

if TYPE_CHECKING:
    from bot.app import App

TEMPLATES = Path(__file__).with_name("templates")
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
GONE = "这个链接已经失效，或稿件已经有了新的版次。请在聊天里重新打开。"
RULES = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PRIVATE = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def add_to(web: FastAPI, app: "App") -> None:
    """`GET /hd/yulan/…` and `/hd/cailiao/…`, each with its token."""

    @web.get(PREVIEW + "/{token}/")
    def preview(token: str) -> Response:
        edition = _edition(app, token)
        return _page("preview.html", shown=shown(app, edition, app.clock())) if edition else _gone()

    @web.get(PREVIEW + "/{token}/files/{folder}/{name}")
    def preview_file(token: str, folder: str, name: str) -> Response:
        edition, path = _edition(app, token), f"{folder}/{name}"
        names = names_of(edition) if edition else {}
        return _file(app, path, names[path]) if path in names else _gone()

    @web.get(PACKAGE + "/{token}/")
    def parcel(token: str) -> Response:
        found = _package(app, token)
        return _package_page(app, found) if found else _gone()

    @web.get(PACKAGE + "/{token}/{name}")
    def parcel_file(token: str, name: str) -> Response:
        found = _package(app, token)
        return _file(app, found.files[name], name) if found and name in found.files else _gone()


def _edition(app: "App", token: str) -> Edition | None:
    now = app.clock()
    subject = meant(app, token, now=now)
    return None if subject is None or "key" in subject else meant_edition(app, subject, now)


def _package(app: "App", token: str) -> Package | None:
    """While it waits to be done, and is claimed by whoever got the link."""
    now = app.clock()
    subject = meant(app, token, now=now)
    if subject is None or "key" not in subject:
        return None
    try:
        with app.store.read() as work:
            delivery = delivery_of(work, subject["key"])
    except CannotDo:
        return None
    if delivery.state is not State.WAITING or delivery.claimer(now) != subject["by"]:
        return None
    return package(app, delivery)


def _package_page(app: "App", found: Package) -> Response:
    page = page_of(found, {name: Path(app.files.locate(path)).stat().st_size for name, path in found.files.items()})
    scripts = " ".join(f"'sha256-{_hash(script)}'" for script in SCRIPT.findall(page))
    rules = f"{RULES}; script-src {scripts}" if scripts else RULES
    return HTMLResponse(page, headers={**PRIVATE, "Content-Security-Policy": rules})


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _page(template: str, *, status: int = 200, **values: object) -> Response:
    text = _environment().get_template(template).render(**values)
    return HTMLResponse(text, status_code=status, headers={**PRIVATE, "Content-Security-Policy": RULES})


@cache
def _environment() -> Environment:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["in_words"] = problem_in_words
    environment.globals["style"] = STYLE.read_text("utf-8")
    return environment


def _gone() -> Response:
    return _page("gone.html", status=404, says=GONE)


def _file(app: "App", path: str, name: str) -> Response:
    return kept_file(app, path, name, {**PRIVATE, **ALONE}) or _gone()
