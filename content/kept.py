"""The files of a draft: kept when they came, and found by the names its text calls them by."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from content.enclosures import Enclosures
from content.file_types import IMAGES, VIDEOS
from content.item import StoredFile
from content.problems import Problem


class KeptFiles(Enclosures):
    """Enclosures whose files were looked at and kept before: nothing is read from the disk again."""

    def __init__(self, files: Iterable[StoredFile]) -> None:
        super().__init__(Path(), _keeps_nothing)
        self._named = {file.name: file for file in files}

    def _image(self, ref: str, field: str, where: str) -> StoredFile | None:
        return self._of_kind(ref, field, where, lambda file: file.suffix in IMAGES)

    def _attachment(self, ref: str, field: str, where: str) -> StoredFile | None:
        return self._of_kind(ref, field, where, lambda _file: True)

    def _video(self, ref: str, where: str) -> StoredFile | None:
        return self._of_kind(ref, "video", where, lambda file: file.suffix in VIDEOS)

    def _of_kind(self, ref: str, field: str, where: str, fits: Callable[[StoredFile], bool]) -> StoredFile | None:
        name = PurePosixPath(ref.strip()).name
        file = self._named.get(name)
        if file is not None and fits(file):
            return file
        code, says = ("wrong_file_type", f"“{name}”不能用在这里") if file else ("missing_file", self._missing(name))
        self.refuse(Problem(code, field, says, blocks=True, quote=ref, where=where))
        return None

    def _missing(self, name: str) -> str:
        near = get_close_matches(name, self._named, n=1, cutoff=0.7)
        return f"没有上传过文件“{name}”{f'，是不是“{near[0]}”？' if near else '，请先上传，或删去这一处'}"


def _keeps_nothing(_source: object, name: str) -> StoredFile:
    raise NotImplementedError(name)
