"""Review (审核): who may do what to an edition. Pure functions from a case and a person to a step and a new state.

Nobody approves what they wrote; nobody does two steps of one item; every act is bound to the digest of the edition.
The steps come from the settings (初审, 复审, 终审; or none: whoever writes may publish); a step's name is the role
that may do it. Emergency publication takes two people with the two named roles and leaves a debt that a third,
different person clears.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from content.edition import Edition, Ref
from content.people import Person, objection_to
from content.problems import InWords


class State(StrEnum):
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    EMERGENCY = "emergency"

    @property
    def chinese(self) -> str:
        return STATE_WORDS[self]


STATE_WORDS = {
    State.SUBMITTED: "审核中",
    State.RETURNED: "已退回",
    State.APPROVED: "已批准",
    State.EMERGENCY: "紧急发布，待补审",
}


class Act(StrEnum):
    """The same words as the log's kinds."""

    SUBMITTED = "submitted"
    PASSED = "passed"
    APPROVED = "approved"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    SECRECY = "secrecy"
    EMERGENCY = "emergency"
    CLEARED = "cleared"


SIGNING = (Act.PASSED, Act.APPROVED)


class NotAllowed(InWords):
    """A rule stands against it."""


@dataclass(frozen=True, slots=True)
class Review:
    """Where an edition is. `step` is the index of the next step; `since` is when the state began."""

    ref: str
    state: State
    step: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody did. `step` is the review step's or emergency role's name; `subject` what a reason is about."""

    ref: str
    act: Act
    by: str
    at: datetime
    digest: str
    step: str = ""
    reason: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An edition in a list of those in review."""

    review: Review
    title: str
    column: str
    unit: str
    author: str


@dataclass(frozen=True, slots=True)
class Case:
    """All that decides. `history` holds the steps of every edition of the item, oldest first.

    `authors`: everybody who made an edition of the item up to this one. `emergency`: the settings' two roles.
    """

    edition: Edition
    steps: tuple[str, ...]
    authors: frozenset[str]
    review: Review | None = None
    history: Sequence[Step] = ()
    emergency: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    review: Review
    step: Step


def submit(case: Case, person: Person, now: datetime) -> Outcome:
    """Send for review; with no steps in the settings the edition is approved by that."""
    _require(person.active, f"{person.name}已停用，不能送审。")
    open_again = case.review is None or case.review.state is State.RETURNED
    _require(open_again, f"{case.edition.ref} 已经送审，现在是“{state_words(case)}”。")
    state = State.SUBMITTED if case.steps else State.APPROVED
    return Outcome(Review(case.edition.ref, state, 0, now), _step(case, Act.SUBMITTED, person, now))


def approve(case: Case, person: Person, now: datetime, digest: str) -> Outcome:
    """Do the next step. `digest` is of the text the person read."""
    review = _submitted(case)
    name = case.steps[review.step]
    _require(person.may(name), f"{case.edition.ref} 现在等{name}；{person.name}没有“{name}”角色。")
    _require_second_person(case, person)
    _require_one_step_each(case, person, name)
    _require(digest == case.edition.digest, f"{case.edition.ref} 的内容与审核时看到的不同，请重新打开再审。")
    last = review.step + 1 == len(case.steps)
    state = State.APPROVED if last else State.SUBMITTED
    act = Act.APPROVED if last else Act.PASSED
    return Outcome(Review(review.ref, state, review.step + 1, now), _step(case, act, person, now, step=name))


def give_back(case: Case, person: Person, now: datetime, reason: str) -> Outcome:
    """Return to the author with a reason; review starts over when it is submitted again."""
    review = _submitted(case)
    name = case.steps[review.step]
    _require(bool(reason.strip()), "退回要写明理由。")
    _require(person.may(name), f"{case.edition.ref} 现在等{name}；{person.name}没有“{name}”角色，不能退回。")
    _require_second_person(case, person)
    step = _step(case, Act.RETURNED, person, now, step=name, reason=reason)
    return Outcome(Review(review.ref, State.RETURNED, 0, now), step)


def accept_warning(case: Case, person: Person, now: datetime, *, subject: str, reason: str) -> Step:
    """Keep a text in spite of a warning; `subject` is the problem's key. (A block cannot be accepted.)"""
    _require(person.active, f"{person.name}已停用。")
    _require_theirs(case, person)
    _require(bool(reason.strip()), "保留提示的内容要写明理由。")
    return _step(case, Act.ACCEPTED, person, now, subject=subject, reason=reason)


def secrecy(case: Case, person: Person, now: datetime, conclusion: str) -> Step:
    """保密审查, by somebody with that role who did not write it. Source: 政府信息公开条例 第十七条."""
    _require(person.may("保密审查员"), f"{person.name}没有“保密审查员”角色。")
    _require_second_person(case, person)
    _require(bool(conclusion.strip()), "保密审查要写明结论。")
    return _step(case, Act.SECRECY, person, now, reason=conclusion)


