"""What waits in review, for whom: nothing is left lying without a name beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.cases import case_of, said_of
from bot.actions.finding import edition_of
from bot.actions.rights import publishing_roles
from content.consent import may_agree_too
from content.edition import Edition, Ref
from content.passages import Remark, remarks
from content.people import Person
from content.review import Act, Review, State, is_turn_of, may_review_secrecy
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App

OPEN = (State.SUBMITTED, State.RETURNED, State.EMERGENCY)
CONSENT = "同意紧急发布，请到工作台办"
OTHERS = {State.EMERGENCY: "补审", State.APPROVED: "发布员"}
"""Whose turn it is when no step of review is left."""


@dataclass(frozen=True, slots=True)
class InReview:
    """`waits_for`: the role whose turn it is, or the author's name for what was returned.

    What is approved waits for a 发布员 until somebody orders it out.
    """

    ref: str
    title: str
    author: str
    state: State
    waits_for: str
    since: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class Returned:
    """`ref`: the edition given back; `remarks`: its reason, line by line, each with the place that is meant."""

    ref: str
    by: str
    step: str
    at: datetime
    remarks: Sequence[Remark]


def last_return(work: Work, ref: str) -> Returned | None:
    """The last time that this edition of an item, or one before it, was given back; of an item's id, any edition."""
    item_id, number = Ref.parse(ref) if "." in ref else (ref, None)
    given_back = [
        step
        for step in work.reviews.steps_of_item(item_id)
        if step.act is Act.RETURNED and (number is None or Ref.parse(step.ref)[1] <= number)
    ]
    if not given_back:
        return None
    last = given_back[-1]
    return Returned(last.ref, last.by, last.step, last.at, remarks(last.reason))


def in_review(app: "App", named: str = "") -> list[InReview]:
    """Of the item or edition `named`, else of all, longest waiting first.

    Emergency publications that are not cleared are among them; older editions are left out.
    """
    found = []
    with app.store.read() as work:
        for review in (*work.reviews.in_states(OPEN), *work.reviews.not_ordered()):
            item_id, number = Ref.parse(review.ref)
            if named not in ("", item_id, review.ref):
                continue
            edition = work.items.latest(item_id)
            if edition.number != number and review.state is not State.EMERGENCY:
                continue
            if edition.number != number:
                edition = work.items.edition(item_id, number)
            waits_for = edition.made_by if review.state is State.RETURNED else _role(app, review.state, review.step)
            found.append(_in_review(edition, review, waits_for))
    return found


def waiting_for(app: "App", name: str) -> list[InReview]:
    """What this person can do something about, longest waiting first: see `in_review`.

    A 保密审查员 also sees what comes in without a secrecy review.
    """
    listed = in_review(app)
    with app.store.read() as work:
        person = work.people.get(name)
        if person is None:
            return []
        told = ((one, _waits_for(app, work, person, one)) for one in listed)
        return [replace(one, waits_for=what) for one, what in told if what]


def turn_of(app: "App", ref: str) -> str:
    """Whose turn it is with this edition; "" where nobody's."""
    return next((one.waits_for for one in in_review(app, ref)), "")


def _waits_for(app: "App", work: Work, person: Person, one: InReview) -> str:
    """In the words of the list; "" where it is not for them."""
    if one.state is State.RETURNED:
        return "修改" if one.author == person.name else ""
    if one.state is State.APPROVED or (one.state is State.EMERGENCY and work.reviews.waits_for_order(one.ref)):
        theirs = person.may(*publishing_roles(app.settings.review)) and _is_theirs(work, person, one.ref)
        if theirs or one.state is State.APPROVED:
            return "发布" if theirs else ""
    case = case_of(app, work, edition_of(work, one.ref))
    if may_agree_too(case, person):
        return CONSENT
    if is_turn_of(case, person):
        return one.waits_for
    reviewed = case.edition.item.secrecy or said_of(case).secrecy
    secrecy = may_review_secrecy(case, person) and not reviewed
    return "保密审查" if secrecy and one.state is State.SUBMITTED else ""


def _is_theirs(work: Work, person: Person, ref: str) -> bool:
    item = edition_of(work, ref).item
    return person.covers(item.unit, item.column)


def _in_review(edition: Edition, review: Review, waits_for: str) -> InReview:
    return InReview(
        ref=review.ref,
        title=edition.item.title,
        author=edition.made_by,
        state=review.state,
        waits_for=waits_for,
        since=review.since,
        digest=edition.digest,
    )


def _role(app: "App", state: State, step: int) -> str:
    if state in OTHERS:
        return OTHERS[state]
    steps = app.settings.review
    return steps[step] if step < len(steps) else ""
