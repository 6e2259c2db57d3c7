"""The office's own rules: somebody writes one of their words and is answered what the rule says."""

from collections.abc import Iterable

from bot.chat.dialogue import Dialogue, Known, Turn
from bot.chat.dialogues.words import bare, bare_own
from bot.chat.reply import Link, say
from bot.settings_chat import Keyword

LONGEST = 40
"""Who writes more than this is telling something, and is not looking for a rule's word."""


def rule_for(text: str, rules: Iterable[Keyword]) -> Keyword | None:
    """The first rule that is met; one whose word was written alone goes before one whose word is only in it."""
    said, known = bare(text), list(rules)
    alone = (rule for rule in known if any(bare_own(word) == said for word in rule.words))
    within = (rule for rule in known if not rule.exact and any(bare_own(word) in said for word in rule.words))
    return next(alone, None) or (next(within, None) if len(said) <= LONGEST else None)


def begin(rule: Keyword, known: Known) -> Dialogue:
    yield from ()
    link = ("\n", Link("点这里查看", rule.link)) if rule.link else ()
    return Turn(say(rule.reply, *link), known.memory)
