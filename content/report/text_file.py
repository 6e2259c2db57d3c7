"""The file in which staff edit the report's text: Markdown, the sections as headings, a comment above each draft.

The comment names the draft and holds a digest of it, so that writing the file anew keeps every paragraph that staff
changed, moved, added or deleted, and replaces those they did not touch. A last comment lists all drafts ever written:
what is in it and not in the text was deleted, or lost its comment and is known by what it says.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from content.files import decoded
from content.report.format import formats
from content.report.narrative import Drafts, Paragraph
from content.report.numbers import Stale, stale
from content.text import BREAKS

INTRO = (
    "<!-- 年度报告的文字。直接改正文即可，也可以增删、移动段落；“〔请填写：…〕”处请补上后删去方括号。"
    "重新计算时，改过的段落原样保留，没有改过的换成新的。请保留各段前面的注释行。 -->"
)
MARK = re.compile(r"<!--\s*段落\s*(?P<key>[^\s>]+)\s+(?P<digest>[0-9a-f]{12})\s*-->")
LIST = re.compile(r"<!--\s*已写过(?P<said>[^>]*)-->")
LISTED = re.compile(r"(?P<key>[^\s=>]+)=(?P<digest>[0-9a-f]{12})")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
MARKDOWN = re.compile(r"\s*(?:[-*+>|#<`~]|\d+[.)]\s)|.*\|.*\|")
"""The first line of a table, a list and whatever else reaches over several lines."""
ENDED = re.compile(r"[。！？；：.!?;:][”’」』）)》〕]*\s*$")
BEGUN = re.compile(r"\u3000\u3000|\s*（[一二三四五六七八九十]+）")
HEADED = re.compile(r"\s*（[一二三四五六七八九十]+）([^。：\n]+)[。：\n]")
SAME_HEADING = 0.99
ALIKE = 0.6
"""How much of two texts must be the same for one to be the other, changed."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the file and the section it stands in ("" = before the first heading); `key`: of its draft."""

    section: str
    text: str
    key: str = ""
    digest: str = ""

    @property
    def is_untouched(self) -> bool:
        return bool(self.key) and digest_of(self.text) == self.digest


@dataclass(frozen=True, slots=True)
class Merged:
    """`stale`: paragraphs that staff changed and that now say other numbers than the drafts do."""

    text: str
    stale: tuple[Stale, ...] = ()


def write(drafts: Drafts, old: str = "") -> str:
    """The file with today's drafts and everything that staff made of the old one."""
    return merge(drafts, old).text


def merge(drafts: Drafts, old: str = "") -> Merged:
    """As `write`, and what staff should look at."""
    fresh = {one.key: one for one in drafts.paragraphs}
    known = known_in(old)
    there = _at_home(_recognised(blocks_of(old), drafts, known), drafts, old)
    kept = [block for one in there if (block := _renewed(one, fresh.get(one.key)))]
    dropped = {one.key for one in there} - {one.key for one in kept} - set(fresh)
    written = {**known, **{one.key: one.digest for one in there if one.key}}
    for one in drafts.paragraphs:
        if one.key not in written:
            kept.insert(_place(one, kept, drafts), _block(one))
    listed = {key: digest for key, digest in written.items() if key not in dropped}
    listed |= {key: digest_of(one.text) for key, one in fresh.items()}
    return Merged(rendered(drafts.titles, kept, listed), tuple(_stale(kept, fresh)))


def read(text: str) -> Mapping[str, str]:
    """Section to Markdown, without comments; what stands before the first heading belongs to the first section."""
    found: dict[str, list[str]] = {}
    first = next(iter(_titles()))
    for block in blocks_of(COMMENT.sub("", MARK.sub("\n\n", text))):
        found.setdefault(block.section or first, []).append(block.text.strip())
    return {section: "\n\n".join(paragraphs) for section, paragraphs in found.items()}


def of_sections(text: Mapping[str, str]) -> str:
    """The file that says this and knows no drafts: what `merge` makes one of that staff can go on with."""
    return "\n\n".join(f"## {title}\n\n{text[number]}" for number, title in _titles().items() if number in text)


def of_bytes(content: bytes) -> str:
    """As any editor saved it: UTF-8, UTF-16 or GB18030. Raises ValueError for what is no text."""
    text, _ = decoded(content)
    if text is None:
        raise ValueError("not a text")
    return text


def digest_of(text: str) -> str:
    """Of what it says: blanks and line ends are nobody's change."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:12]


def _titles() -> dict[str, str]:
    """The text sections of all formats, by number."""
    return {one.number: one.title for form in formats() for one in form.sections if one.kind == "text"}


def _plain(text: str) -> str:
    return BREAKS.sub("\n", text).removeprefix("\ufeff")


def known_in(text: str) -> dict[str, str]:
    """Every draft that was ever written into the file, with its digest."""
    return {one["key"]: one["digest"] for found in LIST.finditer(text) for one in LISTED.finditer(found["said"])}


def blocks_of(text: str) -> list[Block]:
    """A key stands for the first paragraph after its comment; the same key again is a copy, and staff's own."""
    section, mark, seen = "", None, set[str]()
    found = []
    for part in _parts(text):
        number = heading_in(part)
        if number or MARK.fullmatch(part):
            section, mark = number or section, None if number else MARK.fullmatch(part)
            continue
        key = mark["key"] if mark and mark["key"] not in seen else ""
        found.append(Block(section, part, key, mark["digest"] if mark and key else ""))
        seen.add(key)
        mark = None
    return found


