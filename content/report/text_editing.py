"""A section of the report's text as a form: each paragraph beside the draft it was written from, and put back."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from content.report.narrative import Drafts, Paragraph
from content.report.numbers import Stale, stale
from content.report.text_file import COMMENT, Block, blocks_of, digest_of, heading_in, known_in, rendered


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph as it stands. `key`: of the draft it was made from, "" for staff's own; `draft`: what that says now.

    `stale`: numbers it says, and the draft does not.
    """

    text: str
    key: str = ""
    draft: str = ""
    stale: Stale | None = None

    @property
    def is_draft(self) -> bool:
        """Whether nobody changed it: it is drafted anew with the figures."""
        return bool(self.key) and digest_of(self.text) == digest_of(self.draft)


def pieces(text: str, drafts: Drafts, section: str) -> list[Piece]:
    """Of a section, in their order; `text`: the file as `text_file.merge` makes it."""
    fresh = {one.key: one.text for one in drafts.paragraphs}
    return [_piece(one, fresh.get(one.key, "")) for one in _blocks_in(text, drafts, section)]


def left_out(text: str, drafts: Drafts, section: str) -> list[Paragraph]:
    """The drafts of a section that staff deleted."""
    there = {one.key for one in blocks_of(text)}
    return [one for one in drafts.paragraphs if one.section == section and one.key not in there]


def written_in(text: str, drafts: Drafts, section: str) -> str:
    """A digest of what people made of a section: the same while they change nothing, whatever is drafted anew."""
    said = [(one.key, "" if one.is_untouched else digest_of(one.text)) for one in _blocks_in(text, drafts, section)]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def with_section(text: str, drafts: Drafts, section: str, said: Sequence[Piece]) -> str:
    """The file with these paragraphs in a section; what says nothing is left out, and a draft of it deleted."""
    fresh = {one.key: digest_of(one.text) for one in drafts.paragraphs}
    own = [Block(section, plain, one.key, fresh.get(one.key, "")) for one in said if (plain := plain_of(one.text))]
    others = [one for one in blocks_of(text) if one.section not in _numbers(drafts, section)]
    return rendered(drafts.titles, [*others, *own], {**known_in(text), **fresh})


def headings_in(text: str) -> list[str]:
    """Lines that are the heading of a section: below them another section would begin."""
    return [line.strip() for line in text.split("\n") if heading_in(line)]


def plain_of(text: str) -> str:
    """Without what only the file knows: comments."""
    return COMMENT.sub("", text).strip()


def _piece(block: Block, draft: str) -> Piece:
    found = stale(block.key, block.text, draft) if draft else None
    return Piece(block.text.strip(), block.key if draft else "", draft, found)


def _blocks_in(text: str, drafts: Drafts, section: str) -> Iterator[Block]:
    return (one for one in blocks_of(text) if one.section in _numbers(drafts, section))


def _numbers(drafts: Drafts, section: str) -> Collection[str]:
    """What stands before the first heading belongs to the first section."""
    return ("", section) if section == next(iter(drafts.titles)) else (section,)
