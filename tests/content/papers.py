"""Item files for the tests: Markdown with its front matter, Word files made of raw parts, and files to bring along."""

import hashlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from PIL import Image

from content.files import read_item
from content.item import Item, StoredFile
from content.problems import Problem

COLUMNS, CHANNELS = ("通知公告", "政策解读"), ("website", "wechat")
FRONT = "title: 关于开展安全生产检查的通知\ncolumn: 通知公告\nunit: 综合办公室\n"

OFFICE = "http://schemas.openxmlformats.org"
NAMES = (
    f'xmlns:w="{OFFICE}/wordprocessingml/2006/main" xmlns:r="{OFFICE}/officeDocument/2006/relationships" '
    f'xmlns:wp="{OFFICE}/drawingml/2006/wordprocessingDrawing" xmlns:a="{OFFICE}/drawingml/2006/main" '
    f'xmlns:pic="{OFFICE}/drawingml/2006/picture" xmlns:m="{OFFICE}/officeDocument/2006/math"'
)
RELATIONS = f'xmlns="{OFFICE}/package/2006/relationships"'
TYPES, PNG = f'xmlns="{OFFICE}/package/2006/content-types"', 'Extension="png" ContentType="image/png"'
KINDS = f"{OFFICE}/officeDocument/2006/relationships"


class Desk:
    """A folder to write item files in, and what was kept of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept: dict[str, StoredFile] = {}

    def keep(self, source: bytes | Path, name: str) -> StoredFile:
        content = source if isinstance(source, bytes) else source.read_bytes()
        file = StoredFile(name, hashlib.sha256(content).hexdigest(), len(content), "application/octet-stream")
        self.kept[name] = file
        return file

    def put(self, name: str, content: bytes | str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def picture(self, name: str, size: tuple[int, int] = (60, 40)) -> Path:
        return self.put(name, picture(Path(name).suffix, size))

    def read(self, name: str) -> tuple[Item | None, list[Problem]]:
        return read_item(self.folder / name, self.keep, COLUMNS, CHANNELS)

    def markdown(self, body: str, front: str = FRONT) -> tuple[Item | None, list[Problem]]:
        self.put("稿.md", f"---\n{front}---\n{body}")
        return self.read("稿.md")

    def html(self, body: str) -> str:
        """What a body without faults becomes."""
        item, problems = self.markdown(body)
        assert item is not None
        assert problems == []
        return item.html

    def word(self, body: str, front: str = FRONT, **parts: str) -> tuple[Item | None, list[Problem]]:
        self.put("稿.docx", word_file(body, **parts))
        self.put("稿.yaml", front)
        return self.read("稿.docx")


def picture(suffix: str, size: tuple[int, int] = (60, 40)) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, "navy").save(written, "JPEG" if suffix == ".jpg" else suffix[1:].upper())
    return written.getvalue()


def word_file(body: str, *, numbering: str = "", styles: str = "") -> bytes:
    """A .docx of the document's body, its numbering and its styles, all as raw XML."""
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", f"<Types {TYPES}><Default {PNG}/></Types>")
        archive.writestr("_rels/.rels", relation("officeDocument", "word/document.xml"))
        archive.writestr("word/_rels/document.xml.rels", relation("image", "media/p.png"))
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/numbering.xml", f"<w:numbering {NAMES}>{numbering}</w:numbering>")
        archive.writestr("word/styles.xml", f"<w:styles {NAMES}>{styles}</w:styles>")
        archive.writestr("word/media/p.png", picture(".png"))
    return written.getvalue()


def relation(kind: str, to: str) -> str:
    return f'<Relationships {RELATIONS}><Relationship Id="{kind}" Type="{KINDS}/{kind}" Target="{to}"/></Relationships>'


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def numbered(text: str, number: int, depth: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def numbering(*levels: tuple[str, str], numbers: int = 1) -> str:
    """One list with these (format, text) levels, and so many numberings that use it, the later ones starting anew."""
    inside = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    uses = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{anew if number > 1 else ""}</w:num>'
        for number in range(1, numbers + 1)
    )
    return f'<w:abstractNum w:abstractNumId="0">{inside}</w:abstractNum>{uses}'