def _parts(text: str) -> Iterator[str]:
    """Paragraphs, headings and our comments, one by one, however blank lines stand between them."""
    text = LIST.sub("\n\n", _plain(text)).replace(INTRO, "\n\n")
    text = MARK.sub(lambda mark: f"\n\n{mark[0]}\n\n", text)
    lines: list[str] = []
    for line in (*text.split("\n"), ""):
        goes_on = line.strip() and not heading_in(line)
        if lines and (not goes_on or _begins(line, lines)):
            yield "\n".join(lines)
            lines = []
        if goes_on:
            lines.append(line.rstrip())
        elif line.strip():
            yield line.strip()


def _begins(line: str, before: Sequence[str]) -> bool:
    """Whether a paragraph begins without a blank line before it, as people write who know no Markdown."""
    plain = not any(map(MARKDOWN.match, (before[0], line)))
    return plain and bool(ENDED.search(before[-1]) or BEGUN.match(line))


def heading_in(line: str) -> str:
    """The number of the section whose heading this is: a title, or something like it after `#`."""
    words = line.strip().lstrip("#").strip(" *\u3000")
    for number, title in _titles().items():
        like = line.lstrip().startswith("#") and words.startswith(f"{number}、") and _likeness(words, title) >= ALIKE
        if words == title or like:
            return number
    return ""


def _recognised(blocks: Sequence[Block], drafts: Drafts, known: Mapping[str, str]) -> list[Block]:
    """Those that lost their comment known again: by the digest, else by what they say."""
    found = list(blocks)
    lost = [one for one in drafts.paragraphs if one.key not in {block.key for block in blocks}]
    for one in lost:
        was = known.get(one.key, "")
        if known and not was:
            continue  # a draft that is new today
        place = _best(one, found, was)
        if place is not None:
            found[place] = replace(found[place], key=one.key, digest=was or digest_of(one.text))
    return found


def _at_home(blocks: Sequence[Block], drafts: Drafts, old: str) -> list[Block]:
    """Where a section's heading was lost, its drafts and what follows them belong there all the same."""
    headed = {heading_in(line) for line in _plain(old).split("\n")}
    homes = {one.key: one.section for one in drafts.paragraphs if one.section not in headed}
    found, home, section = [], "", ""
    for one in blocks:
        if one.key or one.section != section:
            home, section = homes.get(one.key, ""), one.section
        found.append(replace(one, section=home) if home else one)
    return found


def _best(draft: Paragraph, blocks: Sequence[Block], digest: str) -> int | None:
    """The place of the paragraph without a key that is most likely this draft."""
    likeness = {
        place: 1.0 if digest_of(block.text) in (digest, digest_of(draft.text)) else _kinship(draft.text, block.text)
        for place, block in enumerate(blocks)
        if not block.key
    }
    best = max(likeness, key=lambda place: likeness[place], default=None)
    return best if best is not None and likeness[best] >= ALIKE else None


def _kinship(draft: str, text: str) -> float:
    """What begins with the draft's heading is that draft, whatever staff wrote below it."""
    heading, other = HEADED.match(draft), HEADED.match(text)
    return SAME_HEADING if heading and other and heading[1] == other[1] else _likeness(draft, text)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _renewed(block: Block, draft: Paragraph | None) -> Block | None:
    """As it should stand now; None where it was a draft that nothing is said of any more."""
    if draft is None:
        return None if block.is_untouched else block
    text = draft.text if block.is_untouched else block.text
    return replace(block, text=text, digest=digest_of(draft.text))


def _block(draft: Paragraph) -> Block:
    return Block(draft.section, draft.text, draft.key, digest_of(draft.text))


def _place(draft: Paragraph, blocks: Sequence[Block], drafts: Drafts) -> int:
    """After the nearest draft that goes before it in its section, else before all that stands in the section."""
    before = [one.key for one in drafts.paragraphs if one.section == draft.section]
    before = before[: before.index(draft.key)]
    places = {one.key: place for place, one in enumerate(blocks) if one.section == draft.section}
    after = [places[key] + 1 for key in before if key in places]
    return max(after) if after else min(places.values(), default=len(blocks))


def _stale(blocks: Iterable[Block], fresh: Mapping[str, Paragraph]) -> Iterator[Stale]:
    for one in blocks:
        if one.key in fresh and (found := stale(one.key, one.text, fresh[one.key].text)):
            yield found


def rendered(titles: Mapping[str, str], blocks: Sequence[Block], listed: Mapping[str, str]) -> str:
    pieces = [INTRO, *(_shown(one) for one in blocks if not one.section)]
    for number, title in titles.items():
        pieces += [f"## {title}", *(_shown(one) for one in blocks if one.section == number)]
    said = " ".join(f"{key}={digest}" for key, digest in sorted(listed.items()))
    return "\n\n".join([*pieces, f"<!-- 已写过 {said} -->"]) + "\n"


def _shown(block: Block) -> str:
    return f"<!-- 段落 {block.key} {block.digest} -->\n{block.text}" if block.key else block.text
