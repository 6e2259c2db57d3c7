"""After one agreed to publish before review is done: whose consent is still missing. Pure, like `content.review`."""

from content.people import Person
from content.review import Case, NotAllowed, State, agreed_to, declare_emergency


def is_half_agreed(case: Case) -> bool:
    """One agreed, and a second has to."""
    return case.review is not None and case.review.state is State.SUBMITTED and len(agreed_to(case)) == 1


def may_agree_too(case: Case, person: Person) -> bool:
    """Whether this person may be the second."""
    if case.review is None or not is_half_agreed(case):
        return False
    reason = agreed_to(case)[0].reason
    try:
        declare_emergency(case, person, case.review.since, reason=reason, digest=case.edition.digest)
    except NotAllowed:
        return False
    return True
