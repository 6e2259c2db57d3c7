"""The queue of review (审核): what waits at each step, for whom, how long; and what of it one person may pass."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import count, islice
from typing import TYPE_CHECKING

from bot.actions.cases import cases_of, said_of
from bot.actions.rights import SECRECY_REVIEWER, WRITER
from content import review
from content.consent import may_agree_too
from content.people import Person
from content.review import Case, State, Waiting
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App

MINE, DEBTS, RETURNED = "等我办", "补审", "已退回"
CONSENT = "同意紧急发布"
"""Tabs beside the steps of the settings."""
TABS: Mapping[str, State] = {DEBTS: State.EMERGENCY, RETURNED: State.RETURNED}
PAGE = 50


@dataclass(frozen=True, slots=True)
class InQueue:
    """`waits_for`: the role whose turn it is; `who`: those who have it. `may`: this person may pass it now.

    `secrecy`: it has no secrecy review yet, and this person may give one. `consents`: one agreed to publish it at once,
    and these may be the second; `may_consent`: this person is among them.
    """

    ref: str
    title: str
    column: str
    unit: str
    author: str
    since: datetime
    waits_for: str
    who: Sequence[str]
    may: bool
    secrecy: bool
    consents: Sequence[str]
    may_consent: bool

    @property
    def is_mine(self) -> bool:
        return self.may or self.secrecy or self.may_consent

    @property
    def asks(self) -> str:
        """What this person is to do with it; of what is not theirs, whose turn it is."""
        if self.may_consent:
            return CONSENT
        return "保密审查" if self.secrecy and not self.may else self.waits_for


@dataclass(frozen=True, slots=True)
class Queue:
    """`page` counts from 1. `more`: there is a next one."""

    tabs: Sequence[str]
    tab: str
    rows: Sequence[InQueue]
    page: int
    more: bool


def queue(app: "App", name: str, tab: str = "", page: int = 1, *, most: int = PAGE) -> Queue:
    """Longest waiting first, of one's own the emergencies; `most` on a page. An unknown tab is `MINE`."""
    tabs = (MINE, *app.settings.review, DEBTS, RETURNED)
    tab, skip = tab if tab in tabs else MINE, (page - 1) * most
    with app.store.read() as work:
        people = work.people.all()
        me = next(person for person in people if person.name == name)
        reviewers = [person for person in people if person.may(*app.settings.review, *app.settings.emergency)]
        if tab == MINE:
            # One more, which tells that there is a next page, is not worth a piece of its own.
            mine = _mine(app, work, me, reviewers, piece=most + 1)
            rows = list(islice(mine, skip, skip + most + 1))
        else:
            found = work.reviews.waiting(_of_tab(app, tab), skip=skip, limit=most + 1)
            rows = _rows(app, work, me, found, reviewers=reviewers)
    return Queue(tabs, tab, rows[:most], page, len(rows) > most)


def _of_tab(app: "App", tab: str) -> Mapping[State, Sequence[int] | None]:
    steps = app.settings.review
    return {State.SUBMITTED: [steps.index(tab)]} if tab in steps else {TABS[tab]: None}


def _mine(app: "App", work: Work, me: Person, reviewers: Sequence[Person], *, piece: int) -> Iterator[InQueue]:
    """What they may do something about, emergencies first. The rules of review say so of each.

    `piece`: so many are read at a time.
    """
    places = [place for place, step in enumerate(app.settings.review) if me.may(step)]
    states = {State.EMERGENCY: None if places else [], State.SUBMITTED: places}
    asked: set[str] = set()
    for state, steps in states.items():
        waiting = partial(
            work.reviews.waiting,
            {state: steps},
            no_secrecy=(state,) if me.may(SECRECY_REVIEWER) else (),
            agreed=state is State.EMERGENCY and me.may(*app.settings.emergency),
            units=me.units,
            columns=me.columns,
        )
        for found in _in_pieces(waiting, piece):
            rows = _rows(app, work, me, [one for one in found if one.review.ref not in asked], reviewers=reviewers)
            yield from (row for row in rows if row.is_mine)
            if state is State.EMERGENCY:
                asked |= {one.review.ref for one in found}


def _in_pieces(waiting: Callable[..., list[Waiting]], piece: int) -> Iterator[list[Waiting]]:
    for skip in count(0, piece):
        found = waiting(skip=skip, limit=piece)
        yield found
        if len(found) < piece:
            return


def _rows(
    app: "App", work: Work, me: Person, found: Sequence[Waiting], *, reviewers: Sequence[Person]
) -> list[InQueue]:
    cases = cases_of(app, work, [one.review for one in found])
    return [_row(cases[one.review.ref], one, me, reviewers) for one in found]


def _row(case: Case, one: Waiting, me: Person, people: Iterable[Person]) -> InQueue:
    waits_for = turn(case)
    consents = may_consent(case, people)
    return InQueue(
        ref=one.review.ref,
        title=one.title,
        column=one.column,
        unit=one.unit,
        author=one.author,
        since=one.review.since,
        waits_for=waits_for,
        who=[] if one.review.state is State.RETURNED else who_may(case, people),
        may=review.is_turn_of(case, me),
        secrecy=may_review_secrecy(case, me),
        consents=consents,
        may_consent=me.name in consents,
    )


def turn(case: Case) -> str:
    """The role whose turn it is, or the author's name for what was returned; "" where nobody's."""
    if case.review is None or case.review.state is State.APPROVED:
        return ""
    if case.review.state is State.RETURNED:
        return case.edition.made_by
    return DEBTS if review.has_debt(case) else case.steps[case.review.step]


def who_may(case: Case, people: Iterable[Person]) -> list[str]:
    """The names of those who may pass the step it is at."""
    roles = (turn(case),) if turn(case) in case.steps else case.steps
    # Most of the house have another role: they are not asked about rule by rule.
    return [person.name for person in people if person.may(*roles) and review.is_turn_of(case, person)]


def may_consent(case: Case, people: Iterable[Person]) -> list[str]:
    """The names of those who may agree to an emergency after one did."""
    return [one.name for one in people if one.may(*case.emergency) and may_agree_too(case, one)]


def may_review_secrecy(case: Case, person: Person) -> bool:
    """Whether a secrecy review is missing that this person may give."""
    given = case.edition.item.secrecy or said_of(case).secrecy
    # Where nothing is reviewed, an edition is approved by being handed in, and goes out with a secrecy review only.
    waits = case.review is not None and (not case.steps or case.review.state in (State.SUBMITTED, State.EMERGENCY))
    return waits and not given and review.may_review_secrecy(case, person)


def may_explain(case: Case, person: Person) -> bool:
    """Whether this person may say why warnings are kept without passing anything: where nothing is reviewed."""
    item = case.edition.item
    return not case.steps and person.may(WRITER) and person.covers(item.unit, item.column)
