"""What a browser brings from the clipboard (a web page, Word, WPS, Excel), as plain HTML: what the styles said in
attributes, what was hidden gone, pictures that came along kept.
"""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from content.file_types import LARGEST_IMAGE, image_suffix
from content.item import StoredFile
from content.text import NOT_TEXT, level

KeepPicture = Callable[[bytes, str], StoredFile | None]
"""Keeps a picture under a name with this ending, `.png`; None where it is none one can publish."""
BEGINS, ENDS = (re.compile(rf"<!--\s{{0,9}}{mark}Fragment\s{{0,9}}-->", re.IGNORECASE) for mark in ("Start", "End"))
TABLE_PARTS = re.compile(r"\s*<(?:tr|td|col|tbody|thead)\b", re.IGNORECASE)
HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
BOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
NOT_BOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
ALIGNED = re.compile(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
NUMBER_OF_WORD = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
INLINE_PICTURE = re.compile(r"data:image/[a-z+.-]+;base64,(?P<bytes>[A-Za-z0-9+/=\s]+)\Z", re.IGNORECASE)
BULLET, SYMBOLS = "· ", "·•●■◆lnuü\u00a7\uf0b7\uf06c\uf0d8"
HOLD_ALIGNMENT = ("p", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Pasted:
    """`lost`: pictures that the clipboard only named, and that nobody can fetch."""

    html: str
    lost: int = 0


def clean_paste(raw: str, keep: KeepPicture) -> Pasted:
    """Never raises for anything in it; what is not text, a table, a list or a picture goes with the next cleaning."""
    fragment = _fragment(raw)
    # Excel's fragment begins inside of its table.
    part = raw if TABLE_PARTS.match(fragment) else fragment
    try:
        root = html.document_fromstring(f"<div>{NOT_TEXT.sub('', part)}</div>", parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, ValueError):
        return Pasted("")
    for element in list(level(root).iter(etree.Element)):
        _settle(element)
    lost = sum(not _kept(image, keep) for image in list(root.iter("img")))
    return Pasted(str(etree.tostring(root, encoding="unicode", method="html")), lost)


def _fragment(raw: str) -> str:
    """What was marked to be pasted; all of it where nothing is."""
    begins = BEGINS.search(raw)
    ends = begins and ENDS.search(raw, begins.end())
    return raw[begins.end() : ends.start()] if begins and ends else raw


def _settle(element: Any) -> None:
    style = element.attrib.pop("style", "")
    if HIDDEN.search(style) and element.getparent() is not None:
        element.drop_tree()
        return
    aligned = ALIGNED.search(style)
    if aligned and element.tag in HOLD_ALIGNMENT:
        element.set("align", aligned[1].lower())
    if NUMBER_OF_WORD.search(style):
        _number(element)
    elif element.tag == "span" and BOLD.search(style):
        element.tag = "strong"
    elif element.tag in ("b", "strong") and NOT_BOLD.search(style):
        element.tag = "span"  # some editors put a whole text into one


def _number(element: Any) -> None:
    """Word brings the number of an entry as text with a row of blanks, and a bullet as a sign of a symbol font."""
    number = "".join(element.itertext()).strip(" \t\r\n\u00a0")
    for child in list(element):
        element.remove(child)
    if number:
        element.text = BULLET if number in SYMBOLS else f"{number}{' ' if number[-1].isalnum() else ''}"


def _kept(image: Any, keep: KeepPicture) -> bool:
    found = INLINE_PICTURE.match(image.get("src", ""))
    file = None
    if found and len(found["bytes"]) <= LARGEST_IMAGE * 4 // 3:
        try:
            content = base64.b64decode(re.sub(r"\s", "", found["bytes"]), validate=True)
        except binascii.Error:
            content = b""
        file = keep(content, image_suffix(content)) if image_suffix(content) else None
    if file is None:
        image.drop_tree()
        return _is_nothing(image)
    image.attrib.pop("width", None)
    image.attrib.pop("height", None)
    image.set("src", file.name)
    return True


def _is_nothing(image: Any) -> bool:
    """Dots that pages count their readers with are no loss."""
    return image.get("width") in ("0", "1") or image.get("height") in ("0", "1") or not image.get("src")
