"""What templates know: which names in which operation, and what stands behind them."""

import re
from collections.abc import Mapping, Sequence, Set
from types import SimpleNamespace
from typing import Any

from channels.catalogue import FIELDS as CATALOGUE
from channels.cms.document import Document, Placed, Remote, Upload
from channels.rest.mapping import SiteMapping

ANY: Set[str] = frozenset()
NOTHING = frozenset({"（无）"})
"""Shown where somebody asks for what the mapping does not declare."""
DOCUMENT = frozenset(
    {"key", "ref", "title", "html", "text", "summary", "column", "path", "keywords", "fields", "files", "published_at"}
)
REMOTE = frozenset({"id", "state", "revision", "title", "url"})
FILE = frozenset({"key", "name", "ascii", "media_type", "is_image", "size"})
COLUMN = frozenset({"name", "parent", "depth", "path", "id"})
OPS: Mapping[str, Mapping[str, Set[str]]] = {
    "check": {},
    "find": {"key": ANY},
    "read": {"id": ANY},
    "column": {"column": COLUMN},
    "find_file": {"file": FILE},
    "upload": {"file": FILE | {"content"}},
    "create": {"document": DOCUMENT, "document.fields": frozenset(CATALOGUE)},
    "undo": {"document": DOCUMENT, "document.fields": frozenset(CATALOGUE), "id": ANY},
    "update": {"document": DOCUMENT, "document.fields": frozenset(CATALOGUE), "remote": REMOTE},
    "withdraw": {"remote": REMOTE},
}
NOT_ASCII = re.compile(r"[^A-Za-z0-9._-]+")


def always(mapping: SiteMapping) -> dict[str, Set[str]]:
    """Names that are known everywhere. A mapping without secrets knows `secret`, which has nothing."""
    return {
        "config": frozenset(mapping.config) or NOTHING,
        "secret": frozenset(mapping.secrets) or NOTHING,
        "session": _session(mapping),
        "now": ANY,
        "address": ANY,
    }


def _session(mapping: SiteMapping) -> Set[str]:
    steps = mapping.auth.steps if mapping.auth.kind == "login" else ()
    return frozenset(name for step in steps for name in (*step.take, *step.make)) or NOTHING


def known_in(op: str, mapping: SiteMapping) -> dict[str, Set[str]]:
    return {**always(mapping), **OPS[op]}


def of_document(document: Document, html: str, contents: Mapping[str, Upload]) -> SimpleNamespace:
    """`contents`: files that travel inside it, by key."""
    values: dict[str, Any] = {name: getattr(document, name) for name in DOCUMENT}
    values["html"] = html
    values["path"], values["keywords"] = list(document.path), list(document.keywords)
    values["fields"] = {**dict.fromkeys(CATALOGUE, ""), **document.fields}
    values["files"] = [_placed(file, contents.get(file.key)) for file in document.files]
    return SimpleNamespace(**values)


def of_remote(remote: Remote) -> SimpleNamespace:
    """`state` is ours: submitted, scheduled, published, withdrawn, rejected."""
    return SimpleNamespace(
        id=remote.id, state=str(remote.state), revision=remote.revision, title=remote.title, url=remote.url
    )


def of_file(file: Upload) -> SimpleNamespace:
    return SimpleNamespace(
        key=file.key,
        name=file.name,
        ascii=ascii_name(file),
        content=file.content,
        media_type=file.media_type,
        is_image=file.is_image,
        size=len(file.content),
    )


def of_column(names: Sequence[str], parent: Any, column_id: Any = None) -> SimpleNamespace:
    """The last of `names` from the top."""
    return SimpleNamespace(name=names[-1], parent=parent, depth=len(names) - 1, path=list(names), id=column_id)


def ascii_name(file: Upload) -> str:
    """Made of the key, with the type's ending: for sites that garble other names."""
    suffix = file.name.rpartition(".")[2] if "." in file.name else ""
    suffix = NOT_ASCII.sub("", suffix).lower()
    return f"{file.key}.{suffix}" if suffix else file.key


def _placed(file: Placed, content: Upload | None) -> SimpleNamespace:
    place = SimpleNamespace(id=file.id, url=file.url, name=file.name, key=file.key)
    if content is not None:
        inside = of_file(content)
        place.__dict__.update(content=inside.content, media_type=inside.media_type, ascii=inside.ascii)
    return place
