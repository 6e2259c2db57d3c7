"""Attachments of types that a site refuses: zipped, or left out, and said beforehand."""

import io
import zipfile
from collections.abc import Iterator, Mapping

from content.item import Item, StoredFile
from content.problems import Problem

# Every zip of the same bytes is the same, so that it is found again by its hash.
MADE = (2000, 1, 1, 0, 0, 0)


def is_skipped(file: StoredFile, fallbacks: Mapping[str, str]) -> bool:
    return fallbacks.get(file.suffix) == "skip"


def is_zipped(file: StoredFile, fallbacks: Mapping[str, str]) -> bool:
    return fallbacks.get(file.suffix) == "zip"


def offered_as(file: StoredFile, fallbacks: Mapping[str, str]) -> str:
    """The name readers see."""
    return f"{file.name}.zip" if is_zipped(file, fallbacks) else file.name


def fallback_problems(item: Item, fallbacks: Mapping[str, str], where: str) -> Iterator[Problem]:
    """Warnings: what will become of which file. A picture in the text can be neither packed nor left out."""
    for file in filter(lambda file: _goes_out(item, file), item.files):
        if file.suffix in fallbacks and f'src="files/{file.path}"' in item.html:
            says = f"{where}不收 {file.suffix} 图片：请把“{file.name}”换成 JPG 或 PNG 图片。"
            yield Problem("picture_not_taken", "body", says, blocks=True, quote=file.name)
        elif is_zipped(file, fallbacks):
            says = f"{where}不收 {file.suffix} 文件：“{file.name}”将压缩成“{offered_as(file, fallbacks)}”提供下载。"
            yield Problem("attachment_zipped", "attachments", says, blocks=False, quote=file.name)
        elif is_skipped(file, fallbacks):
            says = f"{where}不收 {file.suffix} 文件：“{file.name}”不会上传，网页上只留名称。建议另附 PDF。"
            yield Problem("attachment_skipped", "attachments", says, blocks=False, quote=file.name)


def _goes_out(item: Item, file: StoredFile) -> bool:
    """Not so a cover that is no picture of the text."""
    return file in item.attachments or file == item.video or f'"files/{file.path}"' in item.html


def zipped(name: str, content: bytes) -> bytes:
    """A zip of one file; the same bytes always give the same zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(name, MADE)
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, content)
    return out.getvalue()
