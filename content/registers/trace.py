"""What is kept of a change in a register: before and after in its history, a line without personal data in the log."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from content.log import PLAIN, Event, Kind, moment_text
from content.registers.register import ENTERED, Change, Values


def as_json(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def said_in(values: Values) -> dict[str, Any]:
    """What an entry says, as its history keeps it: nothing of the fields left empty."""
    return {name: as_json(value) for name, value in values.items() if value not in ("", None)}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    changed = [name for name in after if before[name] != after[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}


def event_of(register: str, change: Change, words: Mapping[str, str], *, salt: str) -> Event:
    """Which entry, what was done and to which fields; what stands in them only as a digest nobody can guess.

    `register` and `words` are what staff call the register and its fields.
    """
    kind = Kind.REGISTERED if change.act == ENTERED else Kind.CHANGED
    names = {*change.before, *change.after}
    evidence = {
        "register": register,
        "number": change.number,
        "change": str(change.act),
        "fields": "、".join(word for name, word in words.items() if name in names),
    }
    said = PLAIN.encode([salt, change.number, change.act, dict(change.before), dict(change.after), change.reason])
    digest = hashlib.sha256(said.encode()).hexdigest()
    return Event(kind=kind, at=change.at, by=change.by, digest=digest, evidence=evidence)
