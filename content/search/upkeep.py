"""The index on this machine, kept up with the database by whichever of its processes comes first.

`state.json` names the folder of the current index and the entry of the log it has reached; it is written after each
commit, so that a kill in between only makes some items be written again. An index that is missing, damaged, of another
version or of another database is made anew beside the old one, which answers until then.
"""

import fcntl
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Self

from content.log import GENESIS, Head
from content.search.index import Damaged, Index, Writing
from content.search.kept import number_of, paper_of
from content.store.bulk import pieces
from content.store.store import Store

SCHEMA = 1
"""To be raised whenever the same text would be indexed otherwise."""
VERSION = f"{SCHEMA} rjieba {version('rjieba')} tantivy {version('tantivy')}"
STATE, LOCK, FOLDER = "state.json", "lock", "index-"
AT_A_TIME = 25
"""Items between two times that `progress` is called: it may pause, and asks whether to stop."""
NOTHING = Head(0, GENESIS)

Progress = Callable[[int], None]
"""Told how many items are written, again and again."""


@dataclass(frozen=True, slots=True)
class State:
    """Which folder holds the index, and the log's entry it has reached."""

    folder: str
    seq: int
    hash: str
    version: str = VERSION

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """None where there is none, or none of ours."""
        try:
            state = cls(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return state if state.version == VERSION and (path.parent / state.folder).is_dir() else None

    def write(self, path: Path) -> None:
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(asdict(self)), encoding="utf-8")
        beside.replace(path)


class Upkeep:
    """One per process. `index` is what can be searched now; None until one was made."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._seen: tuple[int, int] | None = None
        self._state: State | None = None
        self.index: Index | None = None

    def refresh(self) -> None:
        """See what another process wrote. Raises Damaged where it cannot be opened."""
        path = self._folder / STATE
        try:
            found = path.stat()
        except FileNotFoundError:
            self._seen = self._state = None
            return
        if self._seen == (found.st_ino, found.st_mtime_ns):
            return
        before, self._state = self._state, State.read(path)
        if self._state and self.index and before and before.folder == self._state.folder:
            self.index.reload()
        elif self._state:
            self.index = Index(self._folder / self._state.folder)
        self._seen = (found.st_ino, found.st_mtime_ns)

    def catch_up(self, progress: Progress | None = None, *, wait: bool = False) -> None:
        """Bring the index up to the log, unless another process is at it; `wait` until that is done.

        What `progress` raises gives it up: the index stays as it was.
        """
        try:
            self.refresh()
            state = self._state
            if state and self.index:
                if self._head() != Head(state.seq, state.hash):
                    self._locked(wait, lambda: self._follow(progress))
                return
        except Damaged:
            pass
        self._locked(wait, lambda: self._anew(progress, only_if_needed=True))

    def give_up(self, index: Index | None) -> None:
        """It is damaged: the next time to `catch_up` makes another one."""
        if self.index is index:
            self.index = None

    def rebuild(self, progress: Progress | None = None) -> int:
        """From the database; returns how many items can be found now."""
        self._locked(True, lambda: self._anew(progress, only_if_needed=False))
        return len(self.index.look()) if self.index else 0

    def _follow(self, progress: Progress | None) -> None:
        """What the log says since; an index that does not belong to this log is made anew."""
        self.refresh()
        state, index = self._state, self.index
        if state is None or index is None or not self._is_ours(state):
            self._anew(progress, only_if_needed=False)
            return
        head = self._head()
        with self._store.read() as work:
            changed = work.public.changed(state.seq)
        with index.writing() as writing:
            writing.remove(map(number_of, changed))
            self._write(writing, changed, progress)
            writing.commit()
            self._settle(State(state.folder, head.seq, head.hash))

    def _anew(self, progress: Progress | None, *, only_if_needed: bool) -> None:
        if only_if_needed and self._is_whole():
            return  # another process made it while this one waited
        head = self._head()
        with self._store.read() as work:
            items = work.public.items()
        name = Path(tempfile.mkdtemp(prefix=FOLDER, dir=self._folder)).name
        try:
            with Index(self._folder / name).writing() as writing:
                self._write(writing, items, progress)
                writing.commit()
        except BaseException:
            shutil.rmtree(self._folder / name, ignore_errors=True)
            raise
        self._settle(State(name, head.seq, head.hash))
        for old in self._folder.glob(f"{FOLDER}*"):
            if old.name != name:
                shutil.rmtree(old, ignore_errors=True)

    def _write(self, writing: Writing, items: Sequence[str], progress: Progress | None) -> None:
        done = 0
        for some in pieces(items, AT_A_TIME):
            with self._store.read() as work:
                shown = work.public.shown(some)
            writing.add(map(paper_of, shown))
            done += len(some)
            if progress:
                progress(done)

    def _settle(self, state: State) -> None:
        state.write(self._folder / STATE)
        self.refresh()

    def _is_whole(self) -> bool:
        try:
            self.refresh()
        except Damaged:
            return False
        return self._state is not None and self.index is not None

    def _is_ours(self, state: State) -> bool:
        """Whether the log still has the entry the index has reached: it may come from a backup."""
        if not state.seq:
            return True
        with self._store.read() as work:
            return work.public.hash_of(state.seq) == state.hash

    def _head(self) -> Head:
        with self._store.read() as work:
            return work.log.reached() or NOTHING

    def _locked(self, wait: bool, act: Callable[[], None]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with _lock(self._folder / LOCK, wait=wait) as held:
            if held:
                act()


@contextmanager
def _lock(path: Path, *, wait: bool) -> Iterator[bool]:
    """The machine's one writer; the system lets go of the lock when its holder dies."""
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
