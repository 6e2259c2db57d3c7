"""Stages on which the contract suites run: a kind's channel, its sandbox, editions, and a person who acts.

A kind joins by a module `tests/channels/<kind>/stage.py` with `hand_over(folder)` or `record(folder)`: context managers
that give one of the stages below. The clock stands still unless a test turns it.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from PIL import Image

from channels.channel import HandsOver, Records, Surroundings
from channels.pieces import Evidence
from channels.registry import KINDS
from channels.video_sample import sample_video
from content.delivery import Delivery, State
from content.edition import Edition, digest_of
from content.item import Item, SecrecyReview, StoredFile
from content.store.files import FilesFolder
from tests import parts

from .board import Clocked

NOON = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class HandOverStage:
    """`complete` acts on a written package and gives back what the person pastes; `forms` are other ways to paste it.

    `bad` editions are refused by `check`, each for the code beside it; `foreign` is a link to somewhere else.
    `links_tell_the_time`: the moment of publication is in what is pasted.
    """

    channel: HandsOver
    files: FilesFolder
    clock: Clocked
    good: Edition
    bad: Mapping[str, Edition]
    complete: Callable[[Path], str]
    forms: Callable[[str], Sequence[str]]
    take_down: Callable[[str], None]
    foreign: str
    links_tell_the_time: bool = False

    def waiting(self, **changes: Any) -> Delivery:
        """The good edition's delivery, handed over now."""
        channel = self.channel.name
        key = self.good.key(channel)
        waiting = Delivery(key, self.good.item_id, self.good.number, channel, "d-1", State.WAITING, self.clock())
        return replace(waiting, **changes)

    def brought(self, url: str, **more: Any) -> Evidence:
        return Evidence(by="李四", at=self.clock(), url=url, **more)


@dataclass(frozen=True)
class RecordStage:
    """`pieces` maps a name to evidence of different pieces; `again` is one of them written differently.

    `incomplete` lacks something, `future` is of tomorrow. `table` (CSV) holds the piece `listed` in its second line
    and a bad one in its third.
    """

    channel: Records
    clock: Clocked
    pieces: Mapping[str, Evidence]
    again: tuple[str, Evidence]
    incomplete: Evidence
    future: Evidence
    table: str
    listed: str


class ShelfInMemory:
    """`content.shelf.Shelf` for kinds that hardly need one."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, datetime]] = {}

    def get(self, key: str, now: datetime) -> str | None:
        value, until = self.kept.get(key, ("", now))
        return value if until > now else None

    def put(self, key: str, value: str, until: datetime) -> None:
        self.kept[key] = (value, until)

    def swap(self, key: str, old: str | None, new: str, until: datetime, now: datetime) -> bool:  # noqa: PLR0917  # the protocol's
        if self.get(key, now) != old:
            return False
        self.put(key, new, until)
        return True

    def drop(self, key: str) -> None:
        self.kept.pop(key, None)


@dataclass
class Scene:
    """What an adapter is built with, below one folder."""

    folder: Path
    clock: Clocked = field(default_factory=lambda: Clocked(NOON))

    @property
    def files(self) -> FilesFolder:
        return FilesFolder(self.folder / "files")

    def around(self, name: str, medium: str) -> Surroundings:
        return Surroundings(name, medium, "示范高新区管委会", self.clock, ShelfInMemory(), self.files)

    def video(self, **made: Any) -> StoredFile:
        return self.files.keep(video_bytes(**made), "检查现场.mp4")

    def picture(self, size: tuple[int, int] = (1200, 800)) -> StoredFile:
        out = io.BytesIO()
        Image.new("RGB", size, (200, 30, 30)).save(out, "PNG")
        return self.files.keep(out.getvalue(), "封面.png")

    def edition(self, **fields: Any) -> Edition:
        """An approved edition about a safety inspection, with a video unless `video=None`."""
        about: dict[str, Any] = {
            "title": "三月安全生产检查开始",
            "column": "工作动态",
            "unit": "应急管理局",
            "html": "<p>三月起对辖区企业开展安全生产检查。</p>",
            "summary": "三月起对辖区企业开展安全生产检查，重点是仓储和危化品企业。",
            "keywords": ("安全生产", "高新区"),
            "ai_generated": False,
            "secrecy": SecrecyReview("张三", date(2026, 3, 4), "可以公开"),
        }
        item = Item(**{"video": self.video(), **about, **fields})
        return Edition("2026-00137", 2, "12410000MB0000000X/2026-00137", item, digest_of(item), NOON, "张三")


@cache
def video_bytes(suffix: str = ".mp4", **made: Any) -> bytes:
    """Made once per run; six seconds at ten frames, upright, H.264 and AAC unless told otherwise."""
    with TemporaryDirectory() as folder:
        path = sample_video(Path(folder) / f"video{suffix}", **{"frame_rate": 10, **made})
        return path.read_bytes()


def kinds_that(capability: str) -> list[Any]:
    """The kinds whose stage module has a stage of this name; skipped by name where it needs a part that is missing."""
    there = [kind for kind in KINDS if (Path(__file__).parent / kind / "stage.py").exists()]
    able = [kind for kind in there if hasattr(import_module(f"tests.channels.{kind}.stage"), capability)]
    return [pytest.param(kind, marks=[pytest.mark.part(kind)] if kind in parts.PARTS else []) for kind in able]


@contextmanager
def stage(kind: str, capability: str, folder: Path) -> Iterator[Any]:
    with getattr(import_module(f"tests.channels.{kind}.stage"), capability)(folder) as built:
        yield built
