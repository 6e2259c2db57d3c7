"""The site's folder on disk: files written whole and swapped in, one writer at a time, and what it has seen."""

import fcntl
import json
import os
import time
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from fnmatch import fnmatch
from pathlib import Path

from channels.static import addresses

OWN = ".gongkai"
BOOT = Path("/proc/sys/kernel/random/boot_id")
LOOK_EVERY = 0.02


@dataclass(frozen=True, slots=True)
class Seen:
    """What the folder shows: every change of the ledger up to `change`, made with the site's `stamp`.

    `boot` names the machine's run: what was not synced may be lost after another one began. `log_head` is the line on
    the catalogue's first page, taken on the day `headed_on` (ISO date).
    """

    channel: str
    change: int
    stamp: str
    boot: str
    log_head: str = ""
    headed_on: str = ""


class ForeignFolderError(Exception):
    """The folder holds files that no site of ours put there."""


class BusyError(Exception):
    """Somebody else has been writing into the folder all the time."""


class Folder:
    """The public files lie below `root`; `.gongkai/` in it is our own and not to be served.

    Writing needs `lock`. Places are plain strings inside: a full build
    asks for tens of thousands of them.
    """

    def __init__(self, root: Path, keep: tuple[str, ...] = ()) -> None:
        self.root = root
        self.keep = keep
        self.changed = 0
        self._top = str(root)
        self._own = root / OWN
        self._unsynced: set[str] = set()
        self._known: set[str] = set()
        self._is_new = False

    @contextmanager
    def lock(self, patience: float) -> Iterator[None]:
        """Wait up to `patience` seconds to be the only writer; let go by itself when the process dies.

        Raises BusyError, ForeignFolderError, OSError.
        """
        if self.is_foreign():
            raise ForeignFolderError(self.root)
        self._own.mkdir(parents=True, exist_ok=True)
        with (self._own / "lock").open("w") as handle:
            until = time.monotonic() + patience
            while not _taken(handle.fileno()):
                if time.monotonic() > until:
                    raise BusyError(self.root)
                time.sleep(LOOK_EVERY)
            self._begin()
            yield

    def is_foreign(self) -> bool:
        """Whether there are files that no site of ours put there: nothing may be written or removed then."""
        if not self.root.is_dir():
            return False
        others = [entry for entry in self.root.iterdir() if entry.name != OWN and not self._kept(entry.name)]
        # Asked last: another worker may be making the site while this one looks.
        return bool(others) and not self._own.is_dir()

    def seen(self) -> Seen | None:
        """None when nothing was ever finished here."""
        try:
            return Seen(**json.loads((self._own / "seen.json").read_text("utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def remember(self, seen: Seen) -> None:
        place = str(self._own / "seen.json")
        self._swap_in(place, json.dumps(asdict(seen), ensure_ascii=False).encode(), durable=True)
        _sync_folder(str(self._own))

    def read(self, path: str) -> bytes | None:
        return _content(self._place(path))

    def write(self, path: str, text: str, *, durable: bool) -> None:
        """Swap in a whole file, unless the same is there.

        `durable`: its bytes are on disk before it is swapped in, and its name is after `sync`.
        """
        place = self._place(path)
        content = text.encode()
        if not self._is_new and _content(place) == content:
            return
        self._make_folder_of(place, durable=durable)
        self._swap_in(place, content, durable=durable)
        self.changed += 1

    def link(self, path: str, source: Path, *, durable: bool) -> None:
        """Put a file of the files folder (named by its hash, so that the same name means the same bytes) here."""
        place = self._place(path)
        if os.path.exists(place):  # noqa: PTH110  # see the class
            return
        self._make_folder_of(place, durable=durable)
        fresh = Path(self._fresh())
        fresh.unlink(missing_ok=True)
        if not _linked(source, fresh):
            _copy(source, fresh, durable=durable)
        fresh.replace(place)
        self.changed += 1

    def keep_only(self, path: str, names: Set[str]) -> None:
        """Remove everything else from one folder of the site."""
        place = self._place(path).removesuffix("/index.html")
        try:
            found = os.listdir(place)  # noqa: PTH208  # see the class
        except FileNotFoundError:
            return
        for name in set(found) - names:
            Path(place, name).unlink()
            self._unsynced.add(place)
            self.changed += 1
        if not names:
            Path(place).rmdir()
            self._unsynced.discard(place)
            self._known.discard(place)

    def remove_all_but(self, paths: Set[str]) -> None:
        """Remove what is neither among these addresses nor kept by the settings, and folders left empty."""
        if not self._is_new:
            self._prune(self._top, "", {addresses.on_disk(path) for path in paths})

    def sync(self) -> None:
        """The names of what was written durably are on disk when this returns."""
        for folder in self._unsynced:
            _sync_folder(folder)
        self._unsynced.clear()

    def sync_all(self) -> None:
        """Everything this machine has written is on disk: for a full build, where syncing each file would take long."""
        os.sync()
        self._unsynced.clear()
        self._is_new = False

    def _fresh(self) -> str:
        """Where a file is written before it is swapped in; a build has two processes."""
        return f"{self._top}/{OWN}/new-{os.getpid()}"

    def _begin(self) -> None:
        for left_over in self._own.glob("new-*"):
            left_over.unlink()
        self._unsynced.clear()
        self._known.clear()
        with os.scandir(self.root) as entries:
            self._is_new = all(entry.name == OWN for entry in entries)
        self.changed = 0

    def _place(self, path: str) -> str:
        return f"{self._top}/{addresses.on_disk(path)}"

    def _prune(self, folder: str, inside: str, wanted: Set[str]) -> bool:
        """Whether anything stays in the folder; `inside` is its name below the root, ending in `/`."""
        stays = False
        with os.scandir(folder) as entries:
            found = list(entries)
        for entry in found:
            name = inside + entry.name
            if name == OWN or name in wanted or self._kept(name):
                stays = True
            elif not entry.is_dir(follow_symlinks=False):
                Path(entry.path).unlink()
                self.changed += 1
            elif self._prune(entry.path, f"{name}/", wanted):
                stays = True
            else:
                Path(entry.path).rmdir()
        return stays

    def _kept(self, name: str) -> bool:
        return any(fnmatch(name, pattern) or pattern.startswith(f"{name}/") for pattern in self.keep)

    def _make_folder_of(self, place: str, *, durable: bool) -> None:
        folder = place.rpartition("/")[0]
        if durable:
            self._unsynced.add(folder)
        if folder not in self._known:
            missing = [path for path in (Path(folder), *Path(folder).parents) if not path.exists()]
            Path(folder).mkdir(parents=True, exist_ok=True)
            for path in missing:
                path.chmod(0o755)
                self._unsynced.add(str(path.parent))
            self._known.add(folder)

    def _swap_in(self, place: str, content: bytes, *, durable: bool) -> None:
        # In a new site nothing is there yet that could be seen half written; if this dies, all is compared.
        fresh = place if self._is_new else self._fresh()
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            os.fchmod(descriptor, 0o644)
            _write_all(descriptor, content)
            if durable:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if fresh != place:
            os.replace(fresh, place)  # noqa: PTH105  # see the class


def boot() -> str:
    """Names this run of the machine; empty where the system does not say."""
    return BOOT.read_text().strip() if BOOT.exists() else ""


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write_all(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def _content(place: str) -> bytes | None:
    try:
        descriptor = os.open(place, os.O_RDONLY)
    except (FileNotFoundError, NotADirectoryError):
        return None
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        return file.read()


def _linked(source: Path, fresh: Path) -> bool:
    """A link shares its mode with the files folder: only what a web server may read can be linked."""
    if not source.stat().st_mode & 0o004:
        return False
    try:
        os.link(source, fresh)
    except OSError:
        return False
    return True


def _copy(source: Path, fresh: Path, *, durable: bool) -> None:
    with source.open("rb") as origin, fresh.open("wb") as copy:
        os.fchmod(copy.fileno(), 0o644)
        while block := origin.read(1 << 20):
            copy.write(block)
        copy.flush()
        if durable:
            os.fsync(copy.fileno())


def _sync_folder(folder: str) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
