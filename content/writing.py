"""What somebody is writing in the console: an item's fields as typed, its text, its files; kept until it is handed in.

(What is written in the chat, message by message, is `content/draft.py`.)
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from content.item import StoredFile

MARKDOWN, HTML = "markdown", "html"
"""How a text is written: HTML where Markdown would lose something of a Word file."""
SECRECY = "secrecy."
OPEN, HANDED_IN, DROPPED = "open", "handed in", "dropped"


@dataclass(frozen=True, slots=True)
class Writing:
    """`fields` by the names of `content.front.CHINESE`, as typed, "" left out; `secrecy` in three, `secrecy.by`.

    `channels` None: as the column says. `files`: everything brought along, each under a name of its own, which `body`,
    `attachments`, and the fields `cover` and `video` call it by.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    channels: tuple[str, ...] | None = None
    overrides: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    body: str = ""
    kind: str = MARKDOWN
    attachments: tuple[str, ...] = ()
    files: tuple[StoredFile, ...] = ()

    @property
    def title(self) -> str:
        return self.fields.get("title", "")

    def named(self, name: str) -> StoredFile | None:
        return next((file for file in self.files if file.name == name), None)

    def with_files(self, files: Iterable[StoredFile]) -> Self:
        return replace(self, files=tuple({file.name: file for file in (*self.files, *files)}.values()))

    def without_file(self, name: str) -> Self:
        """Nowhere named any more, but in the text."""
        fields = {key: value for key, value in self.fields.items() if key not in ("cover", "video") or value != name}
        files = tuple(file for file in self.files if file.name != name)
        attachments = tuple(one for one in self.attachments if one != name)
        return replace(self, fields=fields, files=files, attachments=attachments)

    def to_record(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        values = dict(record)
        values["channels"] = None if values.get("channels") is None else tuple(values["channels"])
        values["attachments"] = tuple(values.get("attachments", ()))
        values["files"] = tuple(StoredFile(**file) for file in values.get("files", ()))
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Draft:
    """`item_id`: the item that a new edition is written of, "" for a new one; `begun_from`: the ref it began as, "" =
    nothing; `ref`: what it became. `version` counts the saves: who saves names the one they wrote on.
    """

    id: str
    owner: str
    unit: str
    writing: Writing
    made_at: datetime
    saved_at: datetime
    saved_by: str
    item_id: str = ""
    begun_from: str = ""
    ref: str = ""
    state: str = OPEN
    version: int = 1

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    @property
    def called(self) -> str:
        """How a person is told which one."""
        return f"《{self.writing.title}》" if self.writing.title else "（还没有标题的稿件）"


@dataclass(frozen=True, slots=True)
class Listed:
    """A draft in a list."""

    id: str
    title: str
    owner: str
    unit: str
    item_id: str
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A draft as it once was. `aside`: it met a newer one and was kept beside."""

    number: int
    by: str
    at: datetime
    aside: bool
    writing: Writing


def as_front(writing: Writing) -> dict[str, Any]:
    """Its fields as a file's front matter would hold them, for the same reader."""
    plain = {name: value for name, value in writing.fields.items() if value and not name.startswith(SECRECY)}
    secrecy = {name.removeprefix(SECRECY): value for name, value in writing.fields.items() if name.startswith(SECRECY)}
    front: dict[str, Any] = {**plain, "attachments": list(writing.attachments)}
    if any(secrecy.values()):
        front["secrecy"] = secrecy
    if writing.channels is not None:
        front["channels"] = list(writing.channels)
    for channel, words in writing.overrides.items():
        if own := {name: value for name, value in words.items() if value}:
            front[channel] = own
    return front


def free_name(name: str, taken: Iterable[str]) -> str:
    """The name, with a number where another file has it."""
    others = set(taken)
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if stem else (name, "")
    tries = (name, *(f"{stem}-{number}{ending}" for number in range(2, len(others) + 3)))
    return next(one for one in tries if one not in others)
