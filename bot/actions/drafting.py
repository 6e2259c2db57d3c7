"""Writing an item bit by bit: fetch what it is made of, check it as `gongkai check` does, submit it as a file is."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from email.message import Message
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import yaml

from bot.actions.checking import MISSING_SECRECY
from bot.actions.errors import CannotDo
from bot.actions.finding import item_id_of
from bot.actions.rights import Right, require
from bot.actions.submit import Submitted, read_checked, submit
from channels.fetching import Fetched, fetch
from channels.talking import Media
from content.article import article_of
from content.draft import Draft, Part
from content.enclosures import Enclosures
from content.file_types import LARGEST_IMAGE, image_fault, image_suffix
from content.files import MARKDOWN, decoded
from content.item import Item
from content.problems import Problem, blocking
from content.review import State

if TYPE_CHECKING:
    from bot.app import App

WORD = ".docx"
UNSAFE = re.compile(r"[\x00-\x1f/\\:*?\"<>|]")
PICTURE = re.compile(r"!\[(?P<alt>(?:[^\]\\]|\\.)*)\]\((?P<name>[^()\s]+)\)")
LONGEST_SOURCE = 20_000
FRONT = re.compile(r"\A\s*-{3,}[ \t]*\n")


def picture(app: "App", by: str, media: Media, name: str) -> Part:
    """A picture that was sent, kept as what it is, whatever the platform calls it. Raises CannotDo where it is none one
    can publish.
    """
    with app.store.read() as work:
        require(work, by, Right.SUBMIT)
    whole = name + (image_suffix(media.content) or ".jpg")
    if len(media.content) > LARGEST_IMAGE:
        raise CannotDo(f"图片太大，最多 {LARGEST_IMAGE >> 20} MB，没有收下。")
    if fault := image_fault(whole, media.content):
        raise CannotDo(f"{fault}。没有收下。")
    return Part(file=app.files.keep(media.content, whole))


def from_link(app: "App", by: str, url: str) -> tuple[Draft, str]:
    """What lies behind a link: an article, or a Word or Markdown file; and in words what was left out of it."""
    with app.store.read() as work:
        require(work, by, Right.SUBMIT)
    found = fetch(url, app.settings.chat.fetch_hosts)
    name = _name_of(found.url)
    ending = PurePosixPath(name).suffix.lower()
    if ending == WORD:
        return _word(app, found, name), ""
    if ending in MARKDOWN:
        return _written(app, found, name), ""
    return _article(app, found)


def check(app: "App", by: str, draft: Draft, *, now: datetime) -> tuple[Item | None, list[Problem]]:
    """As `gongkai check`; the item where one could be made of it."""
    with _as_file(app, by, draft) as path:
        item, problems = read_checked(app, path, by=by, now=now)
        return item, _without(path.parent, problems)


def hand_in(app: "App", by: str, draft: Draft, *, now: datetime) -> Submitted:
    """As `gongkai submit`."""
    with _as_file(app, by, draft) as path:
        try:
            return submit(app, by, path, item_id=draft.item_id, now=now)
        except CannotDo as error:
            mendable = [one for one in error.problems if one.code != MISSING_SECRECY]  # that is written after this
            error.problems = tuple(_without(path.parent, mendable))
            raise


def take_up_again(app: "App", by: str, named: str) -> Draft:
    """The draft of a new edition of what was given back, its text in parts as it was written."""
    with app.store.read() as work:
        require(work, by, Right.SUBMIT)
        edition = work.items.latest(item_id_of(work, named))
        review = work.reviews.find(edition.ref)
    if review is None or review.state is not State.RETURNED:
        raise CannotDo(f"{edition.ref} 没有被退回，不能改。")
    item = edition.item
    if _holds_more(item):
        raise CannotDo(f"{edition.ref} 带有附件、视频或其他信息，在聊天里改不了。请改原来的文件，在电脑上提交新版次。")
    return Draft(
        title=item.title,
        column=item.column,
        made_on=item.made_on.isoformat() if item.made_on else "",
        summary=item.summary,
        origin=item.origin,
        parts=tuple(_parts(item)),
        item_id=edition.item_id,
    )


def _holds_more(item: Item) -> bool:
    """Than can be said in the chat: a new edition without it would lose it in silence."""
    plain = Item(
        title=item.title, column=item.column, unit=item.unit, html="", made_on=item.made_on, summary=item.summary
    )
    stripped = replace(item, html="", source="", images=(), origin="")
    return stripped != plain or len(item.source) > LONGEST_SOURCE


def _parts(item: Item) -> Iterator[Part]:
    """The text as it was written, a part for each paragraph and picture."""
    files = {file.name: file for file in item.images}
    for text in re.split(r"\n{2,}", item.source.strip()):
        shown = PICTURE.fullmatch(text.strip())
        if shown and shown["name"] in files:
            yield Part(file=files[shown["name"]], alt=re.sub(r"\\(.)", r"\1", shown["alt"]))
        elif text.strip():
            yield Part(text)


def _article(app: "App", found: Fetched) -> tuple[Draft, str]:
    charset = Message()
    charset["content-type"] = found.media_type or "text/html"
    if charset.get_content_maintype() != "text":
        raise CannotDo("这个链接不是网页文章，也不是 .docx 或 .md 文件，没有取。")
    article = article_of(found.content, str(charset.get_content_charset() or ""))
    if article is None:
        raise CannotDo("在这个网页里没有找到正文，没有取。请把文字直接发来。")
    kept = app.files.keep(article.text.encode(), "正文.md")
    left = f"原文的 {article.images} 张图片没有带过来，要用的请另发图片。" if article.images else ""
    return Draft(title=article.title, origin=article.origin, parts=(Part(file=kept),)), left


def _word(app: "App", found: Fetched, name: str) -> Draft:
    """Refused at once where it cannot be opened: nobody wants to hear so after all questions."""
    from content.word import Word  # noqa: PLC0415  # slow to load, and only Word files need it

    with TemporaryDirectory(prefix="gongkai-draft-") as folder:
        path = Path(folder) / name
        path.write_bytes(found.content)
        word = Word.read(path, Enclosures(path.parent, app.files.keep))
    if word.html is None:
        raise CannotDo("；".join(problem.says for problem in blocking(word.problems)) + "。没有取。")
    return Draft(title=PurePosixPath(name).stem, whole=app.files.keep(found.content, name))


def _without(folder: Path, problems: Iterable[Problem]) -> list[Problem]:
    """Files by their names alone: the folder was there for a moment only, and is nobody's business."""
    return [replace(one, says=one.says.replace(f"{folder}/", "")) for one in problems]


