"""The files an item brings along: found beside it, looked at, kept; each reference once."""

import unicodedata
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from content import file_types
from content.item import StoredFile
from content.problems import Problem

Keep = Callable[[bytes | Path, str], StoredFile]
"""Keeps bytes, or the file at a path, under a name; `FilesFolder.keep` is one."""

BY_PATH = 8 * file_types.MEGABYTE
"""Larger files are kept from their path, never read into memory."""


class Enclosures:
    """Files named by the item file in `folder`. What is wrong with them gathers in `problems`."""

    def __init__(self, folder: Path, keep: Keep) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self._keep = keep
        self._seen: dict[tuple[str, str], StoredFile | None] = {}
        self.images: list[StoredFile] = []
        self.attachments: list[StoredFile] = []

    def image(self, ref: str, *, field: str, where: str) -> StoredFile | None:
        return self._once("image", ref, lambda: self._image(ref, field, where))

    def body_image(self, ref: str, where: str) -> StoredFile | None:
        """An image in the text: also listed in `images`."""
        file = self.image(ref, field="body", where=where)
        return self._listed(file, self.images)

    def embedded_image(self, name: str, content: bytes, where: str) -> StoredFile | None:
        """A picture that came inside a Word file."""
        if fault := file_types.image_fault(name, content):
            self.refuse(Problem("broken_image", "body", fault, blocks=True, quote=name, where=where))
            return None
        return self._listed(self._keep(content, name), self.images)

    def attachment(self, ref: str, *, field: str, where: str) -> StoredFile | None:
        """A file named in the list of attachments or linked from the text."""
        file = self._once("attachment", ref, lambda: self._attachment(ref, field, where))
        return self._listed(file, self.attachments)

    def video(self, ref: str, where: str) -> StoredFile | None:
        return self._once("video", ref, lambda: self._video(ref, where))

    def refuse(self, problem: Problem) -> None:
        self.problems.append(problem)

    def _once(self, kind: str, ref: str, find: Callable[[], StoredFile | None]) -> StoredFile | None:
        if (kind, ref) not in self._seen:
            self._seen[kind, ref] = find()
        return self._seen[kind, ref]

    @staticmethod
    def _listed(file: StoredFile | None, files: list[StoredFile]) -> StoredFile | None:
        if file is not None and file not in files:
            files.append(file)
        return file

    def _image(self, ref: str, field: str, where: str) -> StoredFile | None:
        path = self._found(ref, field, where, file_types.LARGEST_IMAGE)
        if path is None:
            return None
        content = path.read_bytes()
        if fault := file_types.image_fault(path.name, content):
            self.refuse(Problem("broken_image", field, f"{ref}：{fault}", blocks=True, quote=ref, where=where))
            return None
        return self._keep(content, path.name)

    def _attachment(self, ref: str, field: str, where: str) -> StoredFile | None:
        path = self._found(ref, field, where, file_types.LARGEST_ATTACHMENT)
        if path is None:
            return None
        if fault := file_types.attachment_fault(path.name, path):
            says = f"{ref}：{fault}"
            self.refuse(Problem("wrong_file_type", field, says, blocks=True, quote=ref, where=where))
            return None
        return self._kept(path)

    def _video(self, ref: str, where: str) -> StoredFile | None:
        path = self._found(ref, "video", where, file_types.LARGEST_VIDEO)
        if path is None:
            return None
        if file_types.suffix_of(path.name) not in file_types.VIDEOS:
            says = f"{ref} 不是视频文件，请用 MP4"
            self.refuse(Problem("wrong_file_type", "video", says, blocks=True, quote=ref, where=where))
            return None
        return self._keep(path, path.name)

    def _kept(self, path: Path) -> StoredFile:
        return self._keep(path if path.stat().st_size > BY_PATH else path.read_bytes(), path.name)

    def _found(self, ref: str, field: str, where: str, largest: int) -> Path | None:
        try:
            code, says, path = self._look(ref, largest)
        except (OSError, ValueError):  # a name too long for the disk, or with characters no name can have
            code, says, path = "missing_file", f"文件名“{ref[:60]}”写法不对", None
        if code:
            self.refuse(Problem(code, field, says, blocks=True, quote=ref, where=where))
            return None
        return path

    def _look(self, ref: str, largest: int) -> tuple[str, str, Path | None]:
        """(problem code, its words, None) or ("", "", the file)."""
        named = PurePosixPath(ref.strip().replace("\\", "/"))
        if named.is_absolute() or ".." in named.parts or ":" in ref:
            return "outside_folder", f"“{ref}”不在稿件所在的文件夹里；请把文件复制到稿件旁边再引用", None
        path = self.folder / named
        if self._has_link(named):
            return "outside_folder", f"“{ref}”是快捷方式（符号链接），请换成文件本身", None
        if not path.is_file():
            return "missing_file", f"找不到文件 {path}{self._near(path)}", None
        size = path.stat().st_size
        if size == 0:
            return "empty_file", f"{ref} 是空文件", None
        if size > largest:
            limit = largest // file_types.MEGABYTE
            return "too_large", f"{ref} 有 {size / file_types.MEGABYTE:.0f} MB，最多 {limit} MB", None
        return "", "", path

    def _has_link(self, named: PurePosixPath) -> bool:
        steps = [named, *named.parents]
        return any((self.folder / step).is_symlink() for step in steps if step.parts)

    def _near(self, path: Path) -> str:
        if not path.parent.is_dir():
            return f"（没有文件夹“{path.parent.name}”）"
        there = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
        same = [name for name in there if _loose(name) == _loose(path.name)]
        near = same or get_close_matches(path.name, there, n=1, cutoff=0.7)
        return f"，是不是“{near[0]}”？" if near else ""


def _loose(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def as_written(address: str) -> str:
    """A link's address as a file name: `%E5%9B%BE.jpg` is `图.jpg`."""
    return unquote(address, errors="replace")
