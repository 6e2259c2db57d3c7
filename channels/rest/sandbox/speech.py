"""XML in GBK, as the platform takes and gives it."""

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, tostring

from defusedxml.ElementTree import ParseError, fromstring

ENCODING = "gbk"
DECLARED = '<?xml version="1.0" encoding="GBK"?>'
TYPE = "application/xml; charset=GBK"

Said = Mapping[str, Any]


class Malformed(ValueError):
    """Not what the interface describes."""


def read(content: bytes, content_type: str) -> Element:
    """The request's root element. Raises `Malformed`."""
    if content_type.replace(" ", "").lower() != TYPE.replace(" ", "").lower():
        raise Malformed(f"Content-Type 应为 {TYPE}")
    try:
        text = content.decode(ENCODING)
    except UnicodeDecodeError:
        raise Malformed("正文不是 GBK 编码") from None
    if not text.startswith(DECLARED):
        raise Malformed("首行声明应为 GBK")
    try:
        # Decoded before: the parser knows no multi-byte encodings.
        root: Element = fromstring(text.removeprefix(DECLARED).strip(), forbid_dtd=True)
    except (ParseError, ValueError):
        raise Malformed("正文不是合格的 XML") from None
    if root.tag != "request":
        raise Malformed("根元素应为 request")
    return root


def texts(root: Element, known: Sequence[str], lists: Sequence[str] = ()) -> dict[str, str]:
    """The texts of its elements by name. Raises `Malformed` for elements that nobody described, or twice."""
    found: dict[str, str] = {}
    for child in root:
        if child.tag in lists:
            continue
        if child.tag not in known or child.tag in found or len(child):
            raise Malformed(f"不认识的元素 {child.tag}")
        found[child.tag] = child.text or ""
    return found


def written(said: Said) -> bytes:
    """`{"response": {...}}` as XML; what GBK does not have becomes a character reference."""
    root = Element("response")
    _fill(root, said)
    return f"{DECLARED}\n{tostring(root, encoding='unicode')}".encode(ENCODING, "xmlcharrefreplace")


def _fill(parent: Element, said: Said) -> None:
    for name, value in said.items():
        child = Element(name)
        if isinstance(value, Mapping):
            _fill(child, value)
        else:
            child.text = str(value)
        parent.append(child)
