"""The letters (文书) that may be written on an application, and what goes into the places of one."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.applications import named
from bot.actions.rights import Right, require
from bot.actions.write_letter import known_words, template_of
from content.registers.applications import Application, State
from content.registers.letter_texts import Template, Texts

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Place:
    """Of a letter: `known` is what is written into it unless a clerk says otherwise, "" = nothing is known."""

    name: str
    known: str = field(default="", repr=False)


def letters_for(app: "App", by: str, number: str) -> tuple[Application, list[Template]]:
    """Those that fit: every one but the answers for another outcome than its own. None for a voided one."""
    with app.store.read() as work:
        require(work, by, Right.APPLICATIONS)
        one = named(work, number)
    if one.state is State.VOIDED:
        return one, []
    templates = Texts(app.settings.applications.letters).templates.values()
    return one, [found for found in templates if not (found.outcome and one.outcome and found.outcome != one.outcome)]


def places_of(app: "App", by: str, number: str, kind: str, *, now: datetime) -> tuple[Template, list[Place]]:
    """Raises WrongUse, CannotDo."""
    texts = Texts(app.settings.applications.letters)
    with app.store.read() as work:
        require(work, by, Right.APPLICATIONS)
        one = named(work, number)
        template = template_of(texts, one, kind)
        known = known_words(app, work, one, template, now=now)
    return template, [Place(name, known.get(name, "")) for name in texts.places(template)]
