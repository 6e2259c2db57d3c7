"""A video platform on loopback, as far as a person sees one: an upload page, public works, a link to share.

It refuses what the platform's page would refuse (the kind's own `limits.yaml`), keeps its works in a folder that
survives a kill, and lets a work be taken down. Nothing leaves this machine.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI, Form, HTTPException, UploadFile
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, Template

from channels.captions import LABELS
from channels.channel import Clock
from channels.limits import Limits, text_problem, video_problems
from channels.video import UnreadableError, inspect
from content.zone import to_the_minute

TABLE = """
CREATE TABLE IF NOT EXISTS works (
  serial INTEGER PRIMARY KEY, id TEXT UNIQUE, share TEXT UNIQUE, title TEXT, text TEXT, declared TEXT,
  sha256 TEXT, suffix TEXT, at TEXT, gone_at TEXT
)"""


@dataclass(frozen=True, slots=True)
class Work:
    """`id` as in the platform's addresses, `share` as in its share link; `gone_at` is set once it is taken down."""

    serial: int
    id: str
    share: str
    title: str
    text: str
    declared: str
    sha256: str
    suffix: str
    at: datetime
    gone_at: datetime | None

    @property
    def shown_at(self) -> str:
        return to_the_minute(self.at)


@dataclass(frozen=True, slots=True)
class Look:
    """What makes it this platform: `title_key` is its title field, `path` the local page of a work.

    `number` names a work by its moment and serial number; `share_text` is what its 复制链接 gives; `landing` is where
    its short link leads, empty where there is none.
    """

    name: str
    account: str
    title_key: str
    limits: Limits
    number: Callable[[datetime, int], str]
    path: Callable[[Work], str]
    share_text: Callable[[Work], str]
    landing: Callable[[Work], str]


class Works:
    """The platform's works, in `folder`."""

    def __init__(self, folder: Path, look: Look, clock: Clock) -> None:
        self.folder, self._look, self._clock = folder, look, clock
        folder.mkdir(parents=True, exist_ok=True)
        with self._database() as database:
            database.execute(TABLE)

    def all(self) -> list[Work]:
        with self._database() as database:
            return [_work(row) for row in database.execute("SELECT * FROM works ORDER BY serial DESC")]

    def find(self, **named: str) -> Work | None:
        ((column, value),) = named.items()
        return next((work for work in self.all() if getattr(work, column) == value), None)

    def put_up(self, fields: dict[str, str], sha256: str, suffix: str) -> Work:
        now = self._clock()
        with self._database() as database:
            serial = database.execute("SELECT coalesce(max(serial), 0) + 1 FROM works").fetchone()[0]
            number = self._look.number(now, serial)
            row = (serial, number, short_name(number), fields["title"], fields["text"], fields["declared"])
            kept = (*row, sha256, suffix, now.astimezone(UTC).isoformat(), None)
            database.execute("INSERT INTO works VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", kept)
            return _work(kept)

    def take_down(self, share: str) -> None:
        with self._database() as database:
            gone_at = self._clock().astimezone(UTC).isoformat()
            database.execute("UPDATE works SET gone_at = ? WHERE share = ? AND gone_at IS NULL", (gone_at, share))

    def keep(self, video: UploadFile) -> tuple[Path, str]:
        """The uploaded file in the folder, and its SHA-256."""
        incoming = self.folder / f".incoming-{hashlib.sha256(repr(id(video)).encode()).hexdigest()[:12]}"
        with incoming.open("wb") as out:
            shutil.copyfileobj(video.file, out)
        digest = hashlib.sha256(incoming.read_bytes()).hexdigest()
        return incoming.rename(self.folder / f"{digest}{Path(video.filename or '').suffix.lower()}"), digest

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.folder / "works.db", timeout=30, isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            yield database
            database.execute("COMMIT")


def short_name(number: str, length: int = 11) -> str:
    """A share link's own name for a work, always the same for the same number."""
    letters = "ABCDEFGHJKMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"
    return "".join(letters[byte % len(letters)] for byte in hashlib.sha256(number.encode()).digest()[:length])


