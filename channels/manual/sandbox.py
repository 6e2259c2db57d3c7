"""A small government platform on loopback: a back office for people only, and public pages.

Articles and files lie in a folder that survives a kill. With `reviews`, what is entered or changed is public only once
the platform's own people have passed it. Nothing leaves this machine.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, Template
from starlette.datastructures import FormData, UploadFile

from channels.channel import Clock
from content.zone import SHANGHAI

NAME = "示范市政府网站集约化平台"
OFFICE = "/guanli"
FIELDS = {
    "title": "标题",
    "column": "栏目路径",
    "index_number": "索引号",
    "document_number": "文号",
    "made_on": "成文日期",
    "summary": "内容概述",
    "html": "正文源代码",
}
"""The back office's form: what it calls a field is what the package calls the text."""
UP, REVIEW, DOWN = "up", "review", "down"
TABLE = """
CREATE TABLE IF NOT EXISTS articles (
  serial INTEGER PRIMARY KEY, path TEXT, state TEXT, fields TEXT, attachments TEXT
)"""


@dataclass(frozen=True, slots=True)
class Article:
    """`fields` by the names of the form; `attachments` by the name shown, to where they are."""

    serial: int
    path: str
    state: str
    fields: dict[str, str]
    attachments: dict[str, str]


class Articles:
    """The platform's, in `folder`."""

    def __init__(self, folder: Path, clock: Clock, *, reviews: bool) -> None:
        self._folder, self._clock = folder, clock
        self._after_entering = REVIEW if reviews else UP
        folder.mkdir(parents=True, exist_ok=True)
        with self._database() as database:
            database.execute(TABLE)

    def all(self) -> list[Article]:
        with self._database() as database:
            return [_article(row) for row in database.execute("SELECT * FROM articles ORDER BY serial DESC")]

    def get(self, serial: int) -> Article:
        with self._database() as database:
            row = database.execute("SELECT * FROM articles WHERE serial = ?", (serial,)).fetchone()
        if row is None:
            raise HTTPException(404)
        return _article(row)

    def enter(self, fields: dict[str, str], attachments: dict[str, str]) -> Article:
        day = self._clock().astimezone(SHANGHAI)
        with self._database() as database:
            serial = database.execute("SELECT coalesce(max(serial), 0) + 1 FROM articles").fetchone()[0]
            path = f"/art/{day.year}/{day.month}/{day.day}/art_{serial}.html"
            kept = (serial, path, self._after_entering, json.dumps(fields), json.dumps(attachments))
            database.execute("INSERT INTO articles VALUES (?, ?, ?, ?, ?)", kept)
        return _article(kept)

    def change(self, serial: int, fields: dict[str, str], attachments: dict[str, str]) -> Article:
        """Attachments stay where none is uploaded anew."""
        kept = attachments or self.get(serial).attachments
        with self._database() as database:
            database.execute(
                "UPDATE articles SET fields = ?, attachments = ?, state = ? WHERE serial = ?",
                (json.dumps(fields), json.dumps(kept), self._after_entering, serial),
            )
        return self.get(serial)

    def move(self, serial: int, state: str) -> None:
        with self._database() as database:
            database.execute("UPDATE articles SET state = ? WHERE serial = ?", (state, serial))

    def keep(self, file: UploadFile) -> str:
        """Where the file is to be had from now on, under a name of the platform's own."""
        content = file.file.read()
        name = f"{hashlib.sha256(content).hexdigest()[:20]}{Path(file.filename or '').suffix.lower()}"
        (self._folder / name).write_bytes(content)
        return f"/upload/{name}"

    def place(self, name: str) -> Path:
        place = self._folder / name
        if place.name != name or place.suffix == ".db" or not place.is_file():
            raise HTTPException(404)
        return place

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._folder / "articles.db", timeout=30, isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            yield database
            database.execute("COMMIT")


def build_app(folder: Path, clock: Clock, *, reviews: bool = False) -> FastAPI:
    """`/guanli` is the back office, everything else is public; `/articles.json` is for whoever checks."""
    articles = Articles(folder, clock, reviews=reviews)
    app = FastAPI(title=f"{NAME}（演练）", openapi_url=None)
    _add_office(app, articles)
    _add_public(app, articles)
    return app


def _add_office(app: FastAPI, articles: Articles) -> None:
    @app.get(OFFICE)
    def listed() -> HTMLResponse:
        return _page("office", articles=articles.all())

    @app.get(OFFICE + "/{serial:int}")
    def one(serial: int) -> HTMLResponse:
        return _page("office", articles=articles.all(), article=articles.get(serial))

    @app.post(OFFICE + "/tupian")
    async def picture(request: Request) -> dict[str, str]:
        async with request.form() as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise HTTPException(422)
            return {"url": articles.keep(file)}

    @app.post(OFFICE)
    async def enter(request: Request) -> HTMLResponse:
        async with request.form() as form:
            fields, attachments = _entered(articles, form)
        if not fields["title"]:
            return _page("office", status=422, wrong="请填写标题", articles=articles.all())
        return _page("saved", article=articles.enter(fields, attachments))

    @app.post(OFFICE + "/{serial:int}")
    async def change(request: Request, serial: int) -> HTMLResponse:
        async with request.form() as form:
            fields, attachments = _entered(articles, form)
        return _page("saved", article=articles.change(serial, fields, attachments))

    @app.post(OFFICE + "/{serial:int}/chexia")
    def take_down(serial: int) -> RedirectResponse:
        articles.move(serial, DOWN)
        return RedirectResponse(OFFICE, 303)

    @app.post(OFFICE + "/{serial:int}/tongguo")
    def passed(serial: int) -> RedirectResponse:
        articles.move(serial, UP)
        return RedirectResponse(OFFICE, 303)


def _add_public(app: FastAPI, articles: Articles) -> None:
    @app.get("/")
    def home() -> HTMLResponse:
        return _page("home", articles=[one for one in articles.all() if one.state == UP])

    @app.get("/articles.json")
    def everything() -> list[dict[str, Any]]:
        return [asdict(one) for one in articles.all()]

    @app.get("/upload/{file}")
    def upload(file: str) -> FileResponse:
        return FileResponse(articles.place(file))

    @app.get("/{rest:path}")
    def article(rest: str) -> HTMLResponse:
        found = next((one for one in articles.all() if one.path == f"/{rest}" and one.state == UP), None)
        if found is None:
            return _page("missing", status=404)
        return _page("article", article=found)


def _entered(articles: Articles, form: FormData) -> tuple[dict[str, str], dict[str, str]]:
    """What stands in the form's fields, and the attachments by the names they were uploaded under."""
    fields = {key: str(form.get(key) or "").replace("\r\n", "\n").strip() for key in FIELDS}
    uploads = [file for file in form.getlist("attachments") if isinstance(file, UploadFile) and file.filename]
    return fields, {str(file.filename): articles.keep(file) for file in uploads}


def _page(shows: str, *, status: int = 200, **shown: Any) -> HTMLResponse:
    return HTMLResponse(_template().render(name=NAME, shows=shows, labels=FIELDS, office=OFFICE, **shown), status)


@cache
def _template() -> Template:
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
    return environment.get_template("sandbox.html")


def _article(row: tuple[Any, ...]) -> Article:
    serial, path, state, fields, attachments = row
    return Article(serial, path, state, json.loads(fields), json.loads(attachments))
