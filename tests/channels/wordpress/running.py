"""One real WordPress for all tests of a process, and channels at it with keys of their own."""

import atexit
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from channels.cms.website import Website
from channels.registry import build
from channels.wordpress import sandbox
from channels.wordpress.settings import Settings
from content.edition import Edition, digest_of
from content.item import StoredFile
from tests.channels.sending import SendStage
from tests.channels.stages import Scene
from tests.databases import free_port
from tests.websites.wire import Wire, wire_to

NUMBERS = count(1)
WORDS = "<p>三月起对辖区企业开展安全生产检查。</p>"


@cache
def running() -> tuple[sandbox.Site, Wire]:
    """Ended with the process."""
    ends = ExitStack()
    atexit.register(ends.close)
    folder = Path(ends.enter_context(TemporaryDirectory(prefix="gongkai-wordpress-")))
    port = free_port()
    wire = ends.enter_context(wire_to(f"http://127.0.0.1:{port}"))
    return ends.enter_context(sandbox.serving(folder, port, home=wire.address)), wire


@dataclass
class Newsroom(SendStage):
    """A stage with the site behind it. `prefix` begins the keys of its documents."""

    scene: Scene = field(kw_only=True)
    server: sandbox.Site = field(kw_only=True)
    wire: Wire = field(kw_only=True)
    prefix: str = field(kw_only=True)

    @property
    def website(self) -> Website:
        assert isinstance(self.channel, Website)
        return self.channel

    def article(self, item_id: str = "2026-00137") -> dict[str, Any]:
        """The item's only one there."""
        (found,) = [one for one in self.server.kept(f"{self.prefix}{item_id}") if one["type"] == "post"]
        return found

    def kept(self) -> list[tuple[str, str]]:
        """Slug and state of all that is there, files included."""
        return [(one["slug"].removeprefix(self.prefix), one["state"]) for one in self.server.kept(self.prefix)]

    def picture(self, number: int) -> StoredFile:
        return self.scene.picture((200 + number, 100))

    def write(self, html: str = WORDS, *, number: int = 137, **fields: Any) -> Edition:
        """An approved edition, without a video."""
        about = {"title": f"第{number}号通知", "video": None, "html": html, **fields}
        return replace(
            self.scene.edition(**about), item_id=f"2026-{number:05d}", index_number=f"示范/2026-{number:05d}"
        )

    def again(self, edition: Edition, **fields: Any) -> Edition:
        """The next edition of its item."""
        item = replace(edition.item, **fields)
        return replace(edition, number=edition.number + 1, item=item, digest=digest_of(item))

    def calls(self) -> int:
        return len(self.wire.calls)


def newsroom(folder: Path, *, user: str = "editor", **more: Any) -> Newsroom:
    """`more`: of the channel's settings."""
    server, wire = running()
    wire.heal()
    scene, prefix = Scene(folder), f"t{next(NUMBERS)}-"
    settings = Settings.model_validate(_settings(server, wire, user) | {"key_prefix": prefix, **more})
    channel = build(settings, scene.around("website", "政府网站"))
    assert isinstance(channel, Website)
    made = Newsroom(channel, scene.clock, (), list, scene=scene, server=server, wire=wire, prefix=prefix)
    made.public = lambda: [f"{slug}.2@website" for slug, state in made.kept() if state == "publish"]
    return made


def _settings(server: sandbox.Site, wire: Wire, user: str) -> Mapping[str, Any]:
    login = {"user": user, "password": server.passwords[user]}
    return {"kind": "wordpress", "medium": "政府网站", "address": wire.address, **login}
