"""Words of a Chinese text, through the segmenter's dictionary. It is loaded at the first use (0.2 s), not at import."""

from functools import cache, lru_cache
from types import ModuleType

_KEPT = 1 << 17


@cache
def _segmenter() -> ModuleType:
    import rjieba  # noqa: PLC0415  # its dictionary is loaded with it, and --help needs none

    return rjieba


def segment(text: str) -> list[tuple[str, int, int]]:
    """(word, start, end) for all of the text; unknown words come out as single characters."""
    words: list[tuple[str, int, int]] = _segmenter().tokenize(text, "default", hmm=False)
    return words


@lru_cache(_KEPT)
def frequency(word: str) -> int:
    """How common a dictionary word is; 0 for what is no word."""
    segmenter = _segmenter()
    return int(segmenter.suggest_freq(word)) if segmenter.has_word(word) else 0


@lru_cache(_KEPT)
def kind_of(word: str) -> str:
    """The dictionary's part of speech for a word (`n`, `v`, `nr` = a person's name, `i` = a set phrase)."""
    return str(_segmenter().tag(word, hmm=False)[0][1])
