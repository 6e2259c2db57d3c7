"""Keep the office's own word lists (词表): put a word on one, change what stands beside it, take it off."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.reasons import require_reason
from bot.actions.rights import Right, require
from content.log import PLAIN, Event, Kind
from content.own_words import BadWord, Change, WordList, read_word
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App

REGISTER = "词表"


class Unchanged(CannotDo):
    """It stands there already, with the same words beside it."""


def put_word(
    app: "App", by: str, which: WordList, word: str, *, says: str = "", reason: str = "", now: datetime
) -> str:
    """What is checked and searched from now on, in every process. Returns what was done (添加, 更改).

    `says`: the right form, what offices write, or a remark, by the list.
    """
    try:
        word, says = read_word(which, word, says)
    except BadWord as error:
        raise WrongUse(error.says) from error
    with app.store.write() as work:
        require(work, by, Right.WORDS)
        stands = work.own_words.current().of(which)
        if word in stands and stands[word] == says:
            raise Unchanged(f"“{word}”已经在{which}表里，没有改动。")
        done = "更改" if word in stands else "添加"
        _write(work, Change(which, word, says, stands=True, by=by, at=now, reason=reason.strip()), done)
    return done


def take_word_off(app: "App", by: str, which: WordList, word: str, *, reason: str, now: datetime) -> None:
    require_reason(reason, "从词表里去掉")
    with app.store.write() as work:
        require(work, by, Right.WORDS)
        stands = work.own_words.current().of(which)
        if word not in stands:
            raise WrongUse(f"{which}表里没有“{word}”。")
        _write(work, Change(which, word, stands[word], stands=False, by=by, at=now, reason=reason.strip()), "去掉")


def _write(work: Work, change: Change, done: str) -> None:
    """Last in a unit of work: it appends to the log. The word itself may be what must not be public: only a digest."""
    work.own_words.add(change)
    said = PLAIN.encode([change.list, change.word, change.says, change.stands])
    work.log.append(
        Event(
            kind=Kind.CHANGED,
            at=change.at,
            by=change.by,
            digest=hashlib.sha256(said.encode()).hexdigest(),
            evidence={"register": REGISTER, "number": change.list, "change": done, "reason": change.reason},
        )
    )