def build_app(folder: Path, look: Look, clock: Clock) -> FastAPI:
    """The platform: `/` uploads and lists, works have their public page, `/works.json` is for whoever checks."""
    works = Works(folder, look, clock)
    app = FastAPI(title=f"{look.name}（演练）", openapi_url=None)
    _add_upload(app, works, look)
    _add_public(app, works, look)
    return app


def _add_upload(app: FastAPI, works: Works, look: Look) -> None:
    @app.get("/")
    def entrance() -> HTMLResponse:
        return _page(look, works=works.all())

    @app.post("/works")
    def upload(
        video: UploadFile,
        *,
        title: Annotated[str, Form()] = "",
        text: Annotated[str, Form()] = "",
        declared: Annotated[str, Form()] = "",
    ) -> HTMLResponse:
        fields = {"title": title.strip(), "text": text.replace("\r\n", "\n").strip(), "declared": declared}
        place, digest = works.keep(video)
        wrong = refusals(look, fields, place)
        if wrong:
            return _page(look, status=422, wrong=wrong)
        work = works.put_up(fields, digest, place.suffix)
        return _page(look, shared=look.share_text(work), work=work)

    @app.post("/works/{share}/take-down")
    def take_down(share: str) -> RedirectResponse:
        works.take_down(share)
        return RedirectResponse("/", status_code=303)


def _add_public(app: FastAPI, works: Works, look: Look) -> None:
    @app.get("/works.json")
    def listed() -> list[dict[str, Any]]:
        return [
            {
                "id": work.id,
                "share": work.share,
                "title": work.title,
                "text": work.text,
                "sha256": work.sha256,
                "at": work.at.isoformat(),
                "up": work.gone_at is None,
            }
            for work in works.all()
        ]

    @app.get("/play/{sha256}")
    def play(sha256: str) -> FileResponse:
        work = works.find(sha256=sha256)
        if work is None:
            raise HTTPException(404)
        return FileResponse(works.folder / f"{work.sha256}{work.suffix}")

    @app.api_route("/{rest:path}", methods=["GET", "HEAD"])
    def public(rest: str) -> Response:
        for work in works.all():
            if look.path(work).strip("/") == rest.strip("/"):
                return _page(look, status=404 if work.gone_at else 200, public=work)
            if work.share == rest.strip("/") and look.landing(work):
                return RedirectResponse(look.landing(work), status_code=302)
        return _page(look, status=404, wrong=["作品不存在或已删除"])


def refusals(look: Look, fields: dict[str, str], video: Path) -> list[str]:
    """What the upload page would not take, in its words; warnings of ours do not stop a person."""
    rules = {look.title_key: fields["title"], "text": fields["text"]}
    wrong = [
        f"{LABELS[key]}{problem}"
        for key, value in rules.items()
        if key in look.limits.texts and (problem := text_problem(look.limits.texts[key], value))
    ]
    if look.limits.topics.blocks and fields["text"].count("#") > look.limits.topics.most:
        wrong.append(f"话题最多 {look.limits.topics.most} 个")
    if fields["declared"] not in (look.limits.declaration.yes, look.limits.declaration.no):
        wrong.append("请选择是否含人工智能生成的内容")
    return wrong + _video_refusals(look, video)


def _video_refusals(look: Look, video: Path) -> list[str]:
    try:
        facts = inspect(str(video))
    except UnreadableError as error:
        return [str(error)]
    return [problem.says for problem in video_problems(look.limits.video, facts, look.name) if problem.blocks]


def _page(look: Look, *, status: int = 200, works: Sequence[Work] = (), **shown: Any) -> HTMLResponse:
    return HTMLResponse(_template().render(look=look, labels=LABELS, works=works, **shown), status)


@cache
def _template() -> Template:
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
    return environment.get_template("handover_sandbox.html")


def _work(row: Sequence[Any]) -> Work:
    moments = [datetime.fromisoformat(text) if text else None for text in row[-2:]]
    return Work(*row[:-2], *moments)
