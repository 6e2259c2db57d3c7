"""An answer as rules and JMESPath see it: `{status, headers, cookies, body}`, whatever it is written in."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import lxml.etree
import lxml.html
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from channels.http import Answer
from channels.rest.steps import Form

CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
DECLARED = re.compile(rb"\A\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w-]+)[\"']")
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
LOOKS_LIKE_HTML = re.compile(r"\A\s*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
# What sites call by its older names is written in the newest, which holds them all.
NO_CONTENT = 204
CHINESE = frozenset({"gbk", "gb2312", "cp936", "x-gbk"})


@dataclass(frozen=True, slots=True)
class View:
    """`is_page`: a web page came where none was expected. `is_strange`: it is not written as the mapping says.
    `is_empty`: nothing came, and the status does not say that this is meant.
    """

    status: int
    headers: Mapping[str, str]
    body: Any
    is_page: bool = False
    is_strange: bool = False
    is_empty: bool = False
    cookies: Mapping[str, str] = field(default_factory=dict)

    @property
    def tree(self) -> dict[str, Any]:
        """What JMESPath is asked over."""
        headers, cookies = dict(self.headers), dict(self.cookies)
        return {"status": self.status, "headers": headers, "cookies": cookies, "body": self.body}


def view_of(answer: Answer, form: Form, *, encoding: str, lists: Collection[str] = ()) -> View:
    """Never raises: what cannot be read is text, and strange."""
    text = text_of(answer, encoding, is_json=form == "json")
    body: Any = text
    is_page = form not in {"html", "text"} and _is_page(answer, text)
    is_strange = False
    is_empty = not text.strip() and answer.status != NO_CONTENT
    if not text.strip():
        body = None if form in {"json", "xml"} else text
    elif form == "json" and not is_page:
        body, is_strange = _json(text)
    elif form == "xml" and not is_page:
        body, is_strange = _xml(text, lists)
    elif form == "html" or is_page:
        body = _page(text)
    is_what = {"is_page": is_page, "is_strange": is_strange, "is_empty": is_empty}
    return View(answer.status, answer.headers, body, cookies=answer.cookies, **is_what)


def text_of(answer: Answer, encoding: str, *, is_json: bool = False) -> str:
    """By what the answer says of itself, else in the mapping's encoding; what cannot be read is replaced.

    JSON is UTF-8 where it says nothing (RFC 8259), and the mapping's encoding only where it cannot be that.
    """
    declared = DECLARED.match(answer.content[:200])
    said = CHARSET.search(answer.media_type)
    name = declared[1].decode() if declared else said[1] if said else ""
    if is_json and not name and (text := _strictly(answer.content)) is not None:
        return text
    name = (name or encoding).lower()
    name = "utf-8-sig" if name in {"utf-8", "utf8"} else name
    try:
        return answer.content.decode("gb18030" if name in CHINESE else name, errors="replace")
    except LookupError:
        return answer.content.decode(errors="replace")


def _strictly(content: bytes) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _is_page(answer: Answer, text: str) -> bool:
    if "xhtml" in answer.media_type or LOOKS_LIKE_HTML.match(text):
        return True
    # Some interfaces call their JSON text/html.
    return "text/html" in answer.media_type and text.lstrip()[:1] not in {"{", "[", "<"} and "<" in text


def _json(text: str) -> tuple[Any, bool]:
    try:
        return json.loads(text), False
    except (ValueError, RecursionError):
        return text, True


def _xml(text: str, lists: Collection[str]) -> tuple[Any, bool]:
    # The text is decoded already, and the parser knows few encodings.
    try:
        root = fromstring(DECLARATION.sub("", text, count=1))
        return {_name(root): _element(root, frozenset(lists))}, False
    except (ParseError, DefusedXmlException, ValueError, RecursionError):
        return text, True


def _element(element: Element, lists: frozenset[str]) -> Any:
    tree: dict[str, Any] = {f"@{_local(name)}": value for name, value in element.attrib.items()}
    for child in element:
        name, value = _name(child), _element(child, lists)
        if name in tree and not isinstance(tree[name], list):
            tree[name] = [tree[name]]
        if name in lists or name in tree:
            tree.setdefault(name, []).append(value)
        else:
            tree[name] = value
    text = (element.text or "").strip() if len(element) else element.text or ""
    if not tree:
        return text
    return {**tree, "#text": text} if text else tree


def _name(element: Element) -> str:
    return _local(str(element.tag))


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _page(text: str) -> Any:
    try:
        root = lxml.html.document_fromstring(DECLARATION.sub("", text, count=1))
    except (lxml.etree.ParserError, ValueError):
        return {"title": "", "text": "", "html": text}
    title = " ".join(root.xpath("string(//title)").split())
    return {"title": title, "text": " ".join(root.text_content().split()), "html": text}
