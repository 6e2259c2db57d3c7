"""What a draft brings along: pictures, attachments, a video; a Word file; what was pasted."""

import re
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING

from bot.actions.drafts import begin, mine
from bot.actions.errors import CannotDo
from bot.actions.rights import Right, require
from content.as_markdown import as_markdown, of_plain
from content.enclosures import Enclosures
from content.file_types import (
    IMAGES,
    LARGEST_ATTACHMENT,
    LARGEST_IMAGE,
    MEGABYTE,
    VIDEOS,
    attachment_fault,
    image_fault,
    image_suffix,
    suffix_of,
)
from content.found import find_fields
from content.item import StoredFile
from content.pasted import clean_paste
from content.problems import Problem, blocking
from content.text import plain
from content.writing import Draft, Writing, free_name

if TYPE_CHECKING:
    from bot.app import App

UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|()\[\]{}%#&'`!^~$;,=+@\s]+")
LONGEST_NAME = 80
LOST = "{} 张图片没有带过来（剪贴板里没有图片本身），请单独复制图片再粘贴，或用“图片”上传。"
AT_THE_TOP = 6
MARKS, BLANK = re.compile(r"<[^>]+>|[*#]+"), re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it came, and what its sender calls it."""

    name: str
    content: IO[bytes]


@dataclass(frozen=True, slots=True)
class Brought:
    """`says`: what was left out of it, and what to look at, in words."""

    text: str
    kind: str
    files: Sequence[StoredFile] = ()
    says: str = ""


def enclose(app: "App", by: str, draft_id: str, sent: SentFile) -> StoredFile:
    """A file for a draft: looked at by what is in it, under a name that a text can call it by. Raises CannotDo."""
    with app.store.read() as work:
        mine(work, by, draft_id)
    with TemporaryDirectory(prefix="gongkai-upload-") as folder:
        path = Path(folder) / "upload"
        with path.open("wb") as copied:
            shutil.copyfileobj(sent.content, copied)
        named = _name(sent.name, path)
        if fault := _fault(named, path, path.stat().st_size):
            raise CannotDo(f"“{sent.name}”没有收下：{fault}。")
        kept = app.files.keep(path, named)
    return _add(app, by, draft_id, [kept])[0]


def remove(app: "App", by: str, draft_id: str, name: str) -> Draft:
    with app.store.write() as work:
        draft = mine(work, by, draft_id, hold=True)
        return work.drafts.enclose(draft, draft.writing.without_file(name))


def paste(app: "App", by: str, draft_id: str, html: str) -> Brought:
    """What was pasted, as a text to put in; its pictures are the draft's by then."""
    with app.store.read() as work:
        taken = [file.name for file in mine(work, by, draft_id).writing.files]
    found = _cleaned(app, html, taken)
    _add(app, by, draft_id, found.files)
    return found


def begin_from_paste(app: "App", by: str, html: str, text: str, *, now: datetime) -> tuple[Draft, str]:
    """`html` as the clipboard has it, else its plain `text`; with what was left out, in words."""
    with app.store.read() as work:
        require(work, by, Right.SUBMIT)
    found = _cleaned(app, html, []) if html else Brought(*of_plain(text))
    writing = Writing(body=found.text, kind=found.kind, files=tuple(found.files))
    writing = _with_found_fields(app, writing, plain(html) if html else text)
    return begin(app, by, writing, now=now), found.says + _left_out(found.text, writing.body)


def begin_from_word(app: "App", by: str, sent: SentFile, *, now: datetime) -> tuple[Draft, Sequence[Problem], str]:
    """The draft of a Word file, its fields filled in with what it says; what to look at, and what was left out.

    Raises CannotDo where something of it would be lost.
    """
    with app.store.read() as work:
        require(work, by, Right.SUBMIT)
    if suffix_of(sent.name) != ".docx":
        raise CannotDo(f"“{sent.name}”不是 .docx 文件，没有收下。旧格式（.doc、.wps）请在 Word 或 WPS 里另存为 .docx。")
    with TemporaryDirectory(prefix="gongkai-upload-") as folder:
        path = Path(folder) / "upload.docx"
        with path.open("wb") as copied:
            shutil.copyfileobj(sent.content, copied)
        if not path.stat().st_size:
            raise CannotDo(
                f"“{sent.name}”是空的（0 字节），没有收下。请在 Word 或 WPS 里打开核对，重新保存后再放进来。"
            )
        writing, text, problems = _of_word(app, path)
    if stopping := blocking(problems):
        raise CannotDo(f"“{sent.name}”没有收下，请在 Word 或 WPS 里改好后再放进来。", stopping)
    if not writing.body.strip():
        raise CannotDo(
            f"“{sent.name}”里没有正文（页眉、文本框里的字不算），没有收下。请在 Word 里把字移到正文再放进来。"
        )
    filled = _with_found_fields(app, writing, text)
    if not filled.title:
        filled = replace(filled, fields={**filled.fields, "title": Path(sent.name).stem})
    return begin(app, by, filled, now=now), problems, _left_out(writing.body, filled.body)


