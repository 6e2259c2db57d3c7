"""Item files: Markdown with YAML front matter, or a Word file with a YAML beside it, read into items.

Every fault of a file is told at once, with its line. An item is given back whenever one could be made, also beside
problems that block: so that what the checks find can be told in the same breath.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from content import file_types, front, lined
from content.body import published
from content.column import Column
from content.enclosures import Enclosures, Keep, as_written
from content.found import example_for
from content.front import CHINESE, Front
from content.item import Item
from content.kept import KeptFiles
from content.problems import Problem
from content.text import NOT_TEXT, plain
from content.writing import MARKDOWN as WRITTEN_MARKDOWN
from content.writing import Writing, as_front

__all__ = ["FIELDS", "Keep", "read_item", "read_writing"]

FIELDS = tuple(CHINESE)
LARGEST_TEXT = 5 * file_types.MEGABYTE
MARKDOWN = frozenset({".md", ".markdown", ".txt"})
YAML = frozenset({".yaml", ".yml"})
FENCE = re.compile(r"-{3,}\s*")
UNREAD = re.compile(r"(?P<before>!?\[[^\]\n]{0,200}\])\((?P<name>[^<>()\n]{0,200}\.[A-Za-z0-9]{2,4})\)")
NOTE = re.compile(r"\[\^(?P<name>[^\[\]\s]+)\](?!:)")
NOTE_TEXT = re.compile(r"^ {0,3}\[\^(?P<name>[^\[\]\s]+)\]:", re.MULTILINE)


def read_item(
    path: Path | str, keep: Keep, columns: Iterable[Column | str], channels: Iterable[str]
) -> tuple[Item | None, list[Problem]]:
    """Read one item file, keeping its images, attachments and video with `keep`.

    `columns` and `channels` are what the settings know; where empty, names are not looked up. Never raises for
    anything in the file; None comes back where no item can be made at all. Whether it may go on is for the problems
    to say (`blocking`).
    """
    place = Path(path)
    reading = _Reading(Enclosures(place.parent.absolute(), keep), _names(columns), tuple(channels))
    try:
        item = reading.item(place)
    except _Unusable as unusable:
        return None, [*reading.problems, unusable.problem]
    return item, reading.problems


def read_writing(
    writing: Writing, columns: Iterable[Column | str], channels: Iterable[str]
) -> tuple[Item | None, list[Problem]]:
    """As `read_item`, of what was written in the console; its files are kept already. Lines are those of its body."""
    reading = _Reading(KeptFiles(writing.files), _names(columns), tuple(channels))
    return reading.of_writing(writing), reading.problems


def _names(columns: Iterable[Column | str]) -> tuple[str, ...]:
    return tuple(sorted({column if isinstance(column, str) else column.name for column in columns}))


class _Unusable(Exception):  # not an error of ours: no item can be made of this file
    def __init__(self, code: str, says: str, *, field: str = "", where: str = "") -> None:
        super().__init__(says)
        self.problem = Problem(code, field, says, blocks=True, where=where)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text file taken apart: the front matter, and the body with the line it begins at."""

    front: str
    body: str
    first_line: int


