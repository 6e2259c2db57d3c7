"""An edition's review as the rules of `content.review` want to see it, and writing down what came of them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.actions.telling import tell_of_review
from content.edition import Edition
from content.log import Kind, about
from content.review import Act, Case, Outcome, Review, Step
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App


def case_of(app: "App", work: Work, edition: Edition) -> Case:
    """All that decides who may do what next. In a writing unit of work nobody else decides until it ends."""
    return Case(
        edition=edition,
        steps=app.settings.review,
        authors=work.items.authors(edition.item_id, edition.number),
        review=work.reviews.hold(edition.ref),
        history=work.reviews.steps_of_item(edition.item_id),
        emergency=app.settings.emergency,
    )


def cases_of(app: "App", work: Work, reviews: Collection[Review]) -> dict[str, Case]:
    """Of several editions at once, by ref: enough to ask who may do what, not to read what they say."""
    editions = work.items.outlines([review.ref for review in reviews])
    item_ids = {edition.item_id for edition in editions.values()}
    made_by, history = work.items.made_by(item_ids), work.reviews.steps_of_items(item_ids)
    return {
        review.ref: Case(
            edition=(edition := editions[review.ref]),
            steps=app.settings.review,
            authors=frozenset(by for number, by in made_by[edition.item_id].items() if number <= edition.number),
            review=review,
            history=history[edition.item_id],
            emergency=app.settings.emergency,
        )
        for review in reviews
    }


def write_outcome(work: Work, case: Case, outcome: Outcome) -> None:
    """The new state, the step and its log entry, and word of it to whom it concerns, in this unit of work."""
    work.reviews.save(outcome.review)
    after = replace(case, review=outcome.review, history=(*case.history, outcome.step))
    tell_of_review(work, after, outcome.review, outcome.step)
    # Last: from the first entry on, everybody else who logs waits for the end of this transaction.
    write_step(work, case.edition, outcome.step)


def write_step(work: Work, edition: Edition, step: Step) -> None:
    work.reviews.add(step)
    said = {"step": step.step, "reason": step.reason, "subject": step.subject}
    evidence = {name: value for name, value in said.items() if value}
    event = about(edition, Kind(step.act), step.at, step.by)
    work.log.append(replace(event, digest=step.digest, evidence=evidence))


@dataclass(frozen=True, slots=True)
class Said:
    """What reviewers already said about one text: its secrecy review, and the warnings kept with a reason."""

    secrecy: Step | None
    accepted: frozenset[str]


def said_of(case: Case) -> Said:
    """Only what is bound to this very digest stands."""
    mine = [step for step in case.history if step.digest == case.edition.digest]
    return Said(
        secrecy=next((step for step in reversed(mine) if step.act is Act.SECRECY), None),
        accepted=frozenset(step.subject for step in mine if step.act is Act.ACCEPTED),
    )