def declare_emergency(case: Case, person: Person, now: datetime, *, reason: str, digest: str) -> Outcome:
    """Agree to publish before review is done. The second of the two people makes it publishable."""
    review = _submitted(case)
    agreed = agreed_to(case)
    open_roles = [role for role in case.emergency if role not in {step.step for step in agreed}]
    role = next((role for role in open_roles if person.may(role)), None)
    _require(bool(reason.strip()), "紧急发布要写明理由。")
    _require(len(case.emergency) == 2, "设置里没有写紧急发布由哪两个角色同意（emergency）。")
    _require_second_person(case, person)
    _require(person.name not in {step.by for step in agreed}, f"{person.name}已经同意过，还要另一个人同意。")
    _require(digest == case.edition.digest, f"{case.edition.ref} 的内容与看到的不同，请重新打开。")
    if role is None:
        raise NotAllowed(f"紧急发布还要{'、'.join(open_roles)}同意；{person.name}没有这个角色。")
    state = State.EMERGENCY if agreed else State.SUBMITTED
    since = now if agreed else review.since
    step = _step(case, Act.EMERGENCY, person, now, step=role, reason=reason)
    return Outcome(replace(review, state=state, since=since), step)


def clear(case: Case, person: Person, now: datetime, digest: str) -> Outcome:
    """补审: a reviewer who neither wrote it nor agreed to the emergency approves afterwards."""
    review = case.review
    if review is None or review.state is not State.EMERGENCY:
        raise NotAllowed(f"{case.edition.ref} 没有待补的审核。")
    name = next((name for name in reversed(case.steps) if person.may(name)), None)
    if name is None:
        raise NotAllowed(f"补审要由{'、'.join(case.steps)}之一来做；{person.name}没有这些角色。")
    _require_second_person(case, person)
    _require_one_step_each(case, person, "补审")
    agreed = {step.by for step in agreed_to(case)}
    _require(person.name not in agreed, f"{person.name}同意过紧急发布，补审要换一个人。")
    _require(digest == case.edition.digest, f"{case.edition.ref} 的内容与看到的不同，请重新打开。")
    return Outcome(
        Review(review.ref, State.APPROVED, review.step, now), _step(case, Act.CLEARED, person, now, step=name)
    )


def is_turn_of(case: Case, person: Person) -> bool:
    """Whether it is for this person to pass the step it is at, or to clear the debt it left."""
    return not objection(case, person)


def objection(case: Case, person: Person) -> str:
    """Why this person may not pass the step it is at, or clear the debt it left; "" where they may."""
    decide = clear if has_debt(case) else approve
    at = case.review.since if case.review else case.edition.made_at
    try:
        decide(case, person, at, case.edition.digest)
    except NotAllowed as error:
        return error.says
    return ""


def may_review_secrecy(case: Case, person: Person) -> bool:
    """Whether a secrecy review of this person would be taken."""
    item = case.edition.item
    theirs = person.covers(item.unit, item.column) and person.name not in case.authors
    return theirs and person.may("保密审查员")


def may_publish(case: Case) -> bool:
    """Whether the signatures this edition needs are there, bound to its digest. (Secrecy is a check of its own.)"""
    if case.review is None or case.review.state not in (State.APPROVED, State.EMERGENCY):
        return False
    if not case.steps:
        return True
    if len(agreed_to(case)) == 2:
        return True
    return tuple(step.step for step in signed(case)) == case.steps


def signed(case: Case) -> list[Step]:
    """The steps of review passed with this text since it was last handed in."""
    return [step for step in _since_submission(case) if step.act in SIGNING]


def has_debt(case: Case) -> bool:
    """Published in an emergency and not yet approved by a different person."""
    return case.review is not None and case.review.state is State.EMERGENCY


def _since_submission(case: Case) -> list[Step]:
    """The steps of this edition with this digest since it was last submitted or returned."""
    mine = [step for step in case.history if step.ref == case.edition.ref and step.digest == case.edition.digest]
    starts = [place for place, step in enumerate(mine) if step.act in (Act.SUBMITTED, Act.RETURNED)]
    return mine[starts[-1] :] if starts else mine


def agreed_to(case: Case) -> list[Step]:
    """Who agreed to publish it at once, since it was last handed in."""
    return [step for step in _since_submission(case) if step.act is Act.EMERGENCY]


def _submitted(case: Case) -> Review:
    if case.review is None:
        raise NotAllowed(f"{case.edition.ref} 还没有送审。")
    if case.review.state is not State.SUBMITTED:
        raise NotAllowed(f"{case.edition.ref} 现在是“{state_words(case)}”，不在审核中。")
    return case.review


def _require_second_person(case: Case, person: Person) -> None:
    _require(person.active, f"{person.name}已停用。")
    _require_theirs(case, person)
    _require(person.name not in case.authors, f"{person.name}是 {case.edition.ref} 的作者，不能审自己写的稿件。")


def _require_theirs(case: Case, person: Person) -> None:
    """Their roles are for items of this unit in this column."""
    item = case.edition.item
    objection = objection_to(person, item.unit, item.column)
    _require(not objection, objection)


def _require_one_step_each(case: Case, person: Person, name: str) -> None:
    others = {step.step for step in case.history if step.act in SIGNING and step.by == person.name} - {name}
    item_id, _ = Ref.parse(case.edition.ref)
    _require(not others, f"{person.name}已做过 {item_id} 的{'、'.join(sorted(others))}，{name}要换一个人。")


def _step(
    case: Case, act: Act, person: Person, now: datetime, *, step: str = "", reason: str = "", subject: str = ""
) -> Step:
    edition = case.edition
    return Step(edition.ref, act, person.name, now, edition.digest, step=step, reason=reason.strip(), subject=subject)


def state_words(case: Case) -> str:
    """Where the review is, for staff."""
    return case.review.state.chinese if case.review else "未送审"


def _require(holds: bool, says: str) -> None:
    if not holds:
        raise NotAllowed(says)
