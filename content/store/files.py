"""The files folder: bytes kept by their SHA-256, whole or not at all."""

import hashlib
import mimetypes
import os
import re
import tempfile
from io import BytesIO
from pathlib import Path, PurePath
from typing import BinaryIO

from content.item import StoredFile

PIECE = 1 << 20
SHAPE = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}(\.[^/\\\0]+)?")
BUILT_IN = mimetypes.MimeTypes().types_map[True]  # the same on every machine
MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".ofd": "application/ofd",
    ".wps": "application/vnd.ms-works",
    ".webp": "image/webp",
    ".md": "text/markdown",
}


class FilesFolder:
    """`content.shelf.Files` below `root`, which is made when the first file comes, unless `make` did before."""

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FilesFolder) and other.root == self.root

    def __hash__(self) -> int:
        return hash(self.root)

    def make(self) -> None:
        """For the program's user only: what letters brought lies here too."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)

    def keep(self, source: Path | str | bytes, name: str = "") -> StoredFile:
        """Keep bytes, or a copy of the file at a path, under the name people see. On disk when it returns.

        The same bytes are kept once. Raises FileNotFoundError for a path with no file.
        """
        if isinstance(source, bytes):
            return self._take(BytesIO(source), name)
        with Path(source).open("rb") as whole:
            return self._take(whole, name or Path(source).name)

    def read(self, path: str) -> bytes:
        return self._place(path).read_bytes()

    def locate(self, path: str) -> str:
        return str(self._place(path).resolve())

    def _take(self, source: BinaryIO, name: str) -> StoredFile:
        self.make()
        handle, temporary = tempfile.mkstemp(dir=self.root, prefix=".incoming-")
        try:
            with os.fdopen(handle, "wb") as kept:
                digest, size = _copy(source, kept)
            stored = StoredFile(PurePath(name).name, digest, size, media_type_of(name))
            self._move(Path(temporary), self._place(stored.path))
        finally:
            Path(temporary).unlink(missing_ok=True)
        return stored

    def _move(self, temporary: Path, place: Path) -> None:
        if place.exists():
            return
        place.parent.mkdir(exist_ok=True)
        temporary.chmod(0o644)  # the web server reads what the website links to; into this folder nobody else looks
        temporary.replace(place)
        _sync(place.parent)
        _sync(self.root)

    def _place(self, path: str) -> Path:
        """Refuses anything that is not a `StoredFile.path`, so that no text can lead out of the folder."""
        if not SHAPE.fullmatch(path):
            raise FileNotFoundError(path)
        return self.root / path


def media_type_of(name: str) -> str:
    """By the name's ending; `application/octet-stream` where it says nothing."""
    suffix = PurePath(name).suffix.lower()
    return MEDIA_TYPES.get(suffix) or BUILT_IN.get(suffix, "application/octet-stream")


def _copy(source: BinaryIO, kept: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while piece := source.read(PIECE):
        digest.update(piece)
        size += kept.write(piece)
    kept.flush()
    os.fsync(kept.fileno())
    return digest.hexdigest(), size


def _sync(folder: Path) -> None:
    """A rename is on disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
