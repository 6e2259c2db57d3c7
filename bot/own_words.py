"""The office's own words, for whoever checks or searches: as the database has them now, read anew when they changed."""

from content.own_words import NO_WORDS, OwnWords
from content.store.store import Store, is_trouble


class OwnWordsKept:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._read = NO_WORDS

    def now(self) -> OwnWords:
        """The same object until somebody, in whatever process, changes a list. One look at the last number."""
        try:
            with self._store.glance() as work:
                if work.own_words.version() != self._read.version:
                    self._read = work.own_words.current()
        except Exception as error:
            if not is_trouble(error):  # who searches while the database is away goes on with what was read
                raise
        return self._read
