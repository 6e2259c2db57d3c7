"""What was heard at the chat's door, by the key under which the platform delivers it again, and what was answered."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from content.store.bare import Bare
from content.store.visitors import Remembered, remembered_of

BEFORE = (
    "SELECT asked.key, asked.visitor, heard.at, heard.reply, CAST(visitors.memory AS TEXT), visitors.version, "
    "visitors.at, bindings.person FROM {asked} LEFT JOIN heard ON heard.key = asked.key LEFT JOIN visitors "
    "ON visitors.visitor = asked.visitor LEFT JOIN bindings ON bindings.visitor = asked.visitor"
)
ASKED_SQLITE = (
    "(SELECT json_extract(value, '$[0]') AS key, json_extract(value, '$[1]') AS visitor FROM json_each(?)) AS asked"
)
ASKED_POSTGRESQL = "unnest(?::text[], ?::text[]) AS asked(key, visitor)"
KEEP = "INSERT INTO heard (key, visitor, kind, at, reply) {rows} ON CONFLICT (key) DO NOTHING"
CASTS = ("text", "text", "text", "timestamptz", "text")
NOTHING_KNOWN = [None] * 4
FINISH = "UPDATE heard SET reply = ? WHERE key = ? AND reply IS NULL"
UNFINISHED = "SELECT key, visitor FROM heard WHERE reply IS NULL AND at < ? ORDER BY at, key"
AT_WORK = "SELECT visitor FROM heard WHERE reply IS NULL AND at >= ?"
SINCE = "SELECT kind, at FROM heard WHERE visitor = ? AND at >= ?"
FORGET = "DELETE FROM heard WHERE visitor = ?"
CLEAR = "DELETE FROM heard WHERE at < ? AND reply IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Answer:
    """`reply`: the words, "" = silence, None while somebody is at work on it or was when their program ended."""

    reply: str | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Hear:
    """A message to be kept; `kind` as in `content.telling`, `reply` as in `Answer`."""

    key: str
    visitor: str
    kind: str
    reply: str | None


class Heard:
    """Valid inside one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._bare = Bare(connection)

    def before(self, messages: Sequence[tuple[str, str]]) -> tuple[dict[str, Answer], dict[str, Remembered]]:
        """Of keys and visitors: by key the answers to those heard before, by visitor what is remembered of them."""
        answers: dict[str, Answer] = {}
        remembered: dict[str, Remembered] = {}
        for key, visitor, at, reply, *known in self._asked(messages):
            if at is not None:
                answers[key] = Answer(reply, self._bare.to_moment(at))
            if known != NOTHING_KNOWN:
                remembered[visitor] = remembered_of(*known)
        return answers, remembered

    def _asked(self, messages: Sequence[tuple[str, str]]) -> Sequence[Any]:
        if self._bare.is_sqlite:
            return self._bare.all(BEFORE.format(asked=ASKED_SQLITE), (json.dumps(messages),))
        keys, visitors = [key for key, _ in messages], [visitor for _, visitor in messages]
        return self._bare.all(BEFORE.format(asked=ASKED_POSTGRESQL), (keys, visitors))

    def keep(self, messages: Sequence[Hear], now: datetime) -> int:
        """How many of them were new. In the order of their keys, so that two who keep the same never wait crosswise."""
        at = self._bare.moment(now)
        rows = sorted((one.key, one.visitor, one.kind, at, one.reply) for one in messages)
        return self._bare.many_at_once(KEEP, CASTS, rows)

    def finish(self, key: str, reply: str) -> bool:
        """Write down the answer of one at work; False when that was done already."""
        return self._bare.many(FINISH, [(reply, key)]) == 1

    def unfinished(self, before: datetime) -> list[tuple[str, str]]:
        """Keys and visitors of those that nobody finished."""
        return [(key, visitor) for key, visitor in self._bare.all(UNFINISHED, (self._bare.moment(before),))]

    def at_work(self, since: datetime) -> set[str]:
        """Whose message somebody began since then and has not finished yet."""
        return {visitor for (visitor,) in self._bare.all(AT_WORK, (self._bare.moment(since),))}

    def since(self, visitor: str, moment: datetime) -> list[tuple[str, datetime]]:
        """Kinds and times, for `content.telling.allowance`."""
        rows = self._bare.all(SINCE, (visitor, self._bare.moment(moment)))
        return [(kind, self._bare.to_moment(at)) for kind, at in rows]

    def forget(self, visitor: str) -> None:
        self._bare.run(FORGET, (visitor,))

    def clear(self, before: datetime) -> None:
        """Throw away what the platform will not deliver again."""
        self._bare.run(CLEAR, (self._bare.moment(before),))
