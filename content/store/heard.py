"""What was heard at the chat's door, by the key under which the platform delivers it again, and what was answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from content.store.bare import Bare

KNOWN = "SELECT key, reply, at FROM heard WHERE key {among}"
KEEP = "INSERT INTO heard (key, visitor, kind, at, reply) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING"
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


class Heard:
    """Valid inside one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._bare = Bare(connection)

    def answers(self, keys: Sequence[str]) -> dict[str, Answer]:
        """Of those heard before."""
        rows = self._bare.all_among(KNOWN, keys)
        return {key: Answer(reply, self._bare.to_moment(at)) for key, reply, at in rows}

    def keep(self, messages: Sequence[Hear], now: datetime) -> int:
        """How many of them were new. In the order of their keys, so that two who keep the same never wait crosswise."""
        at = self._bare.moment(now)
        rows = sorted((one.key, one.visitor, one.kind, at, one.reply) for one in messages)
        return self._bare.many(KEEP, rows)

    def finish(self, key: str, reply: str) -> bool:
        """Write down the answer of one at work; False when that was done already."""
        return self._bare.many(FINISH, [(reply, key)]) == 1

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
