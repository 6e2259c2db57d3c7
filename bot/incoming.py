"""Reading a form that somebody sent: bounded while it comes in, so that nobody fills memory or disk.

A file that is too large is thrown away as it comes and told by name; the words beside it are kept, so that nobody has
to type anything again. Files go to temporary ones that vanish when they are closed.
"""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Annotated
from urllib.parse import parse_qsl

from fastapi import Depends
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from content.file_types import MEGABYTE

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

LARGEST_FILE = 10 * MEGABYTE
MOST_FILES = 6
LARGEST_FORM = 100 * MEGABYTE
PATIENCE = 300.0
IN_MEMORY = 1 * MEGABYTE
LONGEST_NAME = 120
# It would write a line into the log for every broken form that somebody sends.
logging.getLogger("python_multipart").setLevel(logging.ERROR)
# NUL is refused by PostgreSQL, the others by eyes; line ends and tabs stay.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


class Unreadable(Exception):
    """What came is no form, or far too much. `status` is HTTP's, `says` is for whoever sent it."""

    def __init__(self, status: int, says: str) -> None:
        super().__init__(says)
        self.status = status
        self.says = says


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a form may bring, in bytes and pieces. `form`: as much is read, though not kept, before the connection
    is given up: phones send pictures of any size. `patience`: seconds it may take.
    """

    file: int = LARGEST_FILE
    files: int = MOST_FILES
    words: int = 256 << 10
    form: int = LARGEST_FORM
    fields: int = 60
    patience: float = PATIENCE


PUBLIC = Bounds()


@dataclass(slots=True)
class Upload:
    """A file of a form. `file` is None when its bytes were thrown away: it was too large, or one too many."""

    field: str
    name: str
    size: int = 0
    file: IO[bytes] | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form brought: each field's values in order, and its files."""

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    uploads: Sequence[Upload] = ()

    def text(self, name: str) -> str:
        """The first value without blanks around it; "" where there is none."""
        return next(iter(self.fields.get(name, ())), "").strip()

    def texts(self, name: str) -> Sequence[str]:
        return self.fields.get(name, ())

    def ticked(self, name: str) -> bool:
        return bool(self.text(name))

    def files(self, name: str) -> list[Upload]:
        return [upload for upload in self.uploads if upload.field == name]

    def close(self) -> None:
        for upload in self.uploads:
            if upload.file:
                upload.file.close()


async def incoming(request: Request) -> AsyncIterator[Sent]:
    """The form in a request's body, for as long as it is answered. Raises Unreadable."""
    sent = await read_form(request)
    try:
        yield sent
    finally:
        sent.close()


FormSent = Annotated[Sent, Depends(incoming)]


async def read_form(request: Request, bounds: Bounds = PUBLIC) -> Sent:
    """Raises Unreadable."""
    kind, options = parse_options_header(request.headers.get("content-type"))
    if kind not in (b"multipart/form-data", b"application/x-www-form-urlencoded"):
        raise Unreadable(415, "没有收到表单内容，请从网页上填写后提交。")
    try:
        async with asyncio.timeout(bounds.patience):
            if kind == b"multipart/form-data":
                return await _multipart(request, options.get(b"boundary", b""), bounds)
            return await _plain(request, bounds)
    except TimeoutError:
        raise Unreadable(408, "上传用时太长，没有收完。请在网络好的地方再试，或先不带附件提交。") from None
    except ClientDisconnect:
        raise Unreadable(400, "没有收完就断开了，请再试一次。") from None


async def _plain(request: Request, bounds: Bounds) -> Sent:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > bounds.words:
            raise Unreadable(413, "写的内容太长了，请缩短后再提交，较长的材料可作为附件。")
    try:
        pairs = parse_qsl(body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=bounds.fields)
    except ValueError:
        raise Unreadable(400, "表单内容有误，请从网页上重新填写。") from None
    return _sent(pairs, ())


