"""A Word file (.docx) as HTML, by mammoth, with what mammoth leaves out put right or told.

Automatic numbers (一、 （二） 第三条) are written out, alignment is kept, pictures are kept as files. What would be
lost (formulas, charts) or published unseen (hidden text) blocks; comments and tracked changes are told.
"""

import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import mammoth
import mammoth.documents
import mammoth.transforms
from lxml import etree

from content import file_types, word_numbers
from content.enclosures import Enclosures
from content.problems import Problem
from content.text import plain

MAIN = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
LARGEST = 100 * file_types.MEGABYTE
LARGEST_INSIDE = 400 * file_types.MEGABYTE

HEADINGS = "\n".join(
    f"p[style-name='{name} {level}'] => h{level}:fresh" for name in ("标题", "Heading") for level in range(1, 7)
)
STYLES = f"""
{HEADINGS}
p[style-name='标题'] => h1:fresh
p[style-name='Title'] => h1:fresh
p[style-name='gongkai center'] => p.center:fresh
p[style-name='gongkai right'] => p.right:fresh
r[style-name='要点'] => strong
u => u
"""
ALIGNED = re.compile(r'<p class="(center|right)">')
NOTES = re.compile(r'<ol>(<li id="fn-(?:foot|end)note-.*)</ol>\Z', re.DOTALL)
ENDINGS = ((b"\xff\xd8\xff", ".jpg"), (b"\x89PNG", ".png"), (b"GIF8", ".gif"), (b"BM", ".bmp"), (b"RIFF", ".webp"))


@dataclass(slots=True)
class Word:
    """`html` is None where the file could not be read; `text` is its plain text."""

    html: str | None = None
    text: str = ""
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path, enclosures: Enclosures) -> "Word":
        """Never raises for anything in the file; its pictures are kept through `enclosures`."""
        word = cls()
        if fault := _file_fault(path):
            word._refuse("broken_word", fault)
            return word
        try:
            word.html = _converted(path, enclosures, word)
        except Exception:  # noqa: BLE001  # mammoth and zipfile raise whatever a broken file makes them stumble over
            word._refuse("broken_word", "Word 文件打不开，可能已损坏；请在 Word 或 WPS 里打开并另存为 .docx")
            return word
        word.text = plain(word.html)
        return word

    def _refuse(self, code: str, says: str) -> None:
        self.problems.append(Problem(code, "body", says, blocks=True))

    def _warn(self, code: str, says: str) -> None:
        self.problems.append(Problem(code, "body", says, blocks=False))

    def _look_over(self, document: Any, has_comments: bool) -> None:
        """What people must know before this text goes out."""
        if has_comments and next(document.iter(f"{W}commentReference"), None) is not None:
            self._warn("word_comments", "Word 文件里有批注：不会发布，但请先处理完批注再送审")
        if next(document.iter(f"{W}ins", f"{W}del", f"{W}moveTo", f"{W}moveFrom"), None) is not None:
            self._warn("word_changes", "Word 文件里有修订：按接受全部修订的样子转换，请先接受或拒绝修订再送审")
        if any("".join(run.itertext()).strip() for run in _hidden_runs(document)):
            self._refuse("word_hidden", "Word 文件里有隐藏文字，转换后会显示出来；请先删除隐藏文字")
        if next(document.iter(f"{M}oMath"), None) is not None:
            self._refuse("word_formula", "Word 文件里的公式转换后会丢失；请把公式改成图片或普通文字")
        if next(document.iter(CHART, DIAGRAM), None) is not None:
            self._refuse("word_chart", "Word 文件里的图表或 SmartArt 转换后会丢失；请复制后粘贴为图片")


def _file_fault(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        return f"Word 文件太大，最多 {LARGEST >> 20} MB"
    if fault := file_types.attachment_fault(path.name, path):
        return fault
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST_INSIDE:
            return "Word 文件展开后太大"
    return ""


def _converted(path: Path, enclosures: Enclosures, word: Word) -> str:
    pictures = _Pictures(enclosures)
    result = mammoth.convert(
        _prepared(path, word),
        style_map=STYLES,
        convert_image=pictures.convert,
        transform_document=mammoth.transforms.paragraph(_with_alignment),
        id_prefix="fn-",
        include_embedded_style_map=False,
    )
    if any("unsupported character" in message.message for message in result.messages):
        word._warn("word_symbol", "Word 文件里有转换不了的特殊符号（多为“插入符号”），请对照原文补上")  # noqa: SLF001
    html = ALIGNED.sub(r'<p align="\1">', result.value)
    return NOTES.sub(r'<section class="footnotes"><ol class="footnotes-list">\1</ol></section>', html)


def _prepared(path: Path, word: Word) -> BytesIO:
    """The file with its automatic numbers written out, looked over on the way."""
    prepared = BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(prepared, "w") as target:
        parts = {name: _xml(source, name) for name in (MAIN, "word/numbering.xml", "word/styles.xml")}
        document = parts[MAIN]
        if document is not None:
            word._look_over(document, "word/comments.xml" in source.namelist())  # noqa: SLF001  # its own module
            word_numbers.write_out(document, parts["word/numbering.xml"], parts["word/styles.xml"])
        for entry in source.infolist():
            changed = entry.filename == MAIN and document is not None
            target.writestr(entry.filename, etree.tostring(document) if changed else source.read(entry))
    prepared.seek(0)
    return prepared


def _xml(archive: zipfile.ZipFile, name: str) -> Any:
    if name not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)


def _hidden_runs(document: Any) -> Iterable[Any]:
    for run in document.iter(f"{W}r"):
        hidden = run.find(f"{W}rPr/{W}vanish")
        if hidden is not None and hidden.get(f"{W}val", "1") not in ("0", "false"):
            yield run


def _with_alignment(paragraph: Any) -> Any:
    heading = str(paragraph.style_name or "").lower().startswith(("heading", "标题", "title"))
    if paragraph.alignment not in ("center", "right") or paragraph.numbering or heading:
        return paragraph
    return paragraph.copy(style_id=None, style_name=f"gongkai {paragraph.alignment}")


class _Pictures:
    """Keeps the pictures of one Word file, in order."""

    def __init__(self, enclosures: Enclosures) -> None:
        self._enclosures = enclosures
        self._count = 0

    def convert(self, image: Any) -> list[Any]:
        self._count += 1
        where = f"第{self._count}张图"
        try:
            with image.open() as opened:
                content = opened.read()
        except Exception:  # noqa: BLE001  # a picture that is only linked, or whose part is missing
            says = f"Word 里的{where}没有存在文件里；请删去后重新插入"
            self._enclosures.refuse(Problem("missing_file", "body", says, blocks=True, where=where))
            return []
        name = f"图{self._count}{_ending(content, image.content_type)}"
        file = self._enclosures.embedded_image(name, content, where)
        if file is None:
            return []
        attributes: Mapping[str, str] = {"src": f"files/{file.path}"}
        return list(mammoth.images.img_element(lambda _image: attributes)(image))


def _ending(content: bytes, content_type: str | None) -> str:
    known = next((ending for magic, ending in ENDINGS if content.startswith(magic)), "")
    return known or "." + str(content_type or "").rpartition("/")[2].removeprefix("x-")
