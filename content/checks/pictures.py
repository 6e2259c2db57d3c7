"""Pictures: a text for those who do not see them, and no place of the camera in them."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO

from content.item import Item, StoredFile
from content.problems import Problem
from content.shelf import Files

_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""\b(?P<name>alt|src|role|aria-hidden)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""", re.IGNORECASE
)
_NO_TEXT = re.compile(
    r"^(?:图片?|image|img|photo|picture|截图|微信图片|[\w.-]+\.(?:jpe?g|png|gif|webp|bmp)|[\d_-]+)$", re.IGNORECASE
)
_GPS = 0x8825
_GPS_PLACE = (2, 4)  # latitude, longitude
_PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"})


def without_alt(item: Item) -> Iterator[Problem]:
    """Images of the text without an alternative text. Those marked as decoration are fine."""
    names = {file.path: file.name for file in item.images}
    for tag in _IMAGE.findall(item.html):
        said = {
            match["name"].lower(): unescape(match["double"] or match["single"] or "")
            for match in _ATTRIBUTE.finditer(tag)
        }
        if said.get("role") in {"presentation", "none"} or said.get("aria-hidden") == "true":
            continue
        source = said.get("src", "")
        name = names.get(source.removeprefix("files/"), source.rpartition("/")[2])
        if not said.get("alt", "").strip():
            says = f"图片“{name}”没有文字说明（alt），看不见图的人读不到，请写明图里是什么。"
            yield Problem("missing_alt", "body", says, blocks=False, quote=name)
        elif _NO_TEXT.match(said["alt"].strip()):
            says = f"图片“{name}”的文字说明“{said['alt']}”没有说图里是什么，请改写。"
            yield Problem("missing_alt", "body", says, blocks=False, quote=name)


def with_location(item: Item, files: Files) -> Iterator[Problem]:
    """Photographs that tell where they were taken (EXIF GPS)."""
    cover = (item.cover,) if item.cover else ()
    for file in {file.path: file for file in (*cover, *item.images, *item.attachments)}.values():
        if file.suffix in _PHOTOS and _has_place(file, files):
            says = f"图片“{file.name}”里存有拍摄地点（GPS），请另存为不带位置的图片。"
            yield Problem("image_location", "images", says, blocks=False, quote=file.name, where=file.name)


def _has_place(file: StoredFile, files: Files) -> bool:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  # slow to load, and most items have none

    try:
        with Image.open(BytesIO(files.read(file.path))) as image:
            place = image.getexif().get_ifd(_GPS)
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, ValueError):
        return False
    return any(part in place for part in _GPS_PLACE)
