"""Whether the site said yes: the mapping's own rules first, then how the answer is written, the HTTP status last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from jmespath.exceptions import JMESPathError
from jmespath.parser import ParsedResult

from channels.rest.steps import Kind
from channels.rest.views import View

Judged = Kind | Literal["moved"]
USUAL: Mapping[int, Judged] = {
    400: "invalid",
    401: "auth",
    403: "auth",
    404: "missing",
    408: "unknown",
    410: "missing",
    412: "conflict",
    429: "retry",
}
LONGEST_SAID = 200


@dataclass(frozen=True, slots=True)
class Rules:
    """Compiled: `rules` are (when, kind, says); `ok` and `message` are paths; `statuses` the mapping's own.

    `seeks`: what is not in the answer is taken to be nowhere on the site.
    """

    rules: Sequence[tuple[ParsedResult, Kind, str]] = ()
    ok: ParsedResult | None = None
    message: ParsedResult | None = None
    statuses: Mapping[int, Judged] | None = None
    creates: bool = False
    seeks: bool = False


@dataclass(frozen=True, slots=True)
class No:
    """What the site said no with. `says`: the mapping's words; `site_says`: the site's own."""

    kind: Judged
    status: int
    says: str = ""
    site_says: str = ""


def judge(view: View, rules: Rules) -> No | None:
    """None = it said yes."""
    tree = view.tree
    for when, kind, says in rules.rules:
        if holds(when, tree):
            return No(kind, view.status, says, _site_says(view, rules))
    kind_of_it = _without_rules(view, rules)
    return No(kind_of_it, view.status, site_says=_site_says(view, rules)) if kind_of_it else None


def asked(path: ParsedResult, tree: Any) -> Any:
    """What the path gives; None where a function gets what it does not take, as an absent value."""
    try:
        return path.search(tree)
    except JMESPathError:
        return None


def holds(path: ParsedResult, tree: Any) -> bool:
    """As JMESPath has it: null, false and empty things do not hold; 0 does."""
    found = asked(path, tree)
    return bool(found) or (isinstance(found, int | float) and not isinstance(found, bool))


def _without_rules(view: View, rules: Rules) -> Judged | None:
    if view.is_page and view.status != 401 and not 300 <= view.status < 400:
        return "html"
    if rules.ok is not None:
        return None if holds(rules.ok, view.tree) else _by_status(view.status, rules) or "unknown"
    is_none = view.is_strange or (rules.seeks and view.is_empty)
    return _by_status(view.status, rules) or ("unknown" if is_none else None)


def _by_status(status: int, rules: Rules) -> Judged | None:
    if rules.statuses and status in rules.statuses:
        return rules.statuses[status]
    if status < 300:
        return None
    if status == 409:
        return "exists" if rules.creates else "conflict"
    if status in USUAL:
        return USUAL[status]
    return "moved" if status < 400 else "invalid" if status < 500 else "unknown"


def _site_says(view: View, rules: Rules) -> str:
    """One line of it; a page's title where it is one."""
    said = asked(rules.message, view.tree) if rules.message is not None else None
    if said is None and view.is_page and isinstance(view.body, Mapping):
        said = view.body.get("title")
    return " ".join(str(said).split())[:LONGEST_SAID] if said else ""
