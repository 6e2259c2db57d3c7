"""Withdrawals that came while their item was on its way: kept among the dispatch's marks, one per item."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

RECALL = "recall:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """What the withdrawal will say. `suffix`: of its dispatch's id."""

    by: str
    reason: str
    voids: bool
    suffix: str


def with_recall(marks: Mapping[str, str], item_id: str, recall: Recall) -> dict[str, str]:
    return {**marks, f"{RECALL}{item_id}": json.dumps(asdict(recall), ensure_ascii=False)}


def only_recalls(marks: Mapping[str, str]) -> dict[str, str]:
    """Without what the platform gave."""
    return {name: text for name, text in marks.items() if name.startswith(RECALL)}


def recalls_in(marks: Mapping[str, str]) -> dict[str, Recall]:
    """By item id."""
    named = {name.removeprefix(RECALL): text for name, text in marks.items() if name.startswith(RECALL)}
    return {item_id: Recall(**json.loads(text)) for item_id, text in named.items()}
