"""The folder of a year's report: what was generated is generated anew, what a person edited is never written over."""

import fcntl
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from bot.actions.errors import CannotDo
from content.report.text_file import of_bytes
from content.zone import SHANGHAI

TEXT = "文字.md"
"""What staff edit."""
CHECKING = "核对.html"
"""What staff check the figures with."""
EARLIER = "改动前的文字"
"""The folder in it that keeps what stood in TEXT before each change in the browser."""
MANIFEST = ".生成的文件.json"


@dataclass(frozen=True, slots=True)
class Written:
    """`instead_of`: the document somebody edited, beside which this one was written; None for none."""

    path: Path
    instead_of: Path | None = None


class ReportFolder:
    """Made when something is put there; for its owner only. The manifest knows each generated file by its digest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def text(self) -> str:
        """What staff have written so far; "" for nothing. Raises CannotDo for what is no text."""
        file = self.folder / TEXT
        if not file.is_file():
            return ""
        try:
            return of_bytes(file.read_bytes())
        except ValueError:
            says = f"{file} 不是文字文件，或编码认不出来，没有动它；请把它另存为 UTF-8，再来一次。"
            raise CannotDo(says) from None

    def keep_text(self, text: str) -> None:
        if text != self.text():
            _write(self.folder / TEXT, text.encode())

    def change_text(self, change: Callable[[str], str], *, by: str = "", now: datetime | None = None) -> str:
        """What `change` makes of the text, kept; nobody else changes it here meanwhile. Raises CannotDo as `text`.

        `by` and `now`: of a person, whose change leaves the text as it was before in EARLIER.
        """
        with self._alone():
            before = self.text()
            text = change(before)
            if before and now and text != before:
                wanted = self.folder / EARLIER / _earlier_name(by, now)
                _write(next(path for path in _names(wanted) if not path.exists()), before.encode())
            self.keep_text(text)
        return text

    def earlier(self) -> list[str]:
        """The names of the texts that people changed, the newest first."""
        return sorted((path.name for path in (self.folder / EARLIER).glob("*.md")), reverse=True)

    def put(self, name: str, content: bytes) -> Written:
        """Write a generated file, beside the one of this name where a person has edited that."""
        wanted = self.folder / name
        with self._alone():
            made = self._manifest()
            path = next(path for path in _names(wanted) if _may_write(path, content, made))
            _write(path, content)
            made[path.name] = _digest(content)
            _write(self.folder / MANIFEST, json.dumps(made, ensure_ascii=False, indent=1).encode())
        return Written(path, None if path == wanted else wanted)

    def generated(self, name: str) -> bytes | None:
        """The file as it was generated last; None where there is none, or somebody edited it."""
        file = self.folder / name
        content = file.read_bytes() if file.is_file() else b""
        return content if _digest(content) == self._manifest().get(name) else None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Else what somebody else makes here at the same time would be taken for edited by hand."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _manifest(self) -> dict[str, str]:
        """Without it, or with one that somebody spoilt, every file counts as a person's."""
        try:
            made = json.loads((self.folder / MANIFEST).read_bytes())
        except (OSError, ValueError):
            return {}
        return made if isinstance(made, dict) else {}


def _earlier_name(by: str, now: datetime) -> str:
    who = by.replace("/", "／")
    return f"{now.astimezone(SHANGHAI):%Y-%m-%d %H%M%S} {who}改之前.md"


def _may_write(path: Path, content: bytes, made: Mapping[str, str]) -> bool:
    return not path.exists() or _digest(path.read_bytes()) in (made.get(path.name), _digest(content))


def _names(wanted: Path) -> Iterator[Path]:
    yield wanted
    yield from (wanted.with_stem(f"{wanted.stem}（{number}）") for number in count(2))


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, for its owner only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
