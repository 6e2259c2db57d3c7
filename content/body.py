"""From the HTML an author's text became to what is published: files kept, headings in order, sanitised."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from lxml import etree, html

from content import sanitise
from content.enclosures import Enclosures, as_written
from content.item import StoredFile
from content.problems import Problem
from content.text import NOT_TEXT, level

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)|//|#", re.IGNORECASE)
BLANK = re.compile(r"[\s\u3000\u00a0]+")
DATE_LINE = re.compile(
    r"[0-9〇○零一二三四五六七八九十]{4}年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日"
)
SENTENCE_MARKS = re.compile(r"[，。；：！？,;:!?]")
NEAR_THE_END = 8
ARROWS = frozenset({"↩︎", "↩", "↑"})

Where = Callable[[str], str]
"""Says where in the author's file an address stands, `第7行`."""


def published(raw: str, title: str, enclosures: Enclosures, where: Where) -> str:
    """`Item.html` of a text. What is wrong with its images and links gathers in `enclosures.problems`."""
    _tell_of_lost_markup(raw, enclosures)
    tidied = sanitise.tidy(NOT_TEXT.sub("", raw))
    root = level(html.fragment_fromstring(tidied, "div", parser=html.HTMLParser(huge_tree=True)))
    _drop_repeated_title(root, title)
    _order_headings(root)
    for image in list(root.iter("img")):
        _keep_image(image, enclosures, where)
    for link in list(root.iter("a")):
        _keep_link(link, enclosures, where)
    for paragraph in list(root.iter("p")):
        _settle_paragraph(paragraph)
    for notes in root.findall("section"):
        _settle_notes(notes)
    for cell in root.iter("td", "th"):
        _settle_cell(cell)
    align_signature([element for element in root if element.tag == "p"])
    return sanitise.clean(_inner(root)).strip()


def _tell_of_lost_markup(raw: str, enclosures: Enclosures) -> None:
    """What a reader would miss is not taken out in silence."""
    for tag in dict.fromkeys(found.lower() for found in sanitise.SHOWN.findall(raw)):
        says = f"网页代码 <{tag}> 不能放进正文，已去掉，读者看不到；视频请写在 video 里，其他内容请改成文字、图片或链接"
        enclosures.refuse(Problem("lost_markup", "body", says, blocks=False, quote=f"<{tag}>"))


def _inner(root: Any) -> str:
    text = html.tostring(root, encoding="unicode")
    return str(text[text.index(">") + 1 : text.rindex("<")])


def _words(element: Any) -> str:
    return BLANK.sub("", "".join(element.itertext()))


def _drop_repeated_title(root: Any, title: str) -> None:
    """Where the text begins with its own title, on one line or several: the page shows it above the text already."""
    wanted, first = BLANK.sub("", title), []
    for element in root:
        if element.tag not in (*HEADINGS, "p") or not wanted:
            return
        first.append(element)
        words = "".join(_words(line) for line in first)
        if words == wanted:
            for line in first:
                line.drop_tree()
        if not wanted.startswith(words) or words == wanted:
            return


def _order_headings(root: Any) -> None:
    """The page's one h1 is the title: what is in the text begins at h2 and leaves no level out."""
    above: list[str] = []
    for heading in list(root.iter(*HEADINGS)):
        if not _words(heading):
            heading.drop_tag()
            continue
        while above and above[-1] >= heading.tag:
            above.pop()
        above.append(heading.tag)
        heading.tag = f"h{min(len(above) + 1, 6)}"


def _keep_image(image: Any, enclosures: Enclosures, where: Where) -> None:
    address = image.get("src", "")
    file = _local_image(address, enclosures, where)
    if file is None:
        image.drop_tree()
        return
    image.set("src", f"files/{file.path}")
    image.set("alt", image.get("alt", "").strip())


def _local_image(address: str, enclosures: Enclosures, where: Where) -> StoredFile | None:
    already = next((file for file in enclosures.images if address == f"files/{file.path}"), None)
    if already:
        return already
    if not address or ELSEWHERE.match(address):
        elsewhere = f"图片“{address[:80]}”在别处；请先存到稿件旁边，再写文件名"
        says = elsewhere if address else "图片没有写文件名"
        enclosures.refuse(Problem("remote_image", "body", says, blocks=True, quote=address, where=where(address)))
        return None
    return enclosures.body_image(as_written(address), where(address))


def _keep_link(link: Any, enclosures: Enclosures, where: Where) -> None:
    address = (link.get("href") or "").strip()
    scheme = address.partition(":")[0].lower()
    if address.startswith("//"):
        link.set("href", f"https:{address}")
    elif address and not ELSEWHERE.match(address):
        _keep_linked_file(link, address, enclosures, where)
    elif scheme not in sanitise.SCHEMES and not address.startswith("#fn"):
        link.drop_tag()


def _keep_linked_file(link: Any, address: str, enclosures: Enclosures, where: Where) -> None:
    if address.startswith("www."):
        says = f"网址“{address}”前面要写 https://"
        enclosures.refuse(Problem("bad_link", "body", says, blocks=True, quote=address, where=where(address)))
        link.drop_tag()
        return
    file = enclosures.attachment(as_written(address), field="body", where=where(address))
    if file is None:
        link.drop_tag()
    else:
        link.set("href", f"files/{file.path}")


def _settle_paragraph(paragraph: Any) -> None:
    """Indents are the page's business, not blanks in the text; empty paragraphs go; a titled picture gets a caption."""
    if paragraph.text:
        paragraph.text = paragraph.text.lstrip(" \n\t\u3000\u00a0")
    pictures = paragraph.findall(".//img")
    if not _words(paragraph) and not pictures:
        paragraph.drop_tree()
    elif not _words(paragraph) and len(pictures) == 1 and pictures[0].get("title"):
        paragraph.tag = "figure"
        caption = etree.SubElement(paragraph, "figcaption")
        caption.text = pictures[0].attrib.pop("title")


def _settle_notes(notes: Any) -> None:
    """Footnotes need no line above them, and their way back needs words for who cannot see an arrow."""
    rule = notes.getprevious()
    if rule is not None and rule.tag == "hr":
        rule.drop_tree()
    for link in notes.iter("a"):
        if _words(link) in ARROWS:
            link.set("title", "返回正文")


def _settle_cell(cell: Any) -> None:
    """A cell with one paragraph needs no paragraph."""
    if len(cell) == 1 and cell[0].tag == "p" and not (cell.text or "").strip() and not (cell[0].tail or "").strip():
        if cell[0].get("align") and not cell.get("align"):
            cell.set("align", cell[0].get("align"))
        cell[0].drop_tag()


def align_signature(paragraphs: Sequence[Any]) -> None:
    """The office and the date that close a document stand at the right. Source: 党政机关公文格式 GB/T 9704-2012."""
    for before, after in pairwise([None, *paragraphs[-NEAR_THE_END:]]):
        if after is None or not DATE_LINE.fullmatch(_words(after)):
            continue
        after.set("align", "right")
        if before is not None and len(_words(before)) <= 30 and not SENTENCE_MARKS.search(_words(before)):
            before.set("align", "right")
