"""The console as it is served: the real application in uvicorn on loopback, over an office's real store."""

import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from playwright.sync_api import Browser, Page

from bot.console.pages import ROOT
from bot.console.signed import COOKIE, csrf_of
from bot.web import make_web
from channels.loopback import serving
from content.sessions import Session, key_of
from tests.bot.office import Office

Files = list[tuple[str, tuple[str, bytes, str]]]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 812}


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody signed in, in a browser without scripts. Paths are below the console's root."""

    http: httpx.Client
    word: str

    def get(self, path: str, **query: str) -> httpx.Response:
        return self.http.get(ROOT + path, params=query or None)

    def page(self, path: str, **query: str) -> str:
        """What a page says that must be there."""
        answer = self.get(path, **query)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {words(answer.text)}"
        return answer.text

    def post(
        self, path: str, fields: Mapping[str, Any] | None = None, files: Files | None = None, **headers: str
    ) -> httpx.Response:
        """A form of our own page."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        proof = {"csrf": csrf_of(self.word)}
        return self.http.post(ROOT + path, data={**proof, **(fields or {})}, files=files, headers=named)

    def done(self, path: str, fields: Mapping[str, Any] | None = None, files: Files | None = None) -> str:
        """A form that is taken; what the page it leads to says, as words."""
        answer = self.post(path, fields, files)
        assert answer.status_code == 303, f"{path}: {answer.status_code} {words(answer.text)}"
        return words(self.http.get(answer.headers["location"]).text)


@dataclass(frozen=True, slots=True)
class Stage:
    """`office`'s people sit down with `seat`; its clock is moved by hand."""

    office: Office
    home: str

    @contextmanager
    def seat(self, name: str = "") -> Iterator[Seat]:
        """Of somebody registered; "" = of nobody, not signed in."""
        word = self.sign_in(name) if name else ""
        headers = {"origin": self.home, "sec-fetch-site": "same-origin"}
        # Plain http needs no certificates, and to load them takes longer than a page.
        with httpx.Client(base_url=self.home, headers=headers, timeout=30, verify=False) as http:  # noqa: S501
            if word:
                http.cookies.set(COOKIE, word, domain="127.0.0.1", path=ROOT)
            yield Seat(http, word)

    def sign_in(self, name: str) -> str:
        """The word of a new session."""
        word = secrets.token_urlsafe(32)
        with self.office.app.store.write() as work:
            work.sessions.add(Session(key_of(word), name, self.office.now, self.office.now))
        return word

    @contextmanager
    def window(
        self, browser: Browser, name: str = "", size: Mapping[str, int] = DESKTOP, *, scripts: bool = True
    ) -> Iterator[Page]:
        """A real browser's, signed in as `name`."""
        context = browser.new_context(viewport=dict(size), java_script_enabled=scripts, base_url=self.home)  # type: ignore[arg-type]
        if name:
            word = self.sign_in(name)
            context.add_cookies([{"name": COOKIE, "value": word, "domain": "127.0.0.1", "path": ROOT}])
        try:
            yield context.new_page()
        finally:
            context.close()


@contextmanager
def opened(office: Office) -> Iterator[Stage]:
    with serving(make_web(office.app)) as home:
        yield Stage(office, home)


def words(page: str) -> str:
    """What a page says, without its tags."""
    text = re.sub(r"<(script|style|nav)\b.*?</\1>", "", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())
