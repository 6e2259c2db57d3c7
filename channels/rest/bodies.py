"""What a step sends, as the bytes that go over the wire: a JSON tree, form fields, a form with files, XML, text."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
# What XML 1.0 cannot hold, not even as a reference.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What documents call by its older names: sent as these, so that the other side reads what it declares.
WRITTEN_AS = {"gb2312": "gbk", "x-gbk": "gbk", "cp936": "gbk"}


@dataclass(frozen=True, slots=True)
class Body:
    content: bytes
    type: str


@dataclass(frozen=True, slots=True)
class FilePart:
    content: bytes
    name: str
    type: str


def as_json(tree: Any) -> Body:
    """JSON is UTF-8, whatever the rest is. Raises TypeError for what JSON cannot say (a file's bytes)."""
    return Body(json.dumps(tree, ensure_ascii=False).encode(), JSON)


def as_form(fields: Mapping[str, Any], encoding: str) -> Body:
    return Body(encoded_pairs(dict(fields), encoding).encode("ascii"), FORM)


def as_text(text: str, encoding: str) -> Body:
    return Body(encoded(text, encoding), f"text/plain; charset={encoding}")


def as_xml(text: str, encoding: str) -> Body:
    """With its declaration; what the encoding cannot say becomes a character reference."""
    name = WRITTEN_AS.get(encoding.lower(), encoding)
    whole = f'<?xml version="1.0" encoding="{name.upper()}"?>\n{NOT_IN_XML.sub("", text).strip()}'
    return Body(encoded(whole, name), f"application/xml; charset={name.upper()}")


def as_multipart(parts: Mapping[str, Any], encoding: str) -> Body:
    """Texts and files; names of files as they are, in `encoding`, as browsers do."""
    pieces = list(_pieces(parts, encoding))
    # The border is made of what it borders: the same form is always the same bytes.
    border = b"gongkai-" + sha256(b"".join(pieces)).hexdigest()[:40].encode()
    whole = b"".join(b"--" + border + b"\r\n" + piece + b"\r\n" for piece in pieces) + b"--" + border + b"--\r\n"
    return Body(whole, f"multipart/form-data; boundary={border.decode()}")


def encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding, errors="xmlcharrefreplace")


def encoded_pairs(fields: Mapping[str, Any], encoding: str) -> str:
    """`a=1&b=2`; a list repeats its field."""
    return urlencode(list(_pairs(fields)), encoding=encoding, errors="xmlcharrefreplace")


def as_word(value: Any) -> str:
    """A value outside JSON: yes and no as JSON has them, nothing as nothing, a list with commas."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ",".join(as_word(one) for one in value)
    if isinstance(value, bytes):
        raise TypeError("文件内容要先经过 base64 才能放进文字")
    return "" if value is None else str(value)


def _pairs(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        many: Iterable[Any] = value if isinstance(value, list | tuple) else [value]
        yield from ((name, as_word(one)) for one in many)


def _pieces(parts: Mapping[str, Any], encoding: str) -> Iterator[bytes]:
    for name, value in parts.items():
        disposition = f'Content-Disposition: form-data; name="{_quoted(name)}"'
        if isinstance(value, FilePart):
            head = f'{disposition}; filename="{_quoted(value.name)}"\r\nContent-Type: {value.type}\r\n\r\n'
            yield encoded(head, encoding) + value.content
        else:
            for one in value if isinstance(value, list | tuple) else [value]:
                yield encoded(f"{disposition}\r\n\r\n{as_word(one)}", encoding)


def _quoted(name: str) -> str:
    """Source: WHATWG HTML, multipart/form-data encoding algorithm."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
