"""What the year's registered facts (年度事项) say, by their kinds, in the words of those who registered them."""

from collections.abc import Iterable

from content.registers.kinds.facts import KINDS
from content.registers.register import Entry
from content.report.deadline import Level
from content.report.sources import Sources

TRAINING = "培训"
OVERSIGHT = ("检查考核", "社会评议", "责任追究")
ENDS = "。！？"


def said_of(sources: Sources, level: Level) -> dict[str, str]:
    """The names that `narrative.yaml` knows for them; `oversight`: what a 政府 tells in section six instead."""
    by_kind = {kind: list(sources.in_year("facts", kind)) for kind in KINDS}
    said = {f"facts_{kind}": _sentences(entries) for kind, entries in by_kind.items()}
    oversight = "" if level is Level.GOVERNMENT else "".join(said[f"facts_{kind}"] for kind in OVERSIGHT)
    return {**said, "training": training(by_kind[TRAINING]), "oversight": oversight}


def training(entries: list[Entry]) -> str:
    """How often, and for how many people where that was registered."""
    people = sum(number for one in entries if isinstance(number := one.values.get("number"), int))
    return f"全年组织政府信息公开培训{len(entries)}次{f'、{people}人次' if people else ''}。" if entries else ""


def _sentences(entries: Iterable[Entry]) -> str:
    in_order = sorted(entries, key=lambda one: str(one.values.get("on")))
    said = (str(one.values.get("says") or "").strip() for one in in_order)
    return "".join(words if words.endswith(tuple(ENDS)) else f"{words}。" for words in said if words)
