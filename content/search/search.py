"""The search: one per process, over an index of the machine's own."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path

from content.own_words import NO_WORDS, OwnWords, WordList
from content.pace import Pace, Stopped
from content.search.hits import Found
from content.search.index import Damaged, Index, Seen
from content.search.kept import hit_of
from content.search.ranking import Ranked, rank
from content.search.thesaurus import Thesaurus, thesaurus, with_own
from content.search.upkeep import Progress, Upkeep
from content.store.store import Store, is_trouble

FIRST = ("政府网站", "微信公众号")
"""Media whose address is shown before any other's."""
EVERY = 0.3
"""Seconds between two looks at the log; what was published can be found within a second."""
SHORT_ENOUGH, REMEMBERED = 40, 1000
"""Characters of a question that is remembered with its hits, and how many are."""

log = logging.getLogger(__name__)


class _Remembered:
    """What was asked of one state of the index, the last questions only."""

    def __init__(self, seen: Seen, known: Thesaurus) -> None:
        self.seen, self.known = seen, known
        self.rank = lru_cache(maxsize=REMEMBERED)(partial(rank, seen, known=known))


class Search:
    """`folder` holds the index; `media` says what each channel counts as; `own`: the office's words, as they are now.

    May be asked from any thread.
    """

    def __init__(
        self, store: Store, folder: Path, media: Mapping[str, str], own: Callable[[], OwnWords] = lambda: NO_WORDS
    ) -> None:
        self._upkeep = Upkeep(store, folder)
        self._channels = sorted(media, key=lambda name: _place(media[name]))
        self._turn = threading.Lock()
        self._looked = float("-inf")
        self._remembered: _Remembered | None = None
        self._own = own
        self._known: tuple[OwnWords, Thesaurus] | None = None
        self._follower: threading.Thread | None = None

    def find(self, text: str, *, limit: int = 5, skip: int = 0) -> Found:
        """Best first. While an index is still being made by `following`, nothing is found and it says so."""
        if self._follower is None:
            self._look()
        index = self._upkeep.index
        try:
            return self._find(index, text, limit, skip)
        except Damaged as error:
            log.warning("搜索的索引坏了，正在按数据库重做：%s", error)
            if self._follower is None:
                self.rebuild()
            else:
                self._upkeep.give_up(index)
            return self._find(self._upkeep.index, text, limit, skip)

    def rebuild(self, progress: Progress | None = None) -> int:
        """From the database; returns how many items can be found now."""
        with self._turn:
            return self._upkeep.rebuild(progress)

    @contextmanager
    def following(self) -> Iterator[None]:
        """Keep up in a thread, so that nobody who asks waits for it."""
        stop = threading.Event()
        self._follower = threading.Thread(target=self._follow, args=(stop,), name="search", daemon=True)
        self._follower.start()
        try:
            yield
        finally:
            stop.set()
            self._follower.join()
            self._follower = None

    def _find(self, index: Index | None, text: str, limit: int, skip: int) -> Found:
        if index is None:
            return Found(ready=False)
        seen = index.look()
        ranked = self._rank(seen, text)
        shown = ranked[skip : skip + limit]
        return Found(tuple(hit_of(seen.kept(one.candidate), one.score, self._channels) for one in shown), len(ranked))

    def _rank(self, seen: Seen, text: str) -> Sequence[Ranked]:
        """Many ask the same: while nothing new was published, a short question is ranked once."""
        known = self._thesaurus()
        if len(text) > SHORT_ENOUGH:
            return rank(seen, text, known)
        remembered = self._remembered
        if remembered is None or (remembered.seen, remembered.known) != (seen, known):
            remembered = self._remembered = _Remembered(seen, known)
        return remembered.rank(text)

    def _thesaurus(self) -> Thesaurus:
        """With the office's words, made anew only when these are others."""
        own, known = self._own(), self._known
        if known is None or known[0] is not own:
            said = own.of(WordList.SAID)
            known = self._known = own, with_own(said) if said else thesaurus()
        return known[1]

    def _look(self) -> None:
        with self._turn:
            if time.monotonic() - self._looked >= EVERY:
                self._upkeep.catch_up(wait=self._upkeep.index is None)
                self._looked = time.monotonic()

    def _follow(self, stop: threading.Event) -> None:
        troubled = False
        pace = Pace(stop)
        pause = 0.0
        while not stop.wait(pause):
            pause = EVERY
            try:
                with self._turn:
                    pace.begin()
                    self._upkeep.catch_up(pace.rest)
                troubled = False
            except Stopped:
                return
            except Exception as error:  # the thread goes on trying; it tells of each trouble once
                if not troubled:
                    known = is_trouble(error) or isinstance(error, OSError | Damaged)
                    log.warning("搜索暂时跟不上新发布的内容：%s", type(error).__name__, exc_info=not known)
                troubled = True


def _place(medium: str) -> int:
    return FIRST.index(medium) if medium in FIRST else len(FIRST)
