"""An edition in the pieces that a back office asks for: fields, the text as HTML, files named in order."""

import re
from collections.abc import Mapping, Sequence
from html import escape

from bs4 import BeautifulSoup

from channels.catalogue import catalogue_fields
from channels.meaning import plain_text
from channels.within_page import below_title, with_lines
from content.edition import Edition
from content.item import Item, StoredFile

FILES = "files/"
CELL = "\t"
FIELDS_BEFORE = ("索引号", "文号", "成文日期", "发布机构", "责任单位")
# Names are shown to readers, saved on any machine, and written into SHA256SUMS.
UNSAFE = str.maketrans({**dict(zip('\\/:*?"<>|', "＼／：＊？＂＜＞｜", strict=True)), "\n": " ", "\r": " "})
NUMBERED = re.compile(r"^附件\s*(\d+\s*[.．:：、_-]*|[一二三四五六七八九十]*\s*[.．:：、_-]+)\s*")
PAGE = """<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
{html}
</body>
</html>
"""


def fields_of(edition: Edition, office: str, path: Sequence[str]) -> dict[str, str]:
    """What is pasted, by the Chinese names of the fields; empty ones left out."""
    catalogue = dict(catalogue_fields(edition, office))
    first = {name: catalogue.pop(name) for name in FIELDS_BEFORE if name in catalogue}
    item = edition.item
    fields = {
        "标题": catalogue.pop("名称", item.title),
        "栏目路径": " > ".join(path),
        **first,
        "来源": item.origin or item.unit,
        **catalogue,
    }
    return {name: text for name, text in fields.items() if text}


def pictures(item: Item) -> dict[str, StoredFile]:
    """Those of the text, as they come in it, by the names to save them under."""
    stored = {f"{FILES}{file.path}": file for file in item.files}
    sources = dict.fromkeys(str(image.get("src")) for image in _soup(item.html)("img"))
    found = [stored[source] for source in sources if source in stored]
    return {f"图{number} {_safe(file.name)}": file for number, file in enumerate(found, start=1)}


def attachments(item: Item) -> dict[str, StoredFile]:
    """In the author's order, by the names to save them under and readers see."""
    return {_attachment(number, file): file for number, file in enumerate(item.attachments, start=1)}


def names_of_attachments(item: Item) -> tuple[str, ...]:
    """Without our numbers, which a site may write differently."""
    return tuple(name.partition(" ")[2] or name for name in attachments(item))


def files_of(item: Item) -> dict[str, StoredFile]:
    """All that is uploaded by hand."""
    placed = pictures(item)
    inside = {file.path for file in placed.values()}
    alone = {"封面": item.cover, "视频": item.video}
    beside = {f"{name}{file.suffix}": file for name, file in alone.items() if file and file.path not in inside}
    return {**placed, **attachments(item), **beside}


def to_paste(item: Item) -> str:
    """The text without what only works here: where a picture belongs, its name stands."""
    soup = _soup(item.html)
    names = {f"{FILES}{file.path}": name for name, file in pictures(item).items()}
    for image in soup("img"):
        image.replace_with(place_of(names.get(str(image.get("src")), "图片")))
    _unlink(soup)
    return with_lines(below_title(str(soup)))


def plain(html: str) -> str:
    """For a field that takes text only: the cells of a row stay on its line."""
    soup = _soup(html)
    for table in soup("table"):
        for row in table("tr"):
            row.string = CELL.join(cell.get_text(" ", strip=True) for cell in row(("td", "th")))
    return plain_text(str(soup))


def place_of(picture: str) -> str:
    return f"【此处插入“{picture}”】"


def as_read(item: Item) -> str:
    """What the public page must say: pictures and files are placed by hand, under addresses nobody knows."""
    soup = _soup(item.html)
    for image in soup("img"):
        image.decompose()
    _unlink(soup)
    return str(soup)


def descriptions(item: Item) -> dict[str, str]:
    """What each picture shows, for readers who do not see it: to be pasted beside it."""
    alts = {str(image.get("src")): str(image.get("alt") or "") for image in _soup(item.html)("img")}
    told = {name.partition(" ")[0]: alts[f"{FILES}{file.path}"] for name, file in pictures(item).items()}
    return {f"{name}的说明": text for name, text in told.items() if text}


def links_to_files(item: Item) -> Mapping[str, str]:
    """Words of the text that lead to an attachment, to its name."""
    names = {f"{FILES}{file.path}": name for name, file in attachments(item).items()}
    links = [(link.get_text(), names.get(str(link.get("href")))) for link in _soup(item.html)("a")]
    return {words: name for words, name in links if name}


def page(title: str, html: str) -> str:
    """A page of its own, to be opened and copied from."""
    return PAGE.format(title=escape(title), html=html)


def _soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def _unlink(soup: BeautifulSoup) -> None:
    """Editors drop the places that links within a text lead to."""
    for back in soup("a", class_="footnote-backref"):
        back.decompose()
    for link in soup("a"):
        if str(link.get("href")).startswith((FILES, "#")):
            link.unwrap()


def _attachment(number: int, file: StoredFile) -> str:
    """A number that the author gave is not doubled."""
    name = _safe(NUMBERED.sub("", file.name, count=1))
    return f"附件{number} {name}" if name.rpartition(".")[0] else f"附件{number}{file.suffix}"


def _safe(name: str) -> str:
    return name.translate(UNSAFE).strip()
