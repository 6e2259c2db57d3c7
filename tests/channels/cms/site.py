"""Somebody else's website in memory, strict about what it is asked, with its own back office and its bad days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from channels.cms.document import Conflict, Document, Exists, Fence, Placed, Remote, State, Upload
from channels.errors import ChannelError, TryLater, Unconfirmed
from content.problems import Problem
from tests.channels.board import Clocked

SOON = timedelta(minutes=1)
HOST = "https://cms.example.gov.cn"


@dataclass
class Page:
    """`first_at`: when it was first public, which the site keeps."""

    key: str
    document: Document
    html: str
    state: State
    revision: int = 1
    first_at: datetime | None = None


@dataclass
class OtherSite:
    """Implements `Cms`. `writes` are the calls that changed something, in order.

    `reviews`: what is written waits for the site's own people. `tells_text`, `tells_revision`, `finds`: whether it has
    such. `alters`: what it makes of HTML on saving. `fails`: by call, what is raised next, before or after the effect.
    `blind`: how many more times it does not find what is there. `deaf`: it says yes to a withdrawal and does nothing.
    `slow`: how long a file takes that is not there yet.
    """

    clock: Clocked
    finds: bool = True
    reviews: bool = False
    tells_text: bool = True
    tells_revision: bool = True
    blind: int = 0
    deaf: bool = False
    slow: timedelta = timedelta(0)
    alters: Callable[[str], str] = str
    pages: dict[str, Page] = field(default_factory=dict)
    files: dict[str, Placed] = field(default_factory=dict)
    writes: list[str] = field(default_factory=list)
    fails: dict[str, list[tuple[str, ChannelError]]] = field(default_factory=dict)
    who: str = "示范网站"
    lock: Lock = field(default_factory=Lock)

    def lose(self, call: str, when: str = "after") -> None:
        """The next answer to the call, before or after its effect."""
        self.fail(
            call, Unconfirmed("断了") if call in {"create", "update", "withdraw"} else TryLater("断了", wait=SOON), when
        )

    def fail(self, call: str, error: ChannelError, when: str = "before") -> None:
        self.fails.setdefault(call, []).append((when, error))

    # What `Cms` asks for.

    def health(self, now: datetime) -> list[Problem]:
        return []

    def find(self, key: str) -> Remote | None:
        assert self.finds, "a site that cannot find was asked to"
        self._stumble("find", "before")
        if self.blind:
            self.blind -= 1
            return None
        return next((self._remote(number) for number, page in self.pages.items() if page.key == key), None)

    def read(self, remote_id: str) -> Remote | None:
        self._stumble("read", "before")
        return self._remote(remote_id) if remote_id in self.pages else None

    def column(self, path: Sequence[str]) -> str:
        self._stumble("column", "before")
        return "/".join(path)

    def upload(self, file: Upload) -> Placed:
        self._stumble("upload", "before")
        with self.lock:
            if file.key not in self.files:
                self.clock.on(self.slow)
            placed = Placed(file.key, f"{HOST}/files/{len(self.files)}-{file.name}", file.name, file.key)
            return self.files.setdefault(file.key, placed)

    def create(self, document: Document, fence: Fence) -> Remote:
        fence()
        self._stumble("create", "before")
        if any(page.key == document.key for page in self.pages.values()):
            raise Exists("编号已有")
        number = str(len(self.writes) + 100)
        self.pages[number] = Page(document.key, document, self.alters(document.html), self._written)
        return self._done("create", number)

    def update(self, remote: Remote, document: Document, fence: Fence) -> Remote:
        fence()
        self._stumble("update", "before")
        page = self.pages[remote.id]
        if remote.revision and remote.revision != str(page.revision):
            raise Conflict("刚刚改过")
        assert page.key == document.key, "the document of another item"
        page.document, page.html, page.state = document, self.alters(document.html), self._written
        return self._done("update", remote.id)

    def withdraw(self, remote: Remote, fence: Fence) -> Remote:
        fence()
        self._stumble("withdraw", "before")
        if not self.deaf:
            self.pages[remote.id].state = State.WITHDRAWN
        return self._done("withdraw", remote.id)

    # What the site's own people do, and what its readers see.

    def edit(self, key: str, html: str) -> None:
        page = self._page(key)
        page.html, page.revision = html, page.revision + 1

    def resave(self, key: str) -> None:
        """Nothing changed, but the site counts it."""
        self.edit(key, self._page(key).html)

    def set(self, key: str, state: State) -> None:
        page = self._page(key)
        page.state, page.revision = state, page.revision + 1
        if state is State.PUBLISHED and page.first_at is None:
            page.first_at = self.clock()

    def rename(self, key: str, other: str) -> None:
        self._page(key).key = other

    def remove(self, key: str) -> None:
        self.pages = {number: page for number, page in self.pages.items() if page.key != key}

    def public(self, key: str) -> list[str]:
        return [page.html for page in self.pages.values() if page.key == key and page.state is State.PUBLISHED]

    @property
    def _written(self) -> State:
        return State.SUBMITTED if self.reviews else State.PUBLISHED

    def _page(self, key: str) -> Page:
        (page,) = [page for page in self.pages.values() if page.key == key]
        return page

    def _done(self, call: str, number: str) -> Remote:
        page = self.pages[number]
        page.revision += call != "create"
        if page.state is State.PUBLISHED and page.first_at is None:
            page.first_at = self.clock()
        self.writes.append(call)
        self._stumble(call, "after")
        return self._remote(number)

    def _remote(self, number: str) -> Remote:
        page = self.pages[number]
        return Remote(
            id=number,
            state=page.state,
            title=page.document.title,
            html=page.html if self.tells_text else None,
            url=f"{HOST}/{number}.html" if page.state is State.PUBLISHED else "",
            revision=str(page.revision) if self.tells_revision else "",
            at=page.first_at,
        )

    def _stumble(self, call: str, when: str) -> None:
        waiting = self.fails.get(call, [])
        if waiting and waiting[0][0] == when:
            raise waiting.pop(0)[1]
