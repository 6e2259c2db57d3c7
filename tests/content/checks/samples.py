"""An item with nothing wrong in it, files in memory, and files of every kind made on the fly."""

import hashlib
import zipfile
from datetime import date
from io import BytesIO
from typing import Any

from content.item import Item, SecrecyReview, StoredFile

TODAY = date(2026, 9, 1)
SECRECY = SecrecyReview(by="王五", on=date(2026, 8, 31), conclusion="可以公开")


class MemoryFiles:
    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def keep(self, content: bytes, name: str) -> StoredFile:
        file = StoredFile(name, hashlib.sha256(content).hexdigest(), len(content), "application/octet-stream")
        self._kept[file.path] = content
        return file

    def read(self, path: str) -> bytes:
        if path not in self._kept:
            raise FileNotFoundError(path)
        return self._kept[path]

    def locate(self, path: str) -> str:
        return path


def an_item(**fields: Any) -> Item:
    values = {
        "title": "关于开展安全生产检查的通知",
        "column": "通知公告",
        "unit": "综合办公室",
        "html": "<p>请各单位配合检查。</p>",
        "made_on": date(2026, 8, 30),
        "summary": "九月起开展安全生产检查。",
        "legal_basis": "第二十条（十二）",
        "secrecy": SECRECY,
    }
    return Item(**{**values, **fields})


def packed(parts: dict[str, bytes | str]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return content.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str = "", **parts: str) -> bytes:
    """`parts`: more parts by the name of their file, `header1`, `comments`, …, each as runs of text."""
    inside = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    for name, text in parts.items():
        inside[f"word/{name}.xml"] = f"<w:{name.rstrip('1')} {W}>{text}</w:{name.rstrip('1')}>"
    return packed(inside)


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def pdf(*pages: str) -> bytes:
    """A PDF of one line of ASCII a page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for text in pages:
        stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET" if text else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    written = b"%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\n"
    return written + tail.encode() + f"startxref\n{len(written)}\n%%EOF".encode()


def ofd(*texts: tuple[float, str]) -> bytes:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    objects = "".join(
        f'<ofd:TextObject Boundary="{at * 20} {line} 18 5"><ofd:TextCode>{text}</ofd:TextCode></ofd:TextObject>'
        for at, (line, text) in enumerate(texts)
    )
    page = f"<ofd:Page {space}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
    return packed({"OFD.xml": f"<ofd:OFD {space}/>", "Doc_0/Pages/Page_0/Content.xml": page})
