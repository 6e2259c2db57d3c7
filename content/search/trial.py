"""The same search over texts that are not published: to measure what it finds."""

from collections.abc import Mapping

from content.search.index import Index
from content.search.paper import Paper
from content.search.ranking import rank


class Trial:
    """`texts` by their names; in memory."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._names = list(texts)
        self._index = Index()
        with self._index.writing() as writing:
            writing.add(Paper(number, text) for number, text in enumerate(texts.values()))
            writing.commit()
        self._index.reload()

    def find(self, question: str, limit: int) -> list[str]:
        """Names, best first."""
        return [self._names[one.candidate.number] for one in rank(self._index.look(), question)[:limit]]
