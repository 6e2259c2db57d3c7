"""An edition taken up again: what its author would have before them in the console to write it, or one like it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from lxml import html

from content.enclosures import as_written
from content.item import Item, StoredFile
from content.writing import MARKDOWN, SECRECY, Writing, free_name

ADDRESSES = ("//img/@src", "//a/@href")
KEPT = "files/"


def writing_of(item: Item) -> Writing:
    """Its text as it was written, with its files under names of their own."""
    files, names = _renamed(item.files)
    body = _with_names(item, names)
    kind = item.source_kind
    if kind != MARKDOWN:
        from content.as_markdown import as_markdown  # noqa: PLC0415  # slow to load, and most items are Markdown

        body, kind = as_markdown(body)
    return Writing(
        fields=_fields(item, names),
        channels=item.channels,
        overrides={channel: _words(own) for channel, own in item.overrides.items()},
        body=body.strip("\n"),
        kind=kind,
        attachments=tuple(names[file.path] for file in item.attachments),
        files=files,
    )


def like(writing: Writing) -> Writing:
    """For another item: without what belongs to the one it is copied from."""
    own = ("document_number", "made_on", "valid_until", "corrects", "secrecy.by", "secrecy.on", "secrecy.conclusion")
    return replace(writing, fields={name: value for name, value in writing.fields.items() if name not in own})


def _renamed(files: Iterable[StoredFile]) -> tuple[tuple[StoredFile, ...], Mapping[str, str]]:
    """Files of one name lay in different folders; here they lie side by side."""
    kept: dict[str, StoredFile] = {}
    for file in files:
        name = free_name(file.name, [other.name for other in kept.values()])
        kept[file.path] = replace(file, name=name)
    return tuple(kept.values()), {path: file.name for path, file in kept.items()}


def _with_names(item: Item, names: Mapping[str, str]) -> str:
    """The source, its files by their new names. Which file is meant, the text that was made of it says."""
    if item.source_kind != MARKDOWN:
        return re.sub(rf"{KEPT}([0-9a-f]{{2}}/[\w.]+)", lambda found: names.get(found[1], found[0]), item.source)
    from content.markdown import to_html  # noqa: PLC0415  # only reading an item needs the Markdown library

    source = item.source
    for written, kept in _pairs(to_html(source), item.html):
        name = names.get(kept.removeprefix(KEPT), "")
        if name and as_written(written) != name:
            source = _renamed_in(source, written, name)
    return source


def _pairs(made: str, published: str) -> Iterable[tuple[str, str]]:
    """Each address as its author wrote it, with what it became: those that stayed as they were among them."""
    for path in ADDRESSES:
        before, after = (
            [str(one) for one in html.fromstring(f"<div>{text}</div>").xpath(path)] for text in (made, published)
        )
        if len(before) == len(after):
            yield from dict.fromkeys(zip(map(str, before), map(str, after), strict=True))


def _renamed_in(source: str, written: str, name: str) -> str:
    address = f"<{name}>" if re.search(r"[\s()]", name) else name
    for old in (written, as_written(written)):
        source = source.replace(f"](<{old}>", f"]({address}").replace(f"]({old}", f"]({address}")
        source = source.replace(f'="{old}"', f'="{name}"')
    return source


def _fields(item: Item, names: Mapping[str, str]) -> Mapping[str, str]:
    found = {
        "title": item.title,
        "column": item.column,
        "unit": item.unit,
        "document_number": item.document_number,
        "made_on": item.made_on.isoformat() if item.made_on else "",
        "disclosure": str(item.disclosure),
        "disclosure_reason": item.disclosure_reason,
        "legal_basis": item.legal_basis,
        "summary": item.summary,
        "origin": item.origin,
        "valid_until": item.valid_until.isoformat() if item.valid_until else "",
        "keywords": "、".join(item.keywords),
        "cover": names[item.cover.path] if item.cover else "",
        "video": names[item.video.path] if item.video else "",
        "ai_generated": {None: "", True: "是", False: "否"}[item.ai_generated],
        "corrects": item.corrects,
    }
    if item.secrecy:
        parts = {"by": item.secrecy.by, "on": item.secrecy.on.isoformat(), "conclusion": item.secrecy.conclusion}
        found |= {SECRECY + name: value for name, value in parts.items()}
    return {name: value for name, value in found.items() if value}


def _words(own: Mapping[str, object]) -> Mapping[str, str]:
    return {name: "、".join(map(str, value)) if isinstance(value, list) else str(value) for name, value in own.items()}
