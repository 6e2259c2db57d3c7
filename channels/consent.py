"""A page that was changed on its site since: an order stops there, and a person decides whose words stand."""

from collections.abc import Mapping, Sequence

from content.delivery import CHANGED, OVERWRITES, Delivery, State
from content.store.work import Work

OUR_WORDS = "网站上的改动以本系统为准"


def has_stopped(work: Work, there: Sequence[Delivery]) -> bool:
    """Whether the last order stopped for that. `there`: every delivery of the item on one channel."""
    last = max(there, key=lambda one: one.number, default=None)
    if last is None or last.state is not State.FAILED:
        return False
    return CHANGED in work.dispatches.get(last.dispatch_id).marks


def consents(work: Work, by: str, on: Mapping[str, Sequence[Delivery]]) -> Mapping[str, Mapping[str, str]]:
    """Per channel the mark under which what was changed there is overwritten: only where an order stopped for it."""
    return {name: {OVERWRITES: by} for name, there in on.items() if has_stopped(work, there)}


def reason_with(reason: str, consent: Mapping[str, str]) -> str:
    """As the log keeps it."""
    return "；".join(filter(None, (reason, OUR_WORDS if consent else "")))
