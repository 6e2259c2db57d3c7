"""One edition as its reviewer wants to see it: what is found in it, what was said of it, what they may do now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.cases import case_of, said_of
from bot.actions.checking import MISSING_SECRECY, channels_of, found_problems, lacks_secrecy
from bot.actions.finding import edition_of
from bot.views.review_queue import may_consent, may_explain, may_review_secrecy, turn, who_may
from bot.views.reviews import Returned, last_return
from content import review
from content.consent import is_half_agreed
from content.edition import Edition
from content.problems import Problem, blocking, blocking_first, warnings
from content.review import Act, Case, State, Step, state_words

if TYPE_CHECKING:
    from bot.app import App

ASKED = "问"
"""Stands for a reason where it is only asked whether somebody may."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A warning that is kept. `problem`: None where it is not found any more."""

    problem: Problem | None
    step: Step


@dataclass(frozen=True, slots=True)
class ForReview:
    """`case`: all that decides. `before`: the edition before this one. `problems`: what still stands.

    `objection`: why this person may not pass it now, "" = they may; `no_return` and `emergency` likewise: give it back,
    agree to publish it at once. `secrecy`: its secrecy review; `may_review_secrecy`: this person may give one;
    `may_explain`: say why warnings are kept, where nobody reviews.
    `consents`: who may agree to the emergency besides the one who did.
    `newer`: the ref of the edition that takes this one's place in review, "" = none; a debt stays with its edition.
    """

    case: Case
    state: str
    waits_for: str
    who: Sequence[str]
    before: Edition | None
    channels: Sequence[str]
    problems: Sequence[Problem]
    kept: Sequence[Kept]
    secrecy: Step | None
    returned: Returned | None
    objection: str
    no_return: str
    emergency: str
    consents: Sequence[str]
    may_review_secrecy: bool
    may_explain: bool
    newer: str

    @property
    def edition(self) -> Edition:
        return self.case.edition

    @property
    def steps(self) -> list[Step]:
        """What was done with this edition, oldest first."""
        return [step for step in self.case.history if step.ref == self.edition.ref]

    @property
    def is_last(self) -> bool:
        """Whether the step it is at is the last one, or a debt: then nothing may be left open."""
        at = self.case.review
        return at is not None and (at.state is State.EMERGENCY or at.step + 1 == len(self.case.steps))

    @property
    def lacks_secrecy(self) -> bool:
        return lacks_secrecy(self.problems)

    @property
    def mark(self) -> str:
        """What a decision is bound to: the text, and where it was in review."""
        at = self.case.review
        return f"{self.edition.digest}.{at.state if at else ''}.{at.step if at else ''}"

    @property
    def to_mend(self) -> list[Problem]:
        """Without the missing secrecy review, which is for a reviewer and not for the author."""
        return [one for one in self.problems if one.code != MISSING_SECRECY]

    @property
    def warnings(self) -> list[Problem]:
        return warnings(self.problems)

    def signed(self, name: str) -> Step | None:
        """Who passed a step of review since the edition was last handed in."""
        return next((step for step in review.signed(self.case) if step.step == name), None)

    def was_passed(self, mark: str, name: str) -> bool:
        """Whether this person did since what a page with this mark asked for."""
        digest, _, at = mark.partition(".")
        state, _, step = at.partition(".")
        if digest != self.edition.digest or not step.isdigit():
            return False
        if state == State.EMERGENCY:
            return any(one.act is Act.CLEARED and one.by == name for one in self.steps)
        return any(one.by == name for one in review.signed(self.case)[int(step) : int(step) + 1])

    def is_at(self, name: str) -> bool:
        return self.waits_for == name

    @property
    def stopping(self) -> list[Problem]:
        """What nobody can pass: it must be mended by the author."""
        return blocking(self.to_mend)

    @property
    def agreed(self) -> list[Step]:
        """Who agreed to publish it before review is done."""
        return [step for step in self.steps if step.act is Act.EMERGENCY]

    @property
    def missing_consent(self) -> str:
        """After one agreed: the other's role, and who has it; "" where nobody is asked."""
        if not is_half_agreed(self.case):
            return ""
        roles = [role for role in self.case.emergency if role not in {step.step for step in self.agreed}]
        return f"{'、'.join(roles)}（{'、'.join(self.consents) or '还没有人能同意，请管理员看人员的角色'}）"


def for_review(app: "App", name: str, ref: str, now: datetime) -> ForReview:
    """Raises WrongUse for a ref that is none."""
    with app.store.read() as work:
        people = work.people.all()
        edition = edition_of(work, ref)
        case = case_of(app, work, edition)
        before = work.items.edition(edition.item_id, edition.number - 1) if edition.number > 1 else None
        returned = last_return(work, ref)
        latest = work.items.frozen(edition.item_id)[-1].number
    me = next(person for person in people if person.name == name)
    channels = channels_of(app, edition.item)
    found = found_problems(app, case, channels, now)
    said = said_of(case)
    return ForReview(
        case=case,
        state=state_words(case),
        waits_for=turn(case),
        who=who_may(case, people),
        before=before,
        channels=channels,
        problems=blocking_first(one for one in found if one.blocks or one.key not in said.accepted),
        kept=_kept(case, found),
        secrecy=said.secrecy,
        returned=returned,
        objection=review.objection(case, me),
        no_return=_refusal(lambda: review.give_back(case, me, now, ASKED)),
        emergency=_refusal(lambda: review.declare_emergency(case, me, now, reason=ASKED, digest=case.edition.digest)),
        consents=may_consent(case, people),
        may_review_secrecy=may_review_secrecy(case, me),
        may_explain=may_explain(case, me),
        newer="" if latest == edition.number or review.has_debt(case) else f"{edition.item_id}.{latest}",
    )


def _kept(case: Case, found: Sequence[Problem]) -> list[Kept]:
    """The last reason for each warning of this very text."""
    named = {problem.key: problem for problem in found}
    accepted = [one for one in case.history if one.act is Act.ACCEPTED and one.digest == case.edition.digest]
    return [Kept(named.get(step.subject), step) for step in {step.subject: step for step in accepted}.values()]


def _refusal(act: Callable[[], object]) -> str:
    """Why the rules of review do not let it be done; "" where they do. Nothing is written down by asking."""
    try:
        act()
    except review.NotAllowed as error:
        return error.says
    return ""