async def _multipart(request: Request, boundary: bytes, bounds: Bounds) -> Sent:
    parts = _Parts(bounds)
    done = False
    try:
        parser = MultipartParser(boundary, parts.callbacks(), max_size=bounds.form + 1)
        read = 0
        async for piece in request.stream():
            read += len(piece)
            if read > bounds.form:
                raise Unreadable(413, "上传的内容太大了，没有收下。请减少附件或把图片缩小后再提交。")
            parser.write(piece)
        parser.finalize()
        done = parts.ended
    except (FormParserError, ValueError):
        raise Unreadable(400, "表单内容有误，请从网页上重新填写。") from None
    finally:
        if not done:
            parts.close()
    if not done:
        raise Unreadable(400, "没有收完，请再提交一次。")
    return _sent(parts.pairs, parts.uploads)


def _sent(pairs: Sequence[tuple[str, str]], uploads: Sequence[Upload]) -> Sent:
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(clean(value))
    return Sent(fields, uploads)


def clean(text: str) -> str:
    """Line ends as `\\n`, without what cannot be seen or turns the order of what is."""
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _file_name(sent: bytes) -> str:
    """Only the last part of it, whatever folder it claims to be in; its ending stays when it is cut."""
    name = clean(sent.decode("utf-8", "replace")).replace("\\", "/").rpartition("/")[2].replace("\n", "").strip(". ")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: LONGEST_NAME - 12]}{dot}{ending[:10]}" if len(name) > LONGEST_NAME else name


class _Parts:
    """What the parser tells, part by part. Raises Unreadable for too many or too long words."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self.pairs: list[tuple[str, str]] = []
        self.uploads: list[Upload] = []
        self.ended = False
        self._header, self._value, self._disposition = b"", b"", b""
        self._name = ""
        self._words: bytearray | None = None
        self._left = bounds.words

    def callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._part_begin,
            "on_part_data": self._part_bytes,
            "on_part_end": self._part_end,
            "on_header_field": self._header_field,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_end": self._end,
        }

    def close(self) -> None:
        for upload in self.uploads:
            if upload.file:
                upload.file.close()

    def _part_begin(self) -> None:
        self._disposition = b""

    def _header_field(self, piece: bytes, start: int, end: int) -> None:
        self._header += piece[start:end]

    def _header_value(self, piece: bytes, start: int, end: int) -> None:
        self._value += piece[start:end]

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header, self._value = b"", b""

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        self._name = options.get(b"name", b"").decode("utf-8", "replace")
        if len(self.pairs) + len(self.uploads) >= self._bounds.fields:
            raise Unreadable(400, "表单的项目太多了，请从网页上重新填写。")
        if b"filename" not in options:
            self._words = bytearray()
            return
        self._words = None
        room = sum(upload.file is not None for upload in self.uploads) < self._bounds.files
        kept = SpooledTemporaryFile(IN_MEMORY) if room else None  # noqa: SIM115  # closed by whoever reads the form
        self.uploads.append(Upload(self._name, _file_name(options[b"filename"]), file=kept))

    def _part_bytes(self, piece: bytes, start: int, end: int) -> None:
        if self._words is None:
            self._keep(self.uploads[-1], piece[start:end])
            return
        self._left -= end - start
        if self._left < 0:
            raise Unreadable(413, "写的内容太长了，请缩短后再提交，较长的材料可作为附件。")
        self._words += piece[start:end]

    def _keep(self, upload: Upload, piece: bytes) -> None:
        upload.size += len(piece)
        if upload.file and upload.size > self._bounds.file:
            upload.file.close()
            upload.file = None
        if upload.file:
            upload.file.write(piece)

    def _part_end(self) -> None:
        if self._words is not None:
            self.pairs.append((self._name, self._words.decode("utf-8", "replace")))
            return
        upload = self.uploads[-1]
        if upload.file:
            upload.file.seek(0)
        if not upload.name and not upload.size:  # an empty file field of a browser
            self.uploads.pop()
            if upload.file:
                upload.file.close()

    def _end(self) -> None:
        self.ended = True
