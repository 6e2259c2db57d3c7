"""The platform's XML, read without anything that makes XML dangerous, and written without anything that breaks it."""

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from bot.chat.crypto import NotAccepted

Content = Mapping[str, Any]
"""By the elements' names: text, or what is inside; a list where an element is repeated."""

DEEPEST = 8
# What XML cannot hold, in any form.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
)


def read(content: bytes) -> Content:
    """What is in `<xml>`. Raises NotAccepted (400) for anything that is no plain, shallow XML without a DTD."""
    try:
        root = etree.fromstring(content, _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        raise NotAccepted(400, "the body is no XML") from None
    if root.tag != "xml" or root.getroottree().docinfo.doctype:
        raise NotAccepted(400, "the body is not the XML of a message")
    return _inside(root, DEEPEST)


def cdata(text: str) -> str:
    """A CDATA section that no text can end, without characters that XML cannot hold."""
    return f"<![CDATA[{FORBIDDEN.sub('', text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def _inside(element: Any, deepest: int) -> dict[str, Any]:
    if not deepest:
        raise NotAccepted(400, "the XML is nested too deep")
    found: dict[str, Any] = {}
    for child in element:
        value = _inside(child, deepest - 1) if len(child) else child.text or ""
        if child.tag not in found:
            found[child.tag] = value
        elif isinstance(found[child.tag], list):
            found[child.tag].append(value)
        else:
            found[child.tag] = [found[child.tag], value]
    return found
