"""Files that came with a form which was never accepted: they wait a day, and then they go."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content.store.files import FilesFolder

LASTS = timedelta(hours=24)
FOLDER = ".waiting"


def room_of(files: "FilesFolder") -> Path:
    """Where they wait, in the files folder that all machines share."""
    return files.root / FOLDER


def sweep_waiting(files: "FilesFolder", now: datetime) -> None:
    room, before = room_of(files), (now - LASTS).timestamp()
    for path in room.glob("*") if room.is_dir() else ():
        _drop_old(path, before)


def _drop_old(path: Path, before: float) -> None:
    try:
        if path.stat().st_mtime < before:
            path.unlink()
    except FileNotFoundError:
        return  # another worker swept it
