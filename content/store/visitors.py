"""What is remembered of those who talk to the office."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from content.store.bare import Bare
from content.visitors import BROWSERS, NOTHING, Memory

CHANGED = {"visitor": "text", "memory": "json", "version": "integer"}
KEEP = (
    "INSERT INTO visitors (visitor, memory, version, at) SELECT visitor, memory, version + 1, ? FROM {listed} "
    "AS changed WHERE true ON CONFLICT (visitor) DO UPDATE SET memory = excluded.memory, version = excluded.version, "
    "at = excluded.at WHERE visitors.version = excluded.version - 1"
)
OVERWRITE = (
    "INSERT INTO visitors (visitor, memory, version, at) VALUES (?, ?, 1, ?) ON CONFLICT (visitor) DO UPDATE SET "
    "memory = excluded.memory, version = visitors.version + 1, at = excluded.at"
)
FORGET = "DELETE FROM visitors WHERE visitor = ?"
FORGET_BROWSERS = "DELETE FROM shelf WHERE key LIKE ? AND value = ?"
CLEAR = "DELETE FROM visitors WHERE at < ?"


@dataclass(frozen=True, slots=True)
class Remembered:
    """`version` is what a change must find unchanged; 0 = nothing is kept yet. `person`: the bound one's name."""

    memory: Memory = NOTHING
    version: int = 0
    person: str = ""


STRANGER = Remembered()


class Visitors:
    """Valid inside one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._bare = Bare(connection)

    def keep(self, changes: Sequence[tuple[str, Memory, int]], now: datetime) -> int:
        """Visitor, memory, and the version it was made from; how many still had that version."""
        if not changes:
            return 0
        rows = sorted((visitor, _text(memory), version) for visitor, memory, version in changes)
        return self._bare.run_listed(KEEP, CHANGED, (self._bare.moment(now), json.dumps(rows, ensure_ascii=False)))

    def overwrite(self, visitor: str, memory: Memory, now: datetime) -> None:
        """Whatever somebody else kept meanwhile."""
        self._bare.run(OVERWRITE, (visitor, _text(memory), self._bare.moment(now)))

    def forget(self, visitor: str) -> None:
        """Their browsers stand for nobody any more."""
        self._bare.run(FORGET, (visitor,))
        self._bare.run(FORGET_BROWSERS, (f"{BROWSERS}%", visitor))

    def clear(self, before: datetime) -> None:
        self._bare.run(CLEAR, (self._bare.moment(before),))


def remembered_of(memory: str | None, version: int | None, at: Any, person: str | None) -> Remembered:
    """From the columns of a row, None where there is none."""
    if memory is None:
        return Remembered(person=person or "")
    return Remembered(Memory(**json.loads(memory), at=Bare.to_moment(at)), version or 0, person or "")


def _text(memory: Memory) -> str:
    facts = asdict(memory)
    del facts["at"]
    return json.dumps(facts, ensure_ascii=False)
