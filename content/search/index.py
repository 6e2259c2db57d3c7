"""Two tantivy indexes side by side: of whole papers, and of their pieces. Written by one at a time, read by many."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Self

import tantivy
from tantivy import Occur, Query

from content.search.paper import Paper
from content.search.words import plain, terms

WHOLES, PIECES = "papers", "pieces"
TEXT, TITLE, NUMBER, KEPT, DAY, LENGTH, ANSWER = "text", "title", "number", "kept", "day", "length", "answer"
MEMORY = 100_000_000
"""Bytes each writer may hold before it writes; tantivy wants at least 15 million per thread."""
TITLE_COUNTS = 2.0
"""What a term in the title is worth, in parts of what it is worth in the text."""
PIECES_EACH = 20
"""Of the pieces of chosen papers, how many per paper are judged anew."""
COUNTED = 20_000
"""Terms of which a state of the index remembers how rare they are: people ask with the same words."""


Clause = tuple[Occur, Query]


class Damaged(Exception):
    """The index cannot be opened or read: it is to be made anew."""


class Candidate(NamedTuple):
    """A paper that may be meant: how well its best piece and its whole fit, and what else is known of it.

    `pieces` is how many it has, `day` counts from year 1 (0 = unknown).
    """

    number: int
    piece: float
    whole: float
    pieces: int
    is_answer: bool
    day: int
    place: Any


class Index:
    """`folder` None keeps it in memory. What is not there is made; what is no index of ours raises Damaged."""

    def __init__(self, folder: Path | None = None) -> None:
        with _reading():
            self._wholes = _open(folder and folder / WHOLES, WHOLE_SCHEMA)
            self._pieces = _open(folder and folder / PIECES, PIECE_SCHEMA)
        self.reload()

    def reload(self) -> None:
        """See what was committed since."""
        with _reading():
            self._wholes.reload()
            self._pieces.reload()
            self._seen = Seen(self._wholes.searcher(), self._pieces.searcher())

    def look(self) -> "Seen":
        """What was committed at the last `reload`: one state, whatever is written meanwhile."""
        return self._seen

    def writing(self) -> "Writing":
        """Raises Damaged; waits for nobody: whoever writes holds `content.search.upkeep`'s lock."""
        with _reading():
            return Writing(self._wholes, self._pieces)


class Seen:
    """One state of the index."""

    def __init__(self, whole: tantivy.Searcher, piece: tantivy.Searcher) -> None:
        self._whole, self._piece = whole, piece
        self._pieces_with = lru_cache(COUNTED)(partial(piece.doc_freq, TEXT))

    def __len__(self) -> int:
        return int(self._whole.num_docs)

    def rarity(self, term: str) -> float:
        """The term's weight among pieces, as BM25 has it; 0 where no piece has it."""
        # Until segments are merged, pieces that were taken out are counted among those that have a term.
        with _reading():
            count = min(self._pieces_with(term), self._piece.num_docs)
        return math.log1p((self._piece.num_docs - count + 0.5) / (count + 0.5)) if count else 0.0

    def candidates(
        self, asked: Mapping[str, float], choosing: Sequence[str], most: int, *, again: bool
    ) -> list[Candidate]:
        """The `most` papers with the best pieces by the terms `choosing`; all that is asked judges the papers.

        `again`: it judges the pieces, too, which takes as long as choosing did.
        """
        first = {term: asked[term] for term in choosing}
        with _reading():
            best = self._best_pieces(Query.boolean_query(list(_any_of(first, PIECE_SCHEMA, TEXT))), 2 * most)
            best = dict(islice(best.items(), most))
            if again:
                query = _among(list(best), PIECE_SCHEMA, _any_of(asked, PIECE_SCHEMA, TEXT))
                best |= self._best_pieces(query, PIECES_EACH * most)
            return self._judged(asked, best)

    def _judged(self, asked: Mapping[str, float], best: Mapping[int, float]) -> list[Candidate]:
        if not best:
            return []
        titles = {term: weight * TITLE_COUNTS for term, weight in asked.items()}
        terms = (*_any_of(asked, WHOLE_SCHEMA, TEXT), *_any_of(titles, WHOLE_SCHEMA, TITLE))
        hits = self._whole.search(_among(list(best), WHOLE_SCHEMA, terms), len(best), count=False).hits
        places = [place for _, place in hits]
        known = [self._whole.fast_field_values(name, places) for name in (NUMBER, LENGTH, ANSWER, DAY)]
        return [
            Candidate(number, best[number], score, length, bool(answer), day, place)
            for (score, place), number, length, answer, day in zip(hits, *known, strict=True)
        ]

    def kept(self, candidate: Candidate) -> str:
        with _reading():
            return str(self._whole.doc(candidate.place).get_first(KEPT) or "")

    def _best_pieces(self, query: Query, most: int) -> dict[int, float]:
        """Best first."""
        hits = self._piece.search(query, most, count=False).hits
        numbers = self._piece.fast_field_values(NUMBER, [place for _, place in hits])
        best: dict[int, float] = {}
        for (score, _), number in zip(hits, numbers, strict=True):
            best.setdefault(int(number or 0), score)
        return best


