"""Two editions of an item compared, readably: the words that changed inside what stayed.

Paragraphs are matched with those they were made of, and within them the passages that changed are marked; tables are
compared cell by cell, fields beside each other, files by name and content.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from content.comparing.leaves import WORD, Word, leaves
from content.comparing.long import LONGEST, text_of_long
from content.comparing.marked import ADDED, REMOVED, Marked, pieces_of, text_of, written
from content.filled_in import fields
from content.item import Item, StoredFile

Block = tuple[tuple[tuple[str, int], ...], Marked]
"""What a leaf is in, and the leaf."""
NEAR, WORTH_FOLDING = 2, 4
"""Paragraphs beside a change that stay in sight; so many others are folded away."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """`before` and `after` are HTML, what went marked in the one, what came in the other."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """`before` or `after` is None where the file came in, or went."""

    kind: str
    before: StoredFile | None
    after: StoredFile | None

    @property
    def says(self) -> str:
        if self.before is None or self.after is None:
            return "新增" if self.before is None else "删去"
        if self.before.sha256 == self.after.sha256:
            return "改名，内容没有变"
        return "内容换了" if self.before.name == self.after.name else "换成另一个文件"


@dataclass(frozen=True, slots=True)
class Comparison:
    """`text`: HTML of the whole text with its changes marked; `changed` is how many paragraphs or tables have any,
    `whole` how many places were too long to compare their words.
    """

    text: str
    changed: int
    whole: int
    fields: tuple[FieldChange, ...]
    files: tuple[FileChange, ...]

    @property
    def is_same(self) -> bool:
        return not (self.changed or self.fields or self.files)


def compared(before: Item, after: Item) -> Comparison:
    """From one edition's item to a later one's."""
    is_long = len(before.html) + len(after.html) > LONGEST
    blocks = list(
        text_of_long(before.html, after.html) if is_long else text_of(leaves(before.html), leaves(after.html))
    )
    return Comparison(
        text="".join(_folded(blocks)),
        changed=sum(block.changed for _, block in blocks),
        whole=sum(block.whole for _, block in blocks),
        fields=tuple(_fields(fields(before), fields(after))),
        files=tuple(_files(before, after)),
    )


def _folded(blocks: Sequence[Block]) -> Iterator[str]:
    """Where something changed, what is far from it is folded away: nobody finds four changes in thirty pages."""
    if not any(block.changed for _, block in blocks):
        yield from _nested(blocks)
        return
    runs = [list(run) for _, run in groupby(blocks, lambda one: not one[0] and not one[1].changed)]
    for place, run in enumerate(runs):
        first = NEAR if place else 0
        last = len(run) - (NEAR if place + 1 < len(runs) else 0)
        if run[0][0] or run[0][1].changed or last - first < WORTH_FOLDING:
            yield from _nested(run)
            continue
        yield from _nested(run[:first])
        yield f"<details><summary>没有改动的 {last - first} 段</summary>{''.join(_nested(run[first:last]))}</details>"
        yield from _nested(run[last:])


def _nested(blocks: Sequence[Block]) -> Iterator[str]:
    """With what is around them opened and closed again, where neighbours are not in the same."""
    around: tuple[tuple[str, int], ...] = ()
    for within, block in blocks:
        same = next((place for place, pair in enumerate(zip(around, within, strict=False)) if pair[0] != pair[1]), None)
        same = min(len(around), len(within)) if same is None else same
        yield from (f"</{tag}>" for tag, _ in reversed(around[same:]))
        yield from (f"<{tag}>" for tag, _ in within[same:])
        yield block.html
        around = within
    yield from (f"</{tag}>" for tag, _ in reversed(around))


def _fields(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[FieldChange]:
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            yield FieldChange(name, *_beside(old, new))


def _beside(old: str, new: str) -> tuple[str, str]:
    pieces = list(pieces_of(_words(old), _words(new)))
    before, after = ("".join(written(one) for one in pieces if one.mark != other) for other in (ADDED, REMOVED))
    return before, after


def _words(text: str) -> list[Word]:
    return [Word(word, escape(word)) for word in WORD.findall(text)]


def _files(before: Item, after: Item) -> Iterator[FileChange]:
    for kind, old, new in (
        ("封面", _one(before.cover), _one(after.cover)),
        ("正文图片", before.images, after.images),
        ("附件", before.attachments, after.attachments),
        ("视频", _one(before.video), _one(after.video)),
    ):
        yield from (FileChange(kind, *pair) for pair in _pairs(old, new))


def _pairs(
    old: tuple[StoredFile, ...], new: tuple[StoredFile, ...]
) -> Iterator[tuple[StoredFile | None, StoredFile | None]]:
    """What changed: first those of the same content, then those of the same name; what is left came in or went."""
    left, come = list(old), list(new)
    for same in (_content_and_name, _content, _name):
        for one in list(come):
            match = next((other for other in left if same(other) == same(one)), None)
            if match is not None:
                left.remove(match)
                come.remove(one)
                if same is not _content_and_name:
                    yield match, one
    yield from ((one, None) for one in left)
    yield from ((None, one) for one in come)


def _content_and_name(file: StoredFile) -> object:
    return file.sha256, file.name


def _content(file: StoredFile) -> object:
    return file.sha256


def _name(file: StoredFile) -> object:
    return file.name


def _one(file: StoredFile | None) -> tuple[StoredFile, ...]:
    return (file,) if file else ()
