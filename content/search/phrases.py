"""Which of many phrases stand in a text: found by their first two characters, the longest first."""

from collections.abc import Iterable, Iterator


class Phrases:
    """Of two characters or more each."""

    def __init__(self, phrases: Iterable[str]) -> None:
        lengths: dict[str, set[int]] = {}
        self._all = frozenset(phrases)
        for phrase in self._all:
            lengths.setdefault(phrase[:2], set()).add(len(phrase))
        self._lengths = {start: sorted(found, reverse=True) for start, found in lengths.items()}

    def found(self, text: str) -> Iterator[tuple[int, str]]:
        """Place and phrase, from left to right; none within another."""
        place = 0
        while place < len(text) - 1:
            phrase = self._at(text, place)
            if phrase:
                yield place, phrase
            place += len(phrase) or 1

    def without(self, text: str) -> str:
        """The text with a blank in the place of each phrase."""
        left, end = [], 0
        for place, phrase in self.found(text):
            left.append(text[end:place])
            end = place + len(phrase)
        return " ".join([*left, text[end:]])

    def _at(self, text: str, place: int) -> str:
        for length in self._lengths.get(text[place : place + 2], ()):
            if (phrase := text[place : place + length]) in self._all:
                return phrase
        return ""
