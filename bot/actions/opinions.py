"""What a reviewer says besides yes or no: the secrecy review, and warnings that are kept with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.actions.cases import write_step
from bot.actions.errors import WrongUse
from bot.actions.refusals import in_words
from content import review
from content.people import Person
from content.problems import Problem, warnings
from content.review import Case
from content.store.store import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """`secrecy`: the conclusion of the secrecy review. `accept`: by a problem's code or key, the reason for keeping it.

    `accept_all`: one reason for every warning that stands.
    """

    secrecy: str = ""
    accept: Mapping[str, str] = field(default_factory=dict)
    accept_all: str = ""

    @property
    def keeps(self) -> bool:
        """Whether any warning is to be kept."""
        return bool(self.accept or self.accept_all)


def write_opinion(
    work: Work, case: Case, person: Person, opinion: Opinion, *, problems: Sequence[Problem], now: datetime
) -> Case:
    """Writes each as a step of its own; returns the case with them. `problems` are those that stand."""
    steps = []
    with in_words():
        if opinion.secrecy:
            steps.append(review.secrecy(case, person, now, opinion.secrecy))
        for problem, reason in _kept(problems, opinion):
            steps.append(review.accept_warning(case, person, now, subject=problem.key, reason=reason))
    for step in steps:
        write_step(work, case.edition, step)
    return replace(case, history=(*case.history, *steps))


def _kept(problems: Sequence[Problem], opinion: Opinion) -> list[tuple[Problem, str]]:
    kept: dict[str, tuple[Problem, str]] = {}
    for name, reason in opinion.accept.items():
        meant = [problem for problem in problems if name in (problem.code, problem.key)]
        _require_acceptable(name, meant)
        kept |= {problem.key: (problem, reason) for problem in meant}
    if opinion.accept_all:
        kept = {problem.key: (problem, opinion.accept_all) for problem in warnings(problems)} | kept
    return list(kept.values())


def _require_acceptable(name: str, meant: Sequence[Problem]) -> None:
    if not meant:
        raise WrongUse(f"没有“{name}”这样的提示，或已经说明过。")
    if any(problem.blocks for problem in meant):
        raise WrongUse(f"“{name}”是必须改的问题，不能说明理由后保留。")
