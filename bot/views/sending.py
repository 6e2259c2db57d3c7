"""Lists of what goes out: approved and not ordered, under way, failed; and how many there are of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.views.waits import waits
from content.delivery import OPEN, State
from content.people import Person
from content.review import Waiting
from content.store.under_way import Outgoing

if TYPE_CHECKING:
    from bot.app import App

TO_ORDER, UNDER_WAY, FAILED = "daianpai", "jinxing", "weifachu"
PAGE = 50


@dataclass(frozen=True, slots=True)
class Sending:
    """One line of a list: either approved and `to_order`, or `going` out; `says`: what it waits for, what is wrong.

    `mine`: the roles of whoever looks are for items like this one.
    """

    to_order: Waiting | None
    going: Outgoing | None
    says: str
    mine: bool

    @property
    def ref(self) -> str:
        return self.going.delivery.ref if self.going else self.to_order.review.ref if self.to_order else ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many editions on channels are in each state, of those that are not at their end."""

    open: int
    unconfirmed: int


@dataclass(frozen=True, slots=True)
class Bundling:
    """A channel that takes several editions in one send. `waiting`: editions that are due there."""

    name: str
    capacity: int
    waiting: int


def sendings(app: "App", person: Person, tab: str, *, page: int, now: datetime) -> tuple[list[Sending], bool]:
    """`page` counts from 1; also whether there is a next one."""
    skip, most = (page - 1) * PAGE, PAGE + 1
    with app.store.read() as work:
        if tab == TO_ORDER:
            waiting = work.reviews.to_order(skip=skip, limit=most)
            rows = [Sending(one, None, "", person.covers(one.unit, one.column)) for one in waiting[:PAGE]]
            return rows, len(waiting) > PAGE
        if tab == FAILED:
            found = work.under_way.failed(skip=skip, limit=most)
        else:
            found = work.under_way.open(OPEN - {State.UNCONFIRMED}, skip=skip, limit=most)
    return _with_words(app, person, found[:PAGE], now), len(found) > PAGE


def on_channel(app: "App", person: Person, name: str, *, page: int, now: datetime) -> tuple[list[Sending], bool]:
    """What is not at its end on one channel, also one that left the settings."""
    with app.store.read() as work:
        found = work.under_way.open(OPEN, channel=name, skip=(page - 1) * PAGE, limit=PAGE + 1)
    return _with_words(app, person, found[:PAGE], now), len(found) > PAGE


def _with_words(app: "App", person: Person, found: Sequence[Outgoing], now: datetime) -> list[Sending]:
    why = waits(app, [one.delivery for one in found], now)
    return [
        Sending(None, one, why.get(one.delivery.key, "") or one.delivery.says, person.covers(one.unit, one.column))
        for one in found
    ]


def numbers(app: "App") -> Numbers:
    with app.store.read() as work:
        found: Mapping[tuple[str, State], int] = work.under_way.numbers(OPEN)
    doubtful = sum(number for (_, state), number in found.items() if state is State.UNCONFIRMED)
    return Numbers(sum(found.values()) - doubtful, doubtful)


def bundling(app: "App") -> list[Bundling]:
    """The channels on which a person may line up what goes out together."""
    with app.store.read() as work:
        found = work.under_way.numbers((State.DUE,))
    return [
        Bundling(name, channel.capacity, found.get((name, State.DUE), 0))
        for name, channel in app.channels.items()
        if channel.capacity > 1
    ]
