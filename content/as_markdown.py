"""HTML as the Markdown it might have been written in, where nothing is lost: which is proved by reading it back."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape as as_html
from typing import Any
from urllib.parse import unquote

from content.body import HEADINGS, align_signature
from content.markdown import to_html
from content.settled import INDENT, compared, settle, written
from content.writing import HTML, MARKDOWN

SPECIAL = re.compile(r"([\\`*_\[\]<>~|])")
ENTITY = re.compile(r"&(?=#?\w{2,8};)")
LINE_START = re.compile(r"^(\s*)([-+#>]|\d{1,9}(?=[.)]))", re.MULTILINE)
MARKS: Mapping[str, str] = {"strong": "**", "em": "*", "s": "~~", "code": "`"}
ALIGNED = {"center": ":-:", "right": "--:", "left": ":--"}
PARTED = "\n\n"
LISTS = ("ul", "ol")
BETWEEN_LISTS = "<!-- -->"
"""Else two lists, one after the other, would be one."""
Escape = Callable[[str], str]


def as_markdown(html: str) -> tuple[str, str]:
    """The text, and how it is written: Markdown with HTML for what Markdown has no signs for (merged cells, centred
    lines), or all of it as HTML where even that would read otherwise.
    """
    blocks = settle(html)
    _drop_implied_alignment(blocks)
    text = PARTED.join(_joined(blocks))
    if compared(settle(to_html(text))) == compared(blocks):
        return text, MARKDOWN
    return PARTED.join(_laid_out(block) for block in blocks), HTML


def has_code(text: str) -> bool:
    """Whether a Markdown text holds blocks of HTML."""
    return any(line.startswith("<") and not line.startswith("<!--") for line in text.split("\n"))


def _drop_implied_alignment(blocks: list[Any]) -> None:
    """The office and the date at the end stand at the right by themselves."""
    paragraphs = [block for block in blocks if block.tag == "p"]
    right = [block for block in paragraphs if block.get("align") == "right"]
    for block in right:
        del block.attrib["align"]
    align_signature(paragraphs)
    implied = [block for block in paragraphs if block.get("align") == "right"]
    for block in implied:
        del block.attrib["align"]
    for block in right:
        if block not in implied:
            block.set("align", "right")


def _joined(blocks: list[Any]) -> Iterator[str]:
    before = None
    for block in blocks:
        if before is not None and before.tag == block.tag and block.tag in LISTS:
            yield BETWEEN_LISTS
        yield _block(block)
        before = block


def _block(block: Any) -> str:
    """The plainest way to write it that is read as the same."""
    wanted = compared([block])
    for escape in (_as_is, _escaped):
        text = _marked(block, escape)
        if text is not None and compared(settle(to_html(text))) == wanted:
            return text
    return _laid_out(block)


def _marked(block: Any, escape: Escape) -> str | None:
    """None for what there are no signs for."""
    if block.attrib and block.tag not in ("ol", "table"):
        return None
    write = WRITERS.get("h" if block.tag in HEADINGS else block.tag)
    return write(block, escape) if write else None


def _paragraph(block: Any, escape: Escape) -> str:
    return _line_start(_inline(block, escape), escape)


def _heading(block: Any, escape: Escape) -> str:
    return f"{'#' * int(block.tag[1:])} {_inline(block, escape)}"


def _list(block: Any, escape: Escape) -> str:
    return "\n".join(_entries(block, escape, ""))


def _quotation(block: Any, _escape: Escape) -> str:
    inner = PARTED.join(_block(one) for one in settle(_inside(block)))
    return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))


def _code(block: Any, _escape: Escape) -> str:
    return f"```\n{''.join(block.itertext()).rstrip()}\n```"


def _entries(block: Any, escape: Escape, indent: str) -> Iterator[str]:
    number = int(block.get("start", "1"))
    for entry in block:
        mark = f"{number}. " if block.tag == "ol" else "- "
        number += 1
        nested = [child for child in entry if child.tag in LISTS]
        words = _pieces(entry, escape, without=nested).strip()
        yield f"{indent}{mark}{_line_start(words, escape)}"
        for inner in nested:
            yield from _entries(inner, escape, indent + " " * len(mark))


def _table(table: Any, escape: Escape) -> str | None:
    rows = [list(row) for row in table.iter("tr")]
    cells = [cell for row in rows for cell in row]
    merged = any(cell.get("colspan", "1") != "1" or cell.get("rowspan", "1") != "1" for cell in cells)
    uneven = len({len(row) for row in rows}) != 1
    if merged or uneven or any(child.tag in ("caption", "table") for child in table.iter() if child is not table):
        return None
    lines = [_row([_cell(cell, escape) for cell in row]) for row in rows]
    return "\n".join([lines[0], _row([_alignment(column) for column in zip(*rows, strict=True)]), *lines[1:]])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Any, escape: Escape) -> str:
    return _inline(cell, escape).replace("\n", "<br>").replace("|", "\\|").replace("\\\\|", "\\|")


def _alignment(column: tuple[Any, ...]) -> str:
    """Of the cells below the first one, where they agree."""
    asked = {cell.get("align", "") for cell in column[1:]} or {""}
    return ALIGNED.get(asked.pop(), "---") if len(asked) == 1 else "---"


def _inline(element: Any, escape: Escape) -> str:
    return _pieces(element, escape, without=()).strip()


def _pieces(element: Any, escape: Escape, *, without: Any) -> str:
    pieces = [escape(element.text or "")]
    for child in element:
        if child not in without:
            pieces.append(_one(child, escape))
        pieces.append(escape(child.tail or ""))
    return "".join(pieces)


def _one(element: Any, escape: Escape) -> str:
    inner = _pieces(element, escape, without=())
    if element.tag in MARKS and not element.attrib:
        return f"{MARKS[element.tag]}{inner}{MARKS[element.tag]}"
    if element.tag == "a" and element.get("href") and not element.get("id") and not element.get("class"):
        return f"[{inner}]({_address(element.get('href'))})"
    if element.tag == "img" and not {"width", "height"} & set(element.attrib):
        title = f' "{element.get("title")}"' if element.get("title") else ""
        return f"![{SPECIAL.sub(_BACK, element.get('alt', ''))}]({_address(element.get('src', ''))}{title})"
    if element.tag == "br":
        return "\n"
    opening = written(element).partition(">")[0] + ">"
    return opening if element.tag == "img" else f"{opening}{inner}</{element.tag}>"


def _address(address: str) -> str:
    address = address if ":" in address else unquote(address)
    return f"<{address}>" if re.search(r"[\s()]", address) else address


_BACK = r"\\\1"


def _as_is(text: str) -> str:
    return text


def _escaped(text: str) -> str:
    return ENTITY.sub("&amp;", SPECIAL.sub(_BACK, text))


def _line_start(text: str, escape: Escape) -> str:
    if escape is _as_is:
        return text
    return LINE_START.sub(
        lambda found: f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}", text
    )


def _inside(block: Any) -> str:
    whole = written(block)
    return whole[whole.index(">") + 1 : whole.rindex("<")]


def _laid_out(block: Any) -> str:
    """HTML that a person can find their way in: a row and a cell in a line of its own, no blank line."""
    whole = written(block)
    if block.tag == "table":
        whole = re.sub(r"\n*(</?(?:table|thead|tbody|tfoot|tr|caption|colgroup)\b[^>]*>|<t[dh]\b)", r"\n\1", whole)
    return re.sub(r"\n{2,}", "\n", whole).strip() if block.tag != "pre" else whole


def of_plain(text: str) -> tuple[str, str]:
    """As `as_markdown`, of plain text: each line a paragraph that is read as it was typed, whatever signs it has."""
    lines = (line.strip(INDENT) for line in text.split("\n"))
    return as_markdown("".join(f"<p>{as_html(line)}</p>" for line in lines if line))


WRITERS: Mapping[str, Callable[[Any, Escape], str | None]] = {
    "p": _paragraph,
    "h": _heading,
    "ul": _list,
    "ol": _list,
    "table": _table,
    "blockquote": _quotation,
    "pre": _code,
    "hr": lambda _block, _escape: "---",
}
