"""What a member of staff is writing in the chat, message by message, until it is submitted as an item."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from content.item import StoredFile


@dataclass(frozen=True, slots=True)
class Part:
    """One message's worth: a text as typed, a picture with its `alt`, or a text that was fetched and kept."""

    text: str = ""
    file: StoredFile | None = None
    alt: str = ""

    @property
    def is_picture(self) -> bool:
        return self.file is not None and self.file.media_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class Draft:
    """`whole`: a file that is the whole text (Word, or Markdown with its own front matter, `complete`).

    `item_id`: the item that a new edition is written of, "" for a new item. `made_on` is an ISO date. `fetched`: which
    of its fields came with a link, and go with it.
    """

    title: str = ""
    column: str = ""
    made_on: str = ""
    summary: str = ""
    origin: str = ""
    parts: tuple[Part, ...] = ()
    whole: StoredFile | None = None
    complete: bool = False
    item_id: str = ""
    fetched: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """Characters typed."""
        return sum(len(part.text) for part in self.parts)

    @property
    def is_empty(self) -> bool:
        return not self.parts and self.whole is None

    @property
    def typed(self) -> str:
        """What was typed, without what was fetched."""
        return "\n".join(part.text for part in self.parts if part.text)

    def merged(self, found: Self) -> Self:
        """With what a link led to; what was written here stays."""
        fetched = tuple(name for name in ("title", "origin") if getattr(found, name) and not getattr(self, name))
        return replace(
            self,
            parts=(*self.parts, *found.parts),
            whole=found.whole,
            complete=found.complete,
            fetched=(*self.fetched, *fetched),
            **{name: getattr(found, name) for name in fetched},
        )

    def emptied(self) -> Self:
        """Without its text, and what came with it."""
        return replace(self, parts=(), whole=None, complete=False, fetched=(), **dict.fromkeys(self.fetched, ""))

    def to_record(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        values = dict(record)
        values["fetched"] = tuple(values.get("fetched", ()))
        values["whole"] = _file(values.get("whole"))
        values["parts"] = tuple(
            Part(part["text"], _file(part["file"]), part["alt"]) for part in values.get("parts", ())
        )
        return cls(**values)


def _file(record: Mapping[str, Any] | None) -> StoredFile | None:
    return StoredFile(**record) if record else None
