"""What was heard at the chat's door, by the key under which the platform delivers it again, and what was answered."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from content.store.bare import Bare
from content.store.visitors import Remembered, remembered_of

ASKED = {"key": "text", "visitor": "text"}
# Each by its own index: a join is planned once while the tables are small, and goes on reading the whole of them.
BEFORE = """\
SELECT asked.key, asked.visitor,
  (SELECT heard.at FROM heard WHERE heard.key = asked.key),
  (SELECT heard.reply FROM heard WHERE heard.key = asked.key),
  (SELECT CAST(visitors.memory AS TEXT) FROM visitors WHERE visitors.visitor = asked.visitor),
  (SELECT visitors.version FROM visitors WHERE visitors.visitor = asked.visitor),
  (SELECT visitors.at FROM visitors WHERE visitors.visitor = asked.visitor),
  (SELECT bindings.person FROM bindings WHERE bindings.visitor = asked.visitor),
  EXISTS (SELECT 1 FROM heard WHERE heard.visitor = asked.visitor AND heard.reply IS NULL AND heard.at >= ?)
FROM {listed} AS asked"""
NEW = {"key": "text", "visitor": "text", "kind": "text", "reply": "text"}
KEEP = (
    "INSERT INTO heard (key, visitor, kind, at, reply) SELECT key, visitor, kind, ?, reply FROM {listed} AS new "
    "WHERE true ON CONFLICT (key) DO NOTHING"
)
NOTHING_KNOWN = [None] * 4
FINISH = "UPDATE heard SET reply = ? WHERE key = ? AND reply IS NULL"
UNFINISHED = "SELECT key, visitor FROM heard WHERE reply IS NULL AND at < ? ORDER BY at, key"
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


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is known of some messages: by key the answers to those heard before, by visitor what is remembered of them.

    `at_work`: visitors one of whose messages was begun and is not finished.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    visitors: dict[str, Remembered] = field(default_factory=dict)
    at_work: set[str] = field(default_factory=set)


class Heard:
    """Valid inside one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._bare = Bare(connection)

    def before(self, messages: Sequence[tuple[str, str]], began: datetime) -> Earlier:
        """Of keys and visitors; who began something before `began` is not at it any longer."""
        found = Earlier()
        values = self._bare.moment(began), json.dumps(messages)
        for key, visitor, at, reply, *known, at_work in self._bare.all_listed(BEFORE, ASKED, values):
            if at is not None:
                found.answers[key] = Answer(reply, self._bare.to_moment(at))
            if known != NOTHING_KNOWN:
                found.visitors[visitor] = remembered_of(*known)
            if at_work:
                found.at_work.add(visitor)
        return found

    def keep(self, messages: Sequence[Hear], now: datetime) -> int:
        """How many of them were new. In the order of their keys, so that two who keep the same never wait crosswise."""
        rows = sorted((one.key, one.visitor, one.kind, one.reply) for one in messages)
        return self._bare.run_listed(KEEP, NEW, (self._bare.moment(now), json.dumps(rows, ensure_ascii=False)))

    def finish(self, key: str, reply: str) -> bool:
        """Write down the answer of one at work; False when that was done already."""
        return self._bare.run(FINISH, (reply, key)) == 1

    def unfinished(self, before: datetime) -> list[tuple[str, str]]:
        """Keys and visitors of those that nobody finished."""
        return [(key, visitor) for key, visitor in self._bare.all(UNFINISHED, (self._bare.moment(before),))]

    def since(self, visitor: str, moment: datetime) -> list[tuple[str, datetime]]:
        """Kinds and times, for `content.telling.allowance`."""
        rows = self._bare.all(SINCE, (visitor, self._bare.moment(moment)))
        return [(kind, self._bare.to_moment(at)) for kind, at in rows]

    def forget(self, visitor: str) -> None:
        self._bare.run(FORGET, (visitor,))

    def clear(self, before: datetime) -> None:
        """Throw away what the platform will not deliver again."""
        self._bare.run(CLEAR, (self._bare.moment(before),))