class Writing:
    """Changes to both indexes, seen by others after `commit`. To be closed, or nobody else may write."""

    def __init__(self, wholes: tantivy.Index, pieces: tantivy.Index) -> None:
        self._wholes, self._pieces = (index.writer(MEMORY, num_threads=1) for index in (wholes, pieces))

    def add(self, papers: Iterable[Paper]) -> None:
        """Those with the same numbers are to be removed before."""
        for paper in papers:
            self._add(paper)

    def remove(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self._wholes.delete_documents_by_term(NUMBER, number)
            self._pieces.delete_documents_by_term(NUMBER, number)

    def commit(self) -> None:
        self._pieces.commit()
        self._wholes.commit()

    def close(self) -> None:
        self._pieces.wait_merging_threads()
        self._wholes.wait_merging_threads()

    def give_up(self) -> None:
        """As `close`; what was not committed is forgotten, and nothing is merged first."""
        del self._pieces, self._wholes

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if error is None:
            self.close()
        else:
            self.give_up()

    def _add(self, paper: Paper) -> None:
        pieces, title = [" ".join(piece) for piece in paper.pieces()], " ".join(terms(plain(paper.title)))
        for piece in pieces:
            # A piece is read under its title, wherever in the text it stands.
            self._pieces.add_document(tantivy.Document(text=f"{title} {piece}", number=paper.number))
        known = {NUMBER: paper.number, LENGTH: len(pieces), ANSWER: int(paper.is_answer), DAY: paper.day}
        self._wholes.add_document(tantivy.Document(text=" ".join(pieces), title=title, kept=paper.kept, **known))


@contextmanager
def _reading() -> Iterator[None]:
    """What a broken file leads to, down to a panic of the library, as the one error that asks for a new index."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise Damaged(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Damaged(str(error)) from error


def _open(folder: Path | None, schema: tantivy.Schema) -> tantivy.Index:
    if folder is None:
        return tantivy.Index(schema)
    folder.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(schema, str(folder))
    index.config_reader("manual")
    return index


def _whole_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in (TEXT, TITLE):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(KEPT, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field(NUMBER, indexed=True, fast=True)
    for name in (LENGTH, ANSWER, DAY):
        builder.add_integer_field(name, fast=True)
    return builder.build()


def _piece_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(TEXT, tokenizer_name="whitespace", index_option="freq")
    builder.add_integer_field(NUMBER, indexed=True, fast=True)
    return builder.build()


WHOLE_SCHEMA, PIECE_SCHEMA = _whole_schema(), _piece_schema()


def _any_of(asked: Mapping[str, float], schema: tantivy.Schema, field: str) -> Iterator[Clause]:
    for term, weight in asked.items():
        yield Occur.Should, Query.boost_query(Query.term_query(schema, field, term, "freq"), weight)


def _among(numbers: Sequence[int], schema: tantivy.Schema, terms: Iterable[Clause]) -> Query:
    """Only of these papers. A set of numbers would be one query, but walks over all numbers there are."""
    these = [(Occur.Should, Query.term_query(schema, NUMBER, number, "basic")) for number in numbers]
    return Query.boolean_query([(Occur.Must, Query.const_score_query(Query.boolean_query(these), 0.0)), *terms])
