"""A comparison written out as HTML: what came in as <ins>, what went as <del>, each named for who cannot see it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from content.comparing.aligning import aligned, changes
from content.comparing.leaves import Cell, Leaf, Row, Word

ADDED, REMOVED = "ins", "del"
NAMED = {ADDED: "新增：", REMOVED: "删去："}
SENTENCE_ENDS = frozenset("。；！？;!?\n")
LONG = 300
"""Words: in a longer paragraph, sentences are compared first."""


class Marked(NamedTuple):
    """`changed`: whether anything in it is marked; `whole`: all of it is, its words were not compared."""

    html: str
    changed: bool
    whole: bool = False


class Piece(NamedTuple):
    """Words that came in, went ("del") or stayed ("")."""

    mark: str
    words: Sequence[Word]


def text_of(before: Sequence[Leaf], after: Sequence[Leaf]) -> Iterator[tuple[tuple[tuple[str, int], ...], Marked]]:
    """Each leaf with what is around it."""
    for old, new in aligned(before, after, _key, _signs):
        shown = new or old
        if shown is not None:
            yield shown.within, _leaf(old, new)


def _leaf(old: Leaf | None, new: Leaf | None) -> Marked:
    shown = new or old
    assert shown is not None  # noqa: S101  # `aligned` gives no empty pair
    if old and new and bool(old.rows) != bool(new.rows):
        gone, come = _leaf(old, None), _leaf(None, new)
        return Marked(gone.html + come.html, changed=True)
    if shown.tag == "table":
        return _table(old, new)
    inner = words_of(old.words if old else (), new.words if new else ())
    if shown.tag == "hr":
        return Marked("<hr>", changed=not (old and new))
    return Marked(f"<{shown.tag}{shown.attributes}>{inner.html}</{shown.tag}>", inner.changed)


def _table(old: Leaf | None, new: Leaf | None) -> Marked:
    rows = [_row(*pair) for pair in aligned(old.rows if old else (), new.rows if new else (), _row_key, _row_signs)]
    whole = "".join(row.html for row in rows)
    return Marked(f"<table><tbody>{whole}</tbody></table>", any(row.changed for row in rows))


def _row(old: Row | None, new: Row | None) -> Marked:
    before, after = old.cells if old else (), new.cells if new else ()
    if old and new and len(before) != len(after):
        pairs = aligned(before, after, _cell_key, _cell_signs)
    else:
        pairs = [
            (before[place] if old else None, after[place] if new else None) for place in range(len(after or before))
        ]
    cells = [_cell(*pair) for pair in pairs]
    return Marked(f"<tr>{''.join(cell.html for cell in cells)}</tr>", any(cell.changed for cell in cells))


def _cell(old: Cell | None, new: Cell | None) -> Marked:
    shown = new or old
    assert shown is not None  # noqa: S101  # as above
    inner = words_of(old.words if old else (), new.words if new else ())
    return Marked(f"<{shown.tag}{shown.attributes}>{inner.html}</{shown.tag}>", inner.changed)


def words_of(before: Sequence[Word], after: Sequence[Word]) -> Marked:
    """One paragraph, cell or field."""
    pieces = list(pieces_of(before, after))
    return Marked("".join(written(piece) for piece in pieces), any(piece.mark for piece in pieces))


def pieces_of(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Piece]:
    if max(len(before), len(after)) <= LONG or not before or not after:
        yield from _word_by_word(before, after)
        return
    sentences = aligned(_sentences(before), _sentences(after), _sentence_key, _word_signs)
    for paired, pairs in groupby(sentences, key=lambda pair: pair[0] is not None and pair[1] is not None):
        if paired:
            for old, new in pairs:
                yield from _word_by_word(old or (), new or ())
        else:
            yield from _apart(pairs)


def _apart(pairs: Iterable[tuple[Sequence[Word] | None, Sequence[Word] | None]]) -> Iterator[Piece]:
    """Sentences that went, then those that came."""
    found = list(pairs)
    for mark, side in ((REMOVED, 0), (ADDED, 1)):
        if words := [word for pair in found for word in pair[side] or ()]:
            yield Piece(mark, words)


def _word_by_word(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Piece]:
    for change in changes([word.key for word in before], [word.key for word in after]):
        if change.same:
            yield Piece("", after[change.k : change.l])
            continue
        if change.i < change.j:
            yield Piece(REMOVED, before[change.i : change.j])
        if change.k < change.l:
            yield Piece(ADDED, after[change.k : change.l])


def written(piece: Piece) -> str:
    inner = "".join(
        f"{''.join(marks)}{''.join(word.html for word in words)}{''.join(map(_closing, reversed(marks)))}"
        for marks, words in groupby(piece.words, key=lambda word: word.marks)
    )
    if not piece.mark:
        return inner
    return f'<{piece.mark}><span class="unseen">{NAMED[piece.mark]}</span>{inner}</{piece.mark}>'


def _closing(opening: str) -> str:
    return f"</{opening[1:].split(maxsplit=1)[0].rstrip('>')}>"


def _sentences(words: Sequence[Word]) -> list[Sequence[Word]]:
    ends = [place + 1 for place, word in enumerate(words) if word.html in SENTENCE_ENDS or word.key == "\n"]
    bounds = list(dict.fromkeys([0, *ends, len(words)]))
    return [words[first:last] for first, last in pairwise(bounds)]


def _sentence_key(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.key for word in words)


def _word_signs(words: Sequence[Word]) -> set[tuple[str, str]]:
    keys = ["", *(word.key for word in words), ""]
    return set(pairwise(keys))


def _key(leaf: Leaf) -> tuple[object, ...]:
    return (_level(leaf.tag), _sentence_key(leaf.words), tuple(map(_row_key, leaf.rows)))


def _level(tag: str) -> str:
    """A heading is no paragraph; of which level, or whether a line of a list, is compared with the words."""
    return "h" if tag[0] == "h" and tag != "hr" else "" if tag in ("p", "li", "div") else tag


def _signs(leaf: Leaf) -> set[object]:
    """Tables are alike by their shape, too: figures may all have changed."""
    places = ((row, cell) for row, line in enumerate(leaf.rows) for cell in range(len(line.cells)))
    return {*_word_signs(leaf.words), *(sign for row in leaf.rows for sign in _row_signs(row)), *places}


def _row_key(row: Row) -> tuple[object, ...]:
    return tuple(map(_cell_key, row.cells))


def _row_signs(row: Row) -> set[object]:
    return {sign for cell in row.cells for sign in _cell_signs(cell)}


def _cell_key(cell: Cell) -> tuple[str, ...]:
    return _sentence_key(cell.words)


def _cell_signs(cell: Cell) -> set[tuple[str, str]]:
    return _word_signs(cell.words)
