"""Letters as those who wrote them see them, and as everybody sees those that were published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.seeing import seen
from content.edition import Ref
from content.letters import Asker, Letter, State, may_see
from content.masking import mask
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Answer:
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Progress:
    """`says`: where the letter is, in words. `may_rate`: it is answered. `stars`: as rated so far."""

    number: str
    topic: str
    state: State
    says: str
    at: datetime
    unit: str
    answers: tuple[Answer, ...]
    may_rate: bool
    stars: int | None
    consent: bool


@dataclass(frozen=True, slots=True)
class Published:
    """A question and its answer that are public now, at `url`."""

    item_id: str
    title: str
    summary: str
    url: str
    at: datetime


def progress(app: "App", number: str, asker: Asker, *, who: str = "", now: datetime) -> Progress:
    """What the person who wrote may know. `who`: the network address (pages). Raises CannotDo, see `seen`.

    Whoever only has the digits of a telephone reads the answers without personal details.
    """
    letter = seen(app, number, asker, who=who, now=now)
    with app.store.read() as work:
        return _progress(work, letter, masked=not may_see(letter, Asker(visitor=asker.visitor)))


def own(app: "App", visitor: str, number: str) -> Progress | None:
    """The letter, for the visitor who wrote it."""
    with app.store.read() as work:
        try:
            letter = work.letters.get(number)
        except KeyError:
            return None
        return _progress(work, letter) if may_see(letter, Asker(visitor=visitor)) else None


def mine(app: "App", visitor: str) -> list[Progress]:
    """A visitor's last letters, newest first."""
    with app.store.read() as work:
        return [_progress(work, letter) for letter in work.letters.of_visitor(visitor)]


def published(app: "App", limit: int, skip: int = 0) -> list[Published]:
    """What is public at an address now, the newest letters first."""
    with app.store.read() as work:
        found = work.letters.published(limit, skip)
        editions = [(work.items.edition(*Ref.parse(one.ref)), one) for one in found]
    return [
        Published(edition.item_id, edition.item.title, edition.item.summary, one.url, one.since)
        for edition, one in editions
    ]


def answers_to(work: Work, letter: Letter, *, masked: bool = False) -> tuple[Answer, ...]:
    """What whoever wrote it reads: of one merged into another what that one is answered, without what is personal."""
    main = work.letters.get(letter.merged_into) if letter.merged_into else letter
    masked, known = masked or main is not letter, (*main.known, *letter.known)
    return tuple(Answer(step.at, _shown(step.text, known) if masked else step.text) for step in main.answers)


def _progress(work: Work, letter: Letter, *, masked: bool = False) -> Progress:
    return Progress(
        number=letter.number,
        topic=letter.topic,
        state=letter.state,
        says=f"{letter.state.chinese}{f'：{letter.why_closed}' if letter.why_closed else ''}",
        at=letter.at,
        unit=letter.unit,
        answers=answers_to(work, letter, masked=masked),
        may_rate=letter.state is State.ANSWERED,
        stars=letter.stars,
        consent=letter.consent,
    )


def _shown(answer: str, known: Sequence[str]) -> str:
    """Without personal details, as it would be published."""
    return mask(answer, known=known, by_office=True).text
