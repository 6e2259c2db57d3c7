"""What a preview shows: problems on top, then what each channel will be sent."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.checking import draft_of
from bot.actions.errors import CannotDo
from bot.views.reading import problems_in, read, renditions
from bot.words import RENDITION_FIELDS
from channels.channel import Rendition
from content.edition import Edition, from_record
from content.item import Item
from content.problems import Problem

if TYPE_CHECKING:
    from bot.app import App

IMAGES = (".jpg", ".jpeg", ".png", ".gif", ".webp")


@dataclass(frozen=True, slots=True)
class Picture:
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class OnChannel:
    """`html` names its pictures as the page serves them; `pictures` and `others` are sent along."""

    channel: str
    medium: str
    title: str
    html: str
    text: str
    fields: Mapping[str, str]
    pictures: Sequence[Picture]
    others: Sequence[Picture]


@dataclass(frozen=True, slots=True)
class Shown:
    """`files`: what the page may serve, by path, with the name to save it under."""

    ref: str
    state: str
    item: Item
    problems: Sequence[Problem]
    channels: Sequence[OnChannel]
    files: Mapping[str, str]


def edition_shown(app: "App", ref: str, digest: str, now: datetime) -> Shown | None:
    """None where the text is no longer what the link was made for."""
    try:
        reading = read(app, ref, now)
    except CannotDo:
        return None
    if reading.edition.digest != digest:
        return None
    return _shown(app, reading.edition, reading.state, reading.problems)


def draft_shown(app: "App", path: str, by: str, now: datetime) -> Shown:
    item = from_record(json.loads(app.files.read(path)))
    draft = draft_of(item, by, now)
    return _shown(app, draft, "草稿，还没有提交", problems_in(app, draft, now))


def _shown(app: "App", edition: Edition, state: str, problems: Sequence[Problem]) -> Shown:
    sent = renditions(app, edition)
    files = {file.path: file.name for file in edition.item.files}
    for rendition in sent:
        files |= {path: files.get(path, name.rpartition("/")[2]) for name, path in rendition.files.items()}
    on_channels = [_on_channel(app.channels[one.channel].medium, one, files) for one in sent]
    ordered = sorted(problems, key=lambda one: not one.blocks)
    return Shown(edition.ref if edition.item_id else "", state, edition.item, ordered, on_channels, files)


def _on_channel(medium: str, rendition: Rendition, names: Mapping[str, str]) -> OnChannel:
    html = rendition.html
    for name, path in rendition.files.items():
        html = re.sub(rf'(?<=[ "])(src|href|poster)="[^"]*{re.escape(name)}"', rf'\1="files/{path}"', html)
    fields = {RENDITION_FIELDS.get(name, name): text for name, text in rendition.fields.items() if text}
    beside = [Picture(names[path], path) for path in dict.fromkeys(rendition.files.values()) if path not in html]
    return OnChannel(
        channel=rendition.channel,
        medium=medium,
        title=rendition.title,
        html=html,
        text=rendition.text,
        fields=fields,
        pictures=[one for one in beside if one.name.lower().endswith(IMAGES)],
        others=[one for one in beside if not one.name.lower().endswith(IMAGES)],
    )
