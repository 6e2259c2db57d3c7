"""Markdown as the office's clerks write it, to HTML that is not yet sanitised.

CommonMark with tables, footnotes, ~~strikethrough~~ and HTML, but with what would spoil Chinese official text put
right: every line is a paragraph (text pasted from elsewhere has no blank lines), a line below a list does not belong
to its last entry unless it is indented, indented lines are not program code, a line of dashes does not turn the line
above into a heading, `**“重点”**，` is bold, and 长*宽*高 or 3*5 keep their stars.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

FIRST_WIDE = 0x2010
"""From here on, characters are what Chinese text is made of, its quotation marks and dashes included."""


CLOSING = frozenset("、，。；：？！）》”")
"""Bold does not begin before these: stars there mask what stood before them."""


def to_html(text: str) -> str:
    """HTML of a Markdown text. Addresses of images and links are percent-encoded, otherwise as written."""
    return str(_markdown().render("\n".join(_lists_ended(text))))


ENTRY = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)])\s+\S")
FENCE = re.compile(r" {0,3}(```|~~~)")


def _lists_ended(text: str) -> Iterator[str]:
    """The lines, with a blank one where a list's entry is followed by an ordinary line."""
    fenced, entry = False, False
    for line in text.split("\n"):
        fenced ^= bool(FENCE.match(line))
        is_entry = bool(ENTRY.match(line))
        if entry and not fenced and not is_entry and line[:1] not in ("", " ", "\t"):
            yield ""
        entry = is_entry
        yield line


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True, "breaks": True})
    markdown.enable(["table", "strikethrough"])
    markdown.disable(["code", "lheading"])
    markdown.use(footnote_plugin)
    markdown.inline.ruler.at("footnote_ref", _note)
    markdown.core.ruler.after("block", "lines_as_paragraphs", _lines_as_paragraphs)
    markdown.core.ruler.push("align_cells", _align_cells)
    markdown.inline = _inline_like(markdown.inline)
    return markdown


NOTE = re.compile(r"\[\^[^\[\]\s]+\]")


def _note(state: StateInline, silent: bool) -> bool:
    """The library looks for the end of each `[^` as far as the paragraph goes; here, as far as the next bracket."""
    return NOTE.match(state.src, state.pos, state.posMax) is not None and footnote_ref(state, silent)


def _inline_like(plain: ParserInline) -> ParserInline:
    chinese = _ChineseInline()
    chinese.ruler, chinese.ruler2 = plain.ruler, plain.ruler2
    return chinese


class _ChineseInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _ChineseState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _ChineseState(StateInline):
    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803  # named by the library
        """CommonMark decides by blanks and punctuation around the stars; Chinese has no blanks between words."""
        scanned = super().scanDelims(start, canSplitWord)
        before = self.src[start - 1] if start else " "
        end = start + scanned.length
        after = self.src[end] if end < self.posMax else " "
        if self.src[start] == "*":
            if _is_mask(before, after, scanned.length):
                return Scanned(False, False, scanned.length)
            if scanned.length == 1:
                return super().scanDelims(start, canSplitWord=False)
        if max(ord(before), ord(after)) < FIRST_WIDE:
            return scanned
        opens = not after.isspace() and after not in CLOSING
        return Scanned(opens, not before.isspace(), scanned.length)


def _is_mask(before: str, after: str, length: int) -> bool:
    """Stars in place of digits or a name: 154****1234, 张**、李**. Taken for bold, they would vanish."""
    inside = all(char.isascii() and char.isalnum() for char in (before, after))
    return length >= 4 or inside


def _lines_as_paragraphs(state: StateCore) -> None:
    """Part top-level paragraphs at their line ends, unless markup would be torn; then the line end stays a break."""
    tokens: list[Token] = []
    for place, token in enumerate(state.tokens):
        inside = place and state.tokens[place - 1].type == "paragraph_open" and state.tokens[place - 1].level == 0
        if token.type != "inline" or not inside or not _may_be_parted(token.content):
            tokens.append(token)
            continue
        opening, closing = state.tokens[place - 1], state.tokens[place + 1]
        for number, line in enumerate(token.content.split("\n")):
            if number:
                tokens += [closing, opening]
            tokens.append(_line_of(token, line, number))
    state.tokens = tokens


def _may_be_parted(text: str) -> bool:
    lines = text.split("\n")
    whole = all(not any(line.count(mark) % 2 for mark in ("**", "~~", "`")) for line in lines)
    wants_break = any(line.endswith(("  ", "\\")) for line in lines[:-1])
    return len(lines) > 1 and whole and not wants_break and text.count("<") == text.count(">")


def _line_of(token: Token, line: str, number: int) -> Token:
    first = token.map[0] if token.map else 0
    return token.copy(content=line.strip(), map=[first + number, first + number + 1], children=[])


def _align_cells(state: StateCore) -> None:
    """Cells say how they are aligned by attribute: a style is not among what an item may hold."""
    for token in state.tokens:
        style = token.attrs.pop("style", "") if token.type in ("td_open", "th_open") else ""
        if style:
            token.attrs["align"] = str(style).removeprefix("text-align:")
