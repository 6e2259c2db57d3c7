"""A backup folder: one snapshot per run (database, settings, manifest) beside the files that all snapshots share.

    DIR/files/ab/abcd….pdf           by the hash of their bytes; only what is new is copied
    DIR/20260302T010203Z/manifest.json, database.db | database.dump, gongkai.yaml

A snapshot is whole once it bears its name; until then it is called `.unfinished-…`. No secret is in it: settings name
them (`${WECHAT_SECRET}`) and are refused when they hold one.
"""

import fcntl
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.actions.errors import CannotDo
from content.log import Head
from content.store import copies
from content.store.files import SHAPE, FilesFolder
from content.store.store import Store

FORMAT = 1
LIMIT = timedelta(hours=2)
UNFINISHED = ".unfinished-"
Say = Callable[[str], None]


class CannotBackUp(CannotDo):
    """`damaged` names the files that are not what they should be."""

    def __init__(self, says: str, damaged: Sequence[str] = ()) -> None:
        super().__init__("\n".join([says, *(f"  {path}" for path in damaged)]))
        self.damaged = tuple(damaged)


@contextmanager
def database_faults() -> Iterator[None]:
    """What keeps a database from being copied, as the error that doors know."""
    try:
        yield
    except copies.CannotCopy as error:
        raise CannotBackUp(error.says) from error


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot holds. `head_seq` 0 = the log was empty; `files` are paths below `files/`, named by hash."""

    made_at: str
    database: str
    database_sha256: str
    settings: str
    head_seq: int
    head_hash: str
    files: tuple[str, ...]
    format: int = FORMAT

    @property
    def head(self) -> Head | None:
        return Head(self.head_seq, self.head_hash) if self.head_seq else None


@dataclass(frozen=True, slots=True)
class Snapshot:
    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def files(self) -> Path:
        return self.folder.parent / "files"

    @property
    def database(self) -> Path:
        return self.folder / self.manifest.database

    @property
    def settings(self) -> Path:
        return self.folder / self.manifest.settings


def back_up(store: Store, files: Path, settings: Path, folder: Path, *, now: datetime) -> Snapshot:
    """Write one snapshot into `folder`, while others go on working.

    The database comes first: a file is on disk before the database names it, so every file that the copy names is
    among those copied afterwards. Raises CannotBackUp; `damaged` then names files whose bytes changed under their name.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(folder):
        begun = folder / f"{UNFINISHED}{now:%Y%m%dT%H%M%SZ}"
        begun.mkdir(mode=0o700)
        database = begun / f"database.{copies.suffix(store.address)}"
        with database_faults():
            head = copies.copy_database(store, database, LIMIT)
        kept, damaged = _copy_new(files, folder / "files")
        shutil.copyfile(settings, begun / settings.name)
        manifest = Manifest(
            made_at=now.isoformat(timespec="seconds"),
            database=database.name,
            database_sha256=digest_of(database),
            settings=settings.name,
            head_seq=head.seq if head else 0,
            head_hash=head.hash if head else "",
            files=tuple(kept),
        )
        written = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
        (begun / "manifest.json").write_text(written, encoding="utf-8")
        copies.sync(begun)
        place = begun.rename(folder / begun.name.removeprefix(UNFINISHED))
    if damaged:
        raise CannotBackUp("备份已完成，但以下文件在备份前就已损坏，未能备份：", damaged)
    return Snapshot(place, manifest)


def snapshots(folder: Path) -> list[Snapshot]:
    """The whole ones, oldest first. Raises CannotBackUp where one cannot be read."""
    places = sorted(path.parent for path in folder.glob("*/manifest.json") if not path.parent.name.startswith("."))
    return [Snapshot(place, _read(place / "manifest.json")) for place in places]


def chosen(folder: Path, name: str = "") -> Snapshot:
    """The one of this name, else the newest. Raises CannotBackUp."""
    there = [one for one in snapshots(folder) if name in {"", one.name}]
    if not there:
        raise CannotBackUp(f"{folder} 里没有{f'名为 {name} 的' if name else '完整的'}备份。")
    return there[-1]


def thin_out(folder: Path, keep: int) -> list[str]:
    """Remove all but the newest `keep` snapshots, and files no snapshot names any more; returns the names removed."""
    with _alone(folder):
        old = snapshots(folder)[:-keep]
        for snapshot in old:
            shutil.rmtree(snapshot.folder)
        wanted = {path for snapshot in snapshots(folder) for path in snapshot.manifest.files}
        for path in _files_of(folder / "files"):
            if path not in wanted:
                (folder / "files" / path).unlink()
    return [snapshot.name for snapshot in old]


def damage(snapshot: Snapshot) -> list[str]:
    """What is missing or not what it was: every hash is computed anew."""
    bad = [] if _holds(snapshot.database, snapshot.manifest.database_sha256) else [snapshot.manifest.database]
    files = snapshot.files
    return [*bad, *(path for path in snapshot.manifest.files if not _holds(files / path, hash_in(path)))]


def require_whole(snapshot: Snapshot) -> None:
    """Raises CannotBackUp, naming what is damaged."""
    if bad := damage(snapshot):
        raise CannotBackUp(f"备份 {snapshot.name} 已损坏，不能用来恢复。缺少或不符的文件：", bad)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_in(path: str) -> str:
    """`ab/abcd….pdf` → the SHA-256 its bytes must have."""
    return path[3:67]


def _copy_new(source: Path, folder: Path) -> tuple[list[str], list[str]]:
    """The paths that are in the backup now, and those whose bytes are not what their name says."""
    shelf = FilesFolder(folder)
    kept: list[str] = []
    damaged: list[str] = []
    for path in _files_of(source):
        if (folder / path).exists() or shelf.keep(source / path).path == path:
            kept.append(path)
        else:
            damaged.append(path)
    return kept, damaged


def _files_of(folder: Path) -> Iterator[str]:
    paths = (path.relative_to(folder).as_posix() for path in folder.glob("??/*"))
    return (path for path in sorted(paths) if SHAPE.fullmatch(path))


def _holds(path: Path, sha256: str) -> bool:
    return path.is_file() and digest_of(path) == sha256


def _read(path: Path) -> Manifest:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        manifest = Manifest(**{**read, "files": tuple(read["files"])})
    except (ValueError, TypeError, KeyError) as error:
        raise CannotBackUp(f"读不懂 {path}，这份备份已损坏。") from error
    if manifest.format != FORMAT:
        raise CannotBackUp(f"{path.parent.name} 是另一版本的备份（{manifest.format}），请用当时的程序恢复。")
    return manifest


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One at a time in one backup folder; what a broken run left is cleared away."""
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotBackUp(f"另一个备份正在使用 {folder}，请稍后再试。") from error
        for left in folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left)
        yield