def _of_word(app: "App", path: Path) -> tuple[Writing, str, Sequence[Problem]]:
    """Its text and files, its plain text, and what is wrong with it."""
    from content.word import Word  # noqa: PLC0415  # slow to load, and only Word files need it

    enclosures = Enclosures(path.parent, app.files.keep)
    word = Word.read(path, enclosures)
    problems = [*word.problems, *enclosures.problems]
    if word.html is None:
        return Writing(), "", problems
    names = {f"files/{file.path}": file.name for file in enclosures.images}
    html = re.sub(r'(?<=src=")files/[^"]+', lambda found: names.get(found[0], found[0]), word.html)
    text, kind = as_markdown(html)
    return Writing(body=text, kind=kind, files=tuple(enclosures.images)), word.text, problems


def _with_found_fields(app: "App", writing: Writing, text: str) -> Writing:
    """With what the text says about itself; what it says at its top and a field says now need not be said twice."""
    found = dict(find_fields(text))
    signed = found.pop("signed", "")
    with app.store.read() as work:
        units = {person.unit for person in work.people.all()}
    if signed in units:
        found["unit"] = signed
    elif signed and signed != app.settings.office.name:
        found["origin"] = signed
    return replace(writing, fields={**found, **writing.fields}, body=_without_head(writing.body, found))


def _without_head(body: str, found: Mapping[str, str]) -> str:
    """Without letterhead, number and title at its top, where nothing else stands between: the page shows them above."""
    blocks, left = body.split("\n\n"), BLANK.sub("", found.get("title", ""))
    for place, block in enumerate(blocks[:AT_THE_TOP]):
        words = BLANK.sub("", MARKS.sub("", block))
        if left and left.startswith(words):
            left = left.removeprefix(words)
        elif words != found.get("document_number") and not (place == 0 and words.endswith("文件")):
            break
        if not left:
            return "\n\n".join(blocks[place + 1 :])
    return body


def _left_out(before: str, now: str) -> str:
    """A letterhead that is in no field: nothing goes without a word."""
    head = MARKS.sub("", before.partition("\n\n")[0]).strip()
    return f"文头“{head}”没有放进正文。" if before != now and head.endswith("文件") else ""


def _cleaned(app: "App", html: str, taken: Sequence[str]) -> Brought:
    files: list[StoredFile] = []

    def keep(content: bytes, ending: str) -> StoredFile | None:
        names = {Path(name).stem for name in (*taken, *(file.name for file in files))}
        name = next(one for one in (f"图{number}" for number in count(1)) if one not in names) + ending
        if len(content) > LARGEST_IMAGE or image_fault(name, content):
            return None
        files.append(app.files.keep(content, name))
        return files[-1]

    cleaned = clean_paste(html, keep)
    text, kind = as_markdown(cleaned.html)
    return Brought(text, kind, files, LOST.format(cleaned.lost) if cleaned.lost else "")


def _add(app: "App", by: str, draft_id: str, files: Sequence[StoredFile]) -> Sequence[StoredFile]:
    """Each under a name that none of the others has; the same file under the same name is there already."""
    with app.store.write() as work:
        draft = mine(work, by, draft_id, hold=True)
        if not draft.is_open:
            raise CannotDo("这份草稿已经送审或删除，不能再加文件。")
        added: list[StoredFile] = []
        for file in files:
            others = [one.name for one in (*draft.writing.files, *added) if one.path != file.path]
            added.append(replace(file, name=free_name(file.name, others)))
        work.drafts.enclose(draft, draft.writing.with_files(added))
    return added


def _name(name: str, path: Path) -> str:
    """Without signs that a text or a disk stumbles over; the ending of a picture by what it is."""
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, ending.lower()) if dot and stem else (name, "")
    clean = UNSAFE.sub("-", stem).strip("-. ")[:LONGEST_NAME] or "文件"
    named = f"{clean}.{ending}" if ending else clean
    with path.open("rb") as file:
        found = image_suffix(file.read(16))
    is_picture = found and found != ".bmp" and suffix_of(named) not in _endings_of(found)
    return f"{clean}{found}" if is_picture else named


def _endings_of(suffix: str) -> Sequence[str]:
    return [ending for ending, kind in IMAGES.items() if kind == IMAGES[suffix]]


def _fault(name: str, path: Path, size: int) -> str:
    suffix = suffix_of(name)
    if not size:
        return "文件是空的"
    if suffix in IMAGES:
        return _too_large(size, LARGEST_IMAGE, "图片") or image_fault(name, path.read_bytes())
    if suffix in VIDEOS:
        return _video_fault(path)
    return _too_large(size, LARGEST_ATTACHMENT, "附件") or attachment_fault(name, path)


def _too_large(size: int, most: int, what: str) -> str:
    return f"有 {size / MEGABYTE:.0f} MB，{what}最多 {most // MEGABYTE} MB" if size > most else ""


def _video_fault(path: Path) -> str:
    from channels.video import UnreadableError, inspect  # noqa: PLC0415  # slow to load, and only videos need it

    with suppress(FileNotFoundError):
        try:
            inspect(str(path))
        except UnreadableError as error:
            return str(error).rstrip("。")
    return ""