def _written(app: "App", found: Fetched, name: str) -> Draft:
    text, _ = decoded(found.content)
    if text is None:
        raise CannotDo("这个文件不是文字，或编码认不出来，没有取。")
    kept = app.files.keep(text.replace("\r\n", "\n").encode(), f"{PurePosixPath(name).stem}.md")
    if FRONT.match(text.replace("\r\n", "\n")):
        return Draft(whole=kept, complete=True)
    return Draft(parts=(Part(file=kept),))


def _name_of(url: str) -> str:
    name = UNSAFE.sub("", unquote(PurePosixPath(urlsplit(url).path).name, errors="replace"))
    return name[-80:] or "网页"


@contextmanager
def _as_file(app: "App", by: str, draft: Draft) -> Iterator[Path]:
    """The draft as a folder with an item file, as a person who may submit would have written it."""
    with app.store.read() as work:
        unit = require(work, by, Right.SUBMIT).unit
    with TemporaryDirectory(prefix="gongkai-draft-") as name:
        folder = Path(name)
        front = _front(draft, unit)
        if draft.whole is None:
            path = folder / "稿件.md"
            path.write_text(f"---\n{front}---\n{_body(app, draft, folder)}\n", encoding="utf-8")
        else:
            path = folder / f"稿件{draft.whole.suffix}"
            path.write_bytes(app.files.read(draft.whole.path))
            if not draft.complete:
                path.with_suffix(".yaml").write_text(front, encoding="utf-8")
        yield path


def _front(draft: Draft, unit: str) -> str:
    fields = {
        "title": draft.title,
        "column": draft.column,
        "unit": unit,
        "made_on": draft.made_on,
        "summary": draft.summary,
        "origin": draft.origin,
    }
    written = {name: value for name, value in fields.items() if value}
    return str(yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=10_000))


def _body(app: "App", draft: Draft, folder: Path) -> str:
    texts = []
    for part in draft.parts:
        if part.file is None:
            texts.append(part.text)
            continue
        content = app.files.read(part.file.path)
        if part.is_picture:
            (folder / part.file.name).write_bytes(content)
            texts.append(f"![{_plain(part.alt)}]({part.file.name})")
        else:
            texts.append(content.decode())
    return "\n\n".join(texts)


def _plain(alt: str) -> str:
    """In the brackets of Markdown nothing may close them."""
    return re.sub(r"([\\\[\]`*_<>])", r"\\\1", " ".join(alt.split()))
