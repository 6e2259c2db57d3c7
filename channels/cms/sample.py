"""The item a website is tried with: it says itself that it is a trial, and holds what servers like to spoil."""

import hashlib
import struct
import zlib
from collections.abc import Callable
from datetime import date, datetime

from content.edition import Edition, digest_of
from content.item import Item, SecrecyReview, StoredFile
from content.zone import to_the_minute

TITLE = "【接口联调测试，请忽略】“引号”、<尖括号>、& 和生僻字𠮷"
HTML = """<p>这是接口联调用的测试稿件，{at}发出，随后会自动撤下。{more}</p>
<table><thead>
<tr><th>项目</th><th>数量</th></tr></thead><tbody>
<tr><td>检查 &amp; 复查</td><td>3</td></tr></tbody></table>
<p><img src="files/{picture}" alt="测试图片"></p>
<p>第二段：“引号”和——破折号，<strong>加粗</strong>，<a href="https://www.example.gov.cn/?a=1&amp;b=2">链接</a>。</p>"""
CORRECTED = "这一句是更正以后的。"
SIDE = 48

Keep = Callable[[bytes, str], StoredFile]


class SampleFiles:
    """Keeps a sample's files for who has no files folder."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def keep(self, content: bytes, name: str) -> StoredFile:
        media_type = "image/png" if name.endswith(".png") else "text/plain"
        file = StoredFile(name, hashlib.sha256(content).hexdigest(), len(content), media_type)
        self._kept[file.path] = content
        return file

    def read(self, path: str) -> bytes:
        return self._kept[path]


def sample_edition(keep: Keep, column: str, at: datetime, *, number: int) -> Edition:
    """The first of them is published, the second corrects it. Each moment's is an item of its own."""
    picture = keep(_picture(), "测试图片.png")
    attachment = keep("接口联调用的测试附件。\n".encode(), "测试附件（一）.txt")
    more = CORRECTED if number > 1 else ""
    item = Item(
        title=TITLE,
        column=column,
        unit="接口联调",
        html=HTML.format(at=to_the_minute(at), more=more, picture=picture.path),
        document_number="测试〔2026〕1号",
        made_on=date(2026, 3, 2),
        summary="接口联调用的测试稿件。",
        keywords=("测试",),
        images=(picture,),
        attachments=(attachment,),
        secrecy=SecrecyReview("接口联调", date(2026, 3, 2), "可以公开"),
    )
    name = f"ceshi-{at:%Y%m%d%H%M%S}"
    return Edition(name, number, f"CESHI/{at:%Y%m%d%H%M%S}", item, digest_of(item), at, "接口联调")


def _picture() -> bytes:
    """A red square as PNG, without a library: the same bytes every time."""
    rows = (b"\0" + b"\xc8\x1e\x1e" * SIDE) * SIDE
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
