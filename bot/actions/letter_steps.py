"""What the people of the office do with a letter: by whom, on which letter, written down and in the log.

The log holds the number, what was done, and the digest of an answer: not a word of what anybody wrote.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime

from bot.actions.errors import CannotDo, NotAllowed, WrongUse
from bot.actions.rights import Right, require
from bot.actions.tell import allowance_of
from content.letters import Did, Letter, State, Step, about, number_in
from content.log import Event, Kind
from content.people import Person
from content.store.store import Work

REGISTER = "留言"
LONGEST_NOTICE = 500


def named(work: Work, by: str, number: str) -> Letter:
    """The letter, for somebody who may work on letters."""
    return _found(work, by, number, work.letters.get)


def taken(work: Work, by: str, number: str) -> Letter:
    """As `named`, and nobody else changes it meanwhile."""
    return _found(work, by, number, work.letters.hold)


def sees(person: Person, letter: Letter) -> bool:
    """Whoever's roles are for some units only has the letters handed to these."""
    return not person.units or letter.unit in person.units


def _found(work: Work, by: str, number: str, look_up: Callable[[str], Letter]) -> Letter:
    person = require(work, by, Right.LETTERS)
    try:
        letter = look_up(number_in(number))
    except KeyError:
        raise WrongUse(f"没有编号 {number} 的留言。见 gongkai letters list。") from None
    if not sees(person, letter):
        raise NotAllowed(f"留言 {letter.number} 没有交给{'、'.join(sorted(person.units))}，{by}不能查看和办理。")
    return letter


def require_state(letter: Letter, *states: State) -> None:
    if letter.state in states:
        return
    if letter.state is State.MERGED:
        raise CannotDo(f"{letter.number} 已合并到 {letter.merged_into}，请办理那一件；要分开办，先重新办理这一件。")
    raise CannotDo(f"{letter.number} {letter.state.chinese}，不能这样办。要再办，先用 gongkai letters reopen。")


def write_step(work: Work, number: str, step: Step) -> None:
    """Last in a unit of work: it appends to the log."""
    work.letters.add_step(number, step)
    evidence = {"register": REGISTER, "number": number, "act": step.did.chinese}
    digest = hashlib.sha256(step.text.encode()).hexdigest() if step.did is Did.ANSWERED else ""
    work.log.append(Event(kind=Kind.CHANGED, at=step.at, by=step.by, digest=digest, evidence=evidence))


def tell(work: Work, letter: Letter, words: str, now: datetime) -> bool:
    """Let the visitor know, where there is one; long words are cut. Whether the platform's time allows it now."""
    if not letter.visitor:
        return False
    if len(words) > LONGEST_NOTICE:
        words = f"{words[:LONGEST_NOTICE]}……\n（全文请回复：查询 {letter.number}）"
    reaches = allowance_of(work, letter.visitor, now).left > 0
    work.notices.add(letter.visitor, words, about=about(letter.number), now=now)
    return reaches