class _Reading:
    """One reading of one item."""

    def __init__(self, enclosures: Enclosures, columns: tuple[str, ...], channels: tuple[str, ...]) -> None:
        self.columns = columns
        self.channels = channels
        self.problems: list[Problem] = []
        self.enclosures = enclosures

    def item(self, path: Path) -> Item | None:
        suffix = file_types.suffix_of(path.name)
        if suffix in YAML and path.with_suffix(".docx").is_file():
            path, suffix = path.with_suffix(".docx"), ".docx"
        if not path.is_file():
            raise _Unusable("missing_file", f"找不到稿件文件 {path}")
        if suffix in MARKDOWN:
            return self._markdown(path)
        if suffix == ".docx":
            return self._word(path)
        if suffix in (".doc", ".wps", ".rtf", ".odt"):
            raise _Unusable("wrong_file_type", f"不能直接读 {suffix} 文件，请在 Word 或 WPS 里另存为 .docx")
        raise _Unusable("wrong_file_type", "稿件应是 .md（Markdown）或 .docx（Word）文件")

    def of_writing(self, writing: Writing) -> Item | None:
        fields = self._read(lined.Lined(as_front(writing), {(): 0}), lambda _line: "")
        if writing.kind == WRITTEN_MARKDOWN:
            return self._of_markdown(fields, _Text("", writing.body, 1))
        html = published(writing.body, writing.title, self.enclosures, lambda _address: "")
        return self._made(fields, html, source=writing.body, source_kind=writing.kind)

    def _markdown(self, path: Path) -> Item | None:
        parts = _parted(self._text_of(path))
        return self._of_markdown(self._fields(parts.front, 2, ""), parts)

    def _of_markdown(self, fields: Front, parts: _Text) -> Item | None:
        from content.markdown import to_html  # noqa: PLC0415  # only reading an item needs the Markdown library

        html = self._published(to_html(parts.body), fields, parts)
        self._tell_of_unread_markup(html, parts)
        return self._made(fields, html, source=parts.body, source_kind=WRITTEN_MARKDOWN)

    def _word(self, path: Path) -> Item | None:
        from content.word import Word  # noqa: PLC0415  # slow to load, and only Word files need it

        word = Word.read(path, self.enclosures)
        self.problems += word.problems
        beside = next((place for ending in YAML if (place := path.with_suffix(ending)).is_file()), None)
        if beside is None:
            name = path.with_suffix(".yaml").name
            raise _Unusable("missing_file", f"旁边没有写稿件信息的 {name}，内容例如：\n{example_for(word.text)}")
        text = self._text_of(beside)
        if word.html is None:
            self.problems += self.enclosures.problems
            return None
        fields = self._fields(re.sub(r"\A\s*---[ \t]*\n|\n---\s*\Z", "\n", text), 1, f"{beside.name} ")
        html = published(word.html, str(fields.values.get("title", "")), self.enclosures, lambda _address: "")
        return self._made(fields, html, source=word.html, source_kind="word")

    def _text_of(self, path: Path) -> str:
        """The text of a file with plain line ends; staff are told of any encoding but UTF-8."""
        try:
            if path.stat().st_size > LARGEST_TEXT:
                raise _Unusable("too_large", f"{path.name} 太大，稿件正文最多 {LARGEST_TEXT >> 20} MB")
            content = path.read_bytes()
        except OSError as error:
            raise _Unusable("missing_file", f"打不开 {path}：{error.strerror}") from None
        text, encoding = decoded(content)
        if text is None:
            raise _Unusable("bad_encoding", f"{path.name} 不是文字文件，或编码认不出来；请另存为 UTF-8")
        if encoding:
            says = f"{path.name} 是 {encoding} 编码，已按它读取；请看一遍有没有乱码，最好另存为 UTF-8"
            self.problems.append(Problem("encoding", "body", says, blocks=False))
        return NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))

    def _fields(self, text: str, first_line: int, place: str) -> Front:
        def where(line: int) -> str:
            return f"{place}第{line}行" if line else place.strip()

        written = lined.read(text, first_line, known={*CHINESE, *CHINESE.values(), *self.channels})
        if written.value is None and not written.faults:
            written = lined.Lined({}, {(): first_line})
        fields = self._read(written, where)
        if written.value is not None and not isinstance(written.value, dict):
            raise _Unusable("bad_yaml", "稿件信息应一行一项，写作 title: 标题", where=where(first_line))
        return fields

    def _read(self, written: lined.Lined, where: Callable[[int], str]) -> Front:
        fields = front.read(written, where, columns=self.columns, channels=self.channels)
        self.problems += fields.problems
        return fields

    def _published(self, html: str, fields: Front, parts: _Text) -> str:
        lines = parts.body.split("\n")

        def where(address: str) -> str:
            return _line_with(address, lines, parts.first_line)

        return published(html, str(fields.values.get("title", "")), self.enclosures, where)

    def _tell_of_unread_markup(self, html: str, parts: _Text) -> None:
        """Markdown wants `<…>` around a file name with blanks; otherwise the reader would see the marks."""
        for match in UNREAD.finditer(plain(html)):
            says = f"文件名里有空格或括号时要加尖括号，写作 {match['before']}(<{match['name'].strip()}>)"
            where = _line_with(match["name"], parts.body.split("\n"), parts.first_line)
            self.problems.append(Problem("bad_link", "body", says, blocks=True, quote=match[0], where=where))

        self._tell_of_lost_notes(parts)

    def _tell_of_lost_notes(self, parts: _Text) -> None:
        """A footnote needs its mark and its text: without the one the other is lost, or shows as signs."""
        marks, texts = (
            dict.fromkeys(found["name"] for found in kind.finditer(parts.body)) for kind in (NOTE, NOTE_TEXT)
        )
        lines = parts.body.split("\n")
        for name in [name for name in (*marks, *texts) if (name in marks) != (name in texts)]:
            lost = f"没有写它的内容，另起一行写 [^{name}]: 内容" if name in marks else "正文里没有引用它，读者看不到"
            where = _line_with(f"[^{name}]", lines, parts.first_line)
            says = f"脚注 [^{name}] {lost}"
            self.problems.append(Problem("bad_footnote", "body", says, blocks=True, quote=f"[^{name}]", where=where))

    def _made(self, fields: Front, html: str, *, source: str, source_kind: str) -> Item | None:
        values = dict(fields.values)
        listed = [
            self.enclosures.attachment(name, field="attachments", where=fields.line("attachments"))
            for name in values.pop("attachments", ())
        ]
        cover, video = values.pop("cover", None), values.pop("video", None)
        kept_cover = self.enclosures.image(cover, field="cover", where=fields.line("cover")) if cover else None
        kept_video = self.enclosures.video(video, fields.line("video")) if video else None
        self._check_body(html)
        self.problems += self.enclosures.problems
        if not isinstance(fields.lined.value, dict):
            return None
        attachments = dict.fromkeys(file for file in (*listed, *self.enclosures.attachments) if file)
        return Item(
            **{"title": "", "column": "", "unit": "", **values},
            html=html,
            source=source,
            source_kind=source_kind,
            cover=kept_cover,
            video=kept_video,
            images=tuple(self.enclosures.images),
            attachments=tuple(attachments),
            overrides=fields.overrides,
        )

    def _check_body(self, html: str) -> None:
        if not plain(html) and "<img" not in html:
            self.problems.append(Problem("empty_body", "body", "稿件没有正文", blocks=True))


