"""Withdrawals that came while their item was on its way: kept among the dispatch's marks, one per item."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from content.delivery import RECALL, Act
from content.store.order import Order
from content.tables import DispatchRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """What the withdrawal will say. `suffix`: of its dispatch's id."""

    by: str
    reason: str
    voids: bool
    suffix: str

    def withdrawal(self, channel: str, editions: Sequence[tuple[str, int]], now: datetime) -> Order:
        """To be made once it is known what got out."""
        return Order(
            channel=channel,
            act=Act.WITHDRAW,
            editions=editions,
            due_at=now,
            by=self.by,
            suffix=self.suffix,
            reason=self.reason,
            voids=self.voids,
        )


def recall_from(row: DispatchRow, item_id: str, recall: Recall) -> None:
    """Of a withdrawal in flight nothing is left to take back; whether it voids may be said later."""
    if row.act == Act.WITHDRAW:
        row.voids = row.voids or recall.voids
    else:
        row.marks = {**row.marks, f"{RECALL}{item_id}": json.dumps(asdict(recall), ensure_ascii=False)}


def only_recalls(marks: Mapping[str, str]) -> dict[str, str]:
    """Without what the platform gave."""
    return {name: text for name, text in marks.items() if name.startswith(RECALL)}


def recalls_in(marks: Mapping[str, str]) -> dict[str, Recall]:
    """By item id."""
    named = {name.removeprefix(RECALL): text for name, text in marks.items() if name.startswith(RECALL)}
    return {item_id: Recall(**json.loads(text)) for item_id, text in named.items()}
