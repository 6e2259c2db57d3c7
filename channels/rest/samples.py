"""What each operation of a dry run is about: the sample item, its files, and ids that an answer would give."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from channels.channel import Rendition
from channels.cms.body import prepare, with_addresses
from channels.cms.document import Document, Placed, Remote, State, Upload
from channels.cms.sample import SampleFiles, sample_edition
from channels.meaning import plain_text
from channels.rest import names
from channels.rest.compiled import Described
from channels.rest.settings import Settings
from content.edition import Edition

AT = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)


def stands_for(name: str) -> str:
    """What only an answer or the settings would give; as it is in addresses, XML and JSON."""
    return f"__{name}__"


REMOTE = Remote(
    id=stands_for("id"),
    state=State.PUBLISHED,
    title=stands_for("title"),
    url=stands_for("url"),
    revision=stands_for("revision"),
)


def about(described: Described, settings: Settings, outside: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """By operation: the names that its templates know besides those they always do.

    Several of what mappings say in several ways: a column at the top and one below it, a picture and an attachment.
    """
    files = SampleFiles()
    column = next(iter(settings.columns), "通知公告")
    edition = sample_edition(files.keep, column, AT, number=1)
    rendition = prepare(edition, settings, channel="try", office="示例单位")
    path = list(settings.path_of(column))
    uploads = [_upload(edition, source, files, settings) for source in rendition.files]
    placed = [_placed(one, described, outside) for one in uploads]
    document = _document(edition, rendition, placed, settings)
    wrapped = described.wrap({**outside, "session": {}, "html": document.html})
    known = names.of_document(document, wrapped, {one.key: one for one in uploads})
    files_of, remote = [{"file": names.of_file(one)} for one in uploads], names.of_remote(REMOTE)
    return {
        "check": [{}],
        "find": [{"key": document.key}],
        "read": [{"id": REMOTE.id}],
        "column": [{"column": column} for column in _columns(path, described)],
        "find_file": files_of,
        "upload": files_of,
        "create": [{"document": known}],
        "undo": [{"document": known, "id": REMOTE.id}],
        "update": [{"document": known, "remote": remote}],
        "withdraw": [{"remote": remote}],
    }


def _columns(path: Sequence[str], described: Described) -> list[SimpleNamespace]:
    if described.mapping.columns.made == "table":
        return [names.of_column(path, None, stands_for("column"))]
    return [names.of_column(path[:1], None), names.of_column(path, stands_for("parent"))]


def _upload(edition: Edition, source: str, files: SampleFiles, settings: Settings) -> Upload:
    file = next(one for one in edition.item.files if source.endswith(one.path))
    key = f"{settings.key_prefix}{edition.item_id}-{file.sha256[:16]}"
    return Upload(key, file.name, files.read(file.path), file.media_type, source)


def _placed(file: Upload, described: Described, outside: Mapping[str, Any]) -> Placed:
    if described.mapping.files.inline:
        url = str(described.inline_url({**outside, "session": {}, "file": names.of_file(file)}))
        return Placed("", url, file.name, file.key)
    return Placed(stands_for("file"), stands_for(names.ascii_name(file)), file.name, file.key)


def _document(edition: Edition, rendition: Rendition, files: list[Placed], settings: Settings) -> Document:
    addresses = {source: placed.url for source, placed in zip(rendition.files, files, strict=True)}
    return Document(
        key=f"{settings.key_prefix}{edition.item_id}",
        ref=edition.ref,
        title=rendition.title,
        html=with_addresses(rendition.html, addresses),
        text=plain_text(rendition.html),
        summary=edition.item.summary,
        column=stands_for("column"),
        path=settings.path_of(edition.item.column),
        keywords=edition.item.keywords,
        fields=rendition.fields,
        files=files,
        published_at=AT,
    )