def _parted(text: str) -> _Text:
    lines = text.split("\n")
    start = next((place for place, line in enumerate(lines) if line.strip()), 0)
    if not FENCE.fullmatch(lines[start]):
        says = f"稿件开头要有写在两行 --- 之间的稿件信息，例如：\n---\n{example_for(text)}---\n正文从这里开始。"
        raise _Unusable("no_front_matter", says, where="第1行")
    end = next((place for place in range(start + 1, len(lines)) if FENCE.fullmatch(lines[place])), None)
    if end is None:
        raise _Unusable("no_front_matter", "稿件信息没有结束：信息写完后要另起一行写 ---", where=f"第{start + 1}行")
    padding = "\n" * start
    return _Text(padding + "\n".join(lines[start + 1 : end]), "\n".join(lines[end + 1 :]), end + 2)


def decoded(content: bytes) -> tuple[str | None, str]:
    """(text, the encoding to tell staff of, empty for UTF-8); (None, "") for what is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        attempts = [("utf-16", "UTF-16")]
    else:
        attempts = [("utf-8-sig", ""), ("gb18030", "GB18030（GBK）")]
    if b"\0" in content[:4096] and len(attempts) == 2:
        return None, ""
    for codec, name in attempts:
        try:
            return content.decode(codec), name
        except UnicodeDecodeError:
            continue
    return None, ""


def _line_with(address: str, lines: list[str], first_line: int) -> str:
    for number, line in enumerate(lines):
        if address and (address in line or as_written(address) in as_written(line)):
            return f"第{first_line + number}行"
    return ""
