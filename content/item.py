"""An item (稿件) as its author wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Disclosure(StrEnum):
    """公开属性. Source: 政府信息公开条例 第十三条、第二十七条."""

    ACTIVE = "主动公开"
    ON_APPLICATION = "依申请公开"
    WITHHELD = "不予公开"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file kept by the hash of its bytes in the files folder; `name` is the one people see."""

    name: str
    sha256: str
    size: int
    media_type: str

    @property
    def suffix(self) -> str:
        """Lower case with its dot, `.jpg`; empty where the name has none."""
        stem, dot, ending = self.name.rpartition(".")
        return f".{ending.lower()}" if dot and stem else ""

    @property
    def path(self) -> str:
        """Where it lies below the files folder, and how `Item.html` names it in `src` and `href`."""
        return f"{self.sha256[:2]}/{self.sha256}{self.suffix}"


@dataclass(frozen=True, slots=True)
class SecrecyReview:
    """保密审查: by whom, when, with what conclusion. Source: 政府信息公开条例 第十七条."""

    by: str
    on: date
    conclusion: str


@dataclass(frozen=True, slots=True)
class Item:
    """What an author wrote and filed, before anybody approved it.

    `source` is the text as written (Markdown, or the HTML a Word file became); `html` is what is
    published: sanitised, with images and attachment links as `files/<StoredFile.path>`.
    """

    title: str
    column: str
    unit: str
    html: str
    source: str = ""
    source_kind: str = "markdown"
    document_number: str = ""
    made_on: date | None = None
    disclosure: Disclosure = Disclosure.ACTIVE
    disclosure_reason: str = ""
    legal_basis: str = ""
    summary: str = ""
    origin: str = ""
    valid_until: date | None = None
    keywords: tuple[str, ...] = ()
    cover: StoredFile | None = None
    images: tuple[StoredFile, ...] = ()
    attachments: tuple[StoredFile, ...] = ()
    video: StoredFile | None = None
    ai_generated: bool | None = None
    secrecy: SecrecyReview | None = None
    channels: tuple[str, ...] | None = None
    corrects: str = ""
    overrides: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def override(self, channel: str, name: str, default: Any = "") -> Any:
        """What the author asked for on one channel (`wechat: {title: …}`), else `default`."""
        return self.overrides.get(channel, {}).get(name, default)

    @property
    def files(self) -> tuple[StoredFile, ...]:
        """Every file it needs, once each, in a stable order."""
        named = (self.cover, *self.images, *self.attachments, self.video)
        return tuple({file.path: file for file in named if file is not None}.values())


@dataclass(frozen=True, slots=True)
class Made:
    """An item's latest edition in a list: enough to name it and to see how old it is."""

    ref: str
    title: str
    unit: str
    column: str
    disclosure: Disclosure
    made_on: date | None
    reason: str = ""
    """Why it is not 主动公开."""
