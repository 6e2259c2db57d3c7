"""What a preview shows: problems on top, then what each channel will be sent."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.checking import draft_of
from bot.actions.errors import CannotDo
from bot.actions.finding import edition_of
from bot.views.reading import problems_in, read, renditions
from bot.words import RENDITION_FIELDS
from channels.channel import Rendition
from content.edition import Edition, from_record
from content.item import Item
from content.problems import Problem, blocking_first

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
    ref: str
    state: str
    item: Item
    problems: Sequence[Problem]
    channels: Sequence[OnChannel]


def meant_edition(app: "App", subject: Mapping[str, str], now: datetime) -> Edition | None:
    """The text a link was made for; None where the edition is no longer that text."""
    if "draft" in subject:
        return draft_of(from_record(json.loads(app.files.read(subject["draft"]))), subject["by"], now)
    try:
        with app.store.read() as work:
            edition = edition_of(work, subject["ref"])
    except CannotDo:
        return None
    return edition if edition.digest == subject["digest"] else None


def names_of(edition: Edition) -> Mapping[str, str]:
    """What its preview may serve, by path, with the name to save it under; channels are sent no other files."""
    return {file.path: file.name for file in edition.item.files}


def shown(app: "App", edition: Edition, now: datetime) -> Shown:
    if edition.item_id:
        reading = read(app, edition.ref, now)
        ref, state, problems = edition.ref, reading.state, reading.problems
    else:
        ref, state, problems = "", "草稿，还没有送审", problems_in(app, edition, now)
    names = names_of(edition)
    on_channels = [_on_channel(app.channels[one.channel].medium, one, names) for one in renditions(app, edition)]
    return Shown(ref, state, edition.item, blocking_first(problems), on_channels)


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
