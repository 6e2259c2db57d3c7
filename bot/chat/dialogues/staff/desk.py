"""What staff's dialogues remember beside the public conversation: the draft, and the lists that numbers refer to."""

import re
from collections.abc import Mapping
from typing import Any

from bot.chat.dialogue import Dialogue, Known, Refusal, Turn
from bot.chat.reply import Link, Reply, say
from content.visitors import Memory

KEY, OF = "staff", "of"
MORE = "more"
"""Where what was shown last was cut: of a letter or a draft. Whatever is said next but 更多 forgets it."""
NO_PAGES = "（没有设置公共网页地址 public.base_url，不能在手机上打开预览。）"
FIGURES = {ord("０") + figure: str(figure) for figure in range(10)}
LONGEST = 1800
"""UTF-8 bytes of an answer, below what the platforms take in one message (2048)."""


def matched(shape: re.Pattern[str], text: str) -> re.Match[str] | None:
    """A command as written, or with a full stop that a telephone's keyboard put behind it; wide figures are figures."""
    text = text.translate(FIGURES)
    return shape.fullmatch(text) or shape.fullmatch(text.rstrip("。．.！!～~ "))


def remembered(known: Known) -> dict[str, Any]:
    """A copy of what was remembered of this person; whoever had the account before is nothing to them."""
    state: Mapping[str, Any] = known.memory.facts.get(KEY, {})
    return dict(state) if known.person and state.get(OF) == known.person.name else {}


def turn(known: Known, reply: Reply, **changes: Any) -> Turn:
    """Answer, with `changes` to what staff's dialogues remember (None forgets); all else stays as it is."""
    state = {name: value for name, value in {**remembered(known), MORE: None, **changes}.items() if value is not None}
    return Turn(reply, _with(known.memory, known, state))


def at_once(known: Known, text: str, **changes: Any) -> Dialogue:
    """The whole of a dialogue that wishes nothing: these words, and these changes."""
    yield from ()
    return turn(known, say(text), **changes)


def refused(known: Known, refusal: Refusal) -> Turn:
    return turn(known, say(refusal.says))


def carried(memory: Memory, known: Known) -> Memory:
    """The memory of a public dialogue, with what staff's dialogues remembered before it."""
    return _with(memory, known, {name: value for name, value in remembered(known).items() if name != MORE})


def _with(memory: Memory, known: Known, state: Mapping[str, Any]) -> Memory:
    facts = {name: value for name, value in memory.facts.items() if name != KEY}
    if state and known.person:
        facts[KEY] = {**state, OF: known.person.name}
    return Memory(memory.dialogue, memory.step, facts, memory.at)


def lines(*texts: str, longest: int = LONGEST) -> str:
    """One below the other, empty ones left out, as many as one message takes; the rest is told to be missing."""
    kept: list[str] = []
    room = longest
    present = [text for text in texts if text]
    for text in present:
        room -= len(text.encode()) + 1
        if room < 0:
            return "\n".join([*kept, f"……（还有 {len(present) - len(kept)} 条没有列出）"])
        kept.append(text)
    return "\n".join(kept)


def link(known: Known, words: str, path: str) -> tuple[str | Link, ...]:
    """To one of our own pages, on a line of its own; nothing where there is no path."""
    if not path:
        return ()
    base = known.settings.public.base_url
    return "\n", Link(words, f"{base}{path}") if base else NO_PAGES
