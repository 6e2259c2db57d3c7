"""Tell people in the chat that something waits for them, whichever door caused it.

A notice lapses where the platform's allowance is used up (see `content.telling`): 待审 shows everything all the same.
"""

from collections.abc import Iterator

from bot.actions.rights import PUBLISHERS, SECRECY_REVIEWER, publishing_roles
from content.consent import may_agree_too
from content.people import Person
from content.review import Act, Case, Review, State, Step, is_turn_of
from content.store.store import Work


def tell_of_review(work: Work, case: Case, review: Review, step: Step) -> None:
    """Those whose turn it is after a step, and the author of what was approved or given back.

    `case` and `review` are as the step left them.
    """
    edition = case.edition
    for name, text in _texts(work, case, review, step):
        if name != step.by:
            whole = f"{text}\n《{edition.item.title}》{edition.ref}"
            work.notices.tell(name, whole, about=f"review:{edition.ref}", now=step.at)


def _texts(work: Work, case: Case, review: Review, step: Step) -> Iterator[tuple[str, str]]:
    people = [person for person in work.people.all() if person.active]
    item = case.edition.item
    theirs = [person for person in people if person.covers(item.unit, item.column)]
    author = case.edition.made_by
    match review.state:
        case State.RETURNED:
            yield author, f"您的稿件被{step.by}退回：{step.reason}\n发“改稿 {case.edition.item_id}”修改。"
        case State.APPROVED:
            if step.act is not Act.SUBMITTED:
                yield author, f"您的稿件审核通过（{step.by}），等待发布。"
            publishers = publishing_roles(case.steps)
            yield from ((one.name, "有稿件待发布，发“待审”查看。") for one in theirs if one.may(*publishers))
        case State.SUBMITTED if step.act is Act.EMERGENCY:
            asked = f"{step.by}同意紧急发布，等您也同意：打开工作台里“等我审核”。"
            yield from ((one.name, asked) for one in theirs if may_agree_too(case, one))
        case State.SUBMITTED:
            yield from _reviewers(case, review, theirs)
        case State.EMERGENCY:
            yield from ((one.name, "有稿件同意紧急发布，发“待审”查看。") for one in theirs if one.may(*PUBLISHERS))
            yield from ((one.name, "有紧急发布的稿件待补审，发“待审”查看。") for one in people if is_turn_of(case, one))


def _reviewers(case: Case, review: Review, people: list[Person]) -> Iterator[tuple[str, str]]:
    """Those of the step; when it comes in, also who may give the secrecy review that it lacks."""
    role = case.steps[review.step]
    lacks = case.edition.item.secrecy is None and review.step == 0
    for one in people:
        if is_turn_of(case, one):
            yield one.name, f"有稿件待{role}，发“待审”查看。"
        elif lacks and one.may(SECRECY_REVIEWER) and one.name not in case.authors:
            yield one.name, "有稿件待保密审查，发“待审”查看。"
