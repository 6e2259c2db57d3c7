"""The HTML of a section as paragraphs and tables of a Word document. Lists have their numbers written out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from lxml import html

from content.report.documents.layout import Layout, Place
from content.report.documents.word_styles import FIGURE, SECOND
from content.report.documents.word_tables import Widths, table
from content.text import CONTROLS

TEXT_WIDTH = 156.0
"""Millimetres between the margins."""
HEADINGS = {"h3": "Heading 2", "h4": "Heading 3", "h5": "Heading 4", "h6": "Heading 4"}
ALIGNED = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
BLOCKS = frozenset(("p", "ul", "ol", "table", "blockquote", "div", "section", "pre", "dl", "figure", *HEADINGS))
BULLET = "• "


class Look(NamedTuple):
    """How a run looks. Emphasis is another face in Chinese, never a slant."""

    bold: bool = False
    other_face: bool = False
    underline: bool = False
    strike: bool = False
    raised: bool = False
    lowered: bool = False


LOOKS: Mapping[str, Look] = {
    **dict.fromkeys(("strong", "b"), Look(bold=True)),
    **dict.fromkeys(("em", "i"), Look(other_face=True)),
    **dict.fromkeys(("u", "ins"), Look(underline=True)),
    **dict.fromkeys(("s", "del"), Look(strike=True)),
    "sup": Look(raised=True),
    "sub": Look(lowered=True),
}


class Body:
    """Writes at the end of a document."""

    def __init__(self, document: Any) -> None:
        self.document = document

    def paragraph(self, text: str, style: str = "Normal") -> Any:
        """A line end in the text is a break in the line."""
        return self.document.add_paragraph(CONTROLS.sub("", text), style)

    def add(self, element: Any) -> None:
        """A table or another block, before the section's own properties, which close a document."""
        self.document.element.body._insert_tbl(element)  # noqa: SLF001  # python-docx adds only tables it made

    def drawing(self, drawing: Any) -> None:
        paragraph = self.document.add_paragraph("", FIGURE)
        paragraph.add_run()._r.append(drawing)  # noqa: SLF001  # likewise

    def html(self, text: str) -> None:
        """What `sections.html_of` gives."""
        self._blocks(html.fragment_fromstring(text, "div"))

    def _blocks(self, parent: Any, before: str = "") -> None:
        """`before`: the number of a list's entry, which its first words bear."""
        loose: list[Any] = []
        if (parent.text or "").strip():
            loose.append(parent.text)
        for child in parent:
            if child.tag in BLOCKS:
                before = self._loose(loose, before)
                self._block(child, before)
                before = ""
                loose = [child.tail] if (child.tail or "").strip() else []
            else:
                loose += [child, child.tail or ""]
        self._loose(loose, before)

    def _loose(self, pieces: list[Any], before: str) -> str:
        """Words between blocks are a paragraph. Gives what is still to be written before the next one."""
        if not pieces:
            return before
        paragraph = self.paragraph(before)
        for piece in pieces:
            for text, look in [(piece, Look())] if isinstance(piece, str) else _runs(piece, Look()):
                _write(paragraph, text.strip("\n"), look)
        pieces.clear()
        return ""

    def _block(self, block: Any, before: str) -> None:
        if block.tag in HEADINGS:
            self.paragraph(" ".join(block.text_content().split()), HEADINGS[block.tag])
        elif block.tag in ("ul", "ol"):
            self._list(block)
        elif block.tag == "table":
            self._table(block)
        elif block.tag == "p":
            self._paragraph(block, before)
        elif block.tag == "pre":
            for line in block.text_content().strip("\n").split("\n"):
                self.paragraph(line)
        else:
            self._blocks(block, before)

    def _paragraph(self, block: Any, before: str) -> None:
        paragraph = self.paragraph(before)
        if block.get("align") in ALIGNED:
            paragraph.alignment = ALIGNED[block.get("align")]
        for text, look in _inside(block, Look()):
            _write(paragraph, text, look)

    def _list(self, block: Any) -> None:
        number = int(block.get("start", "1"))
        for item in block.findall("li"):
            self._blocks(item, f"{number}. " if block.tag == "ol" else BULLET)
            number += 1

    def _table(self, block: Any) -> None:
        layout = _layout(block)
        if layout is None:
            return
        widths = Widths((TEXT_WIDTH / layout.width,) * layout.width, heading=21, figure=21, high=8)
        self.add(table(layout, {}, widths))
        self.paragraph("", FIGURE)


def _runs(element: Any, look: Look) -> Iterator[tuple[str, Look]]:
    if element.tag == "br":
        yield "\n", look
        return
    both = Look(*map(max, look, LOOKS.get(element.tag, look)))
    yield from _inside(element, both)
    address = element.get("href", "") if element.tag == "a" else ""
    if address and not address.startswith("#") and address not in element.text_content():
        yield f"（{address}）", look  # on paper nobody can press it


def _inside(element: Any, look: Look) -> Iterator[tuple[str, Look]]:
    if element.text:
        yield element.text.replace("\n", ""), look
    for child in element:
        yield from _runs(child, look)
        if child.tail:
            yield child.tail.replace("\n", ""), look


def _write(paragraph: Any, text: str, look: Look) -> None:
    if not text:
        return
    run = paragraph.add_run(CONTROLS.sub("", text))
    font = run.font
    font.bold, font.underline, font.strike = look.bold or None, look.underline or None, look.strike or None
    font.superscript, font.subscript = look.raised or None, look.lowered or None
    if look.other_face:
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), SECOND)  # noqa: SLF001  # the only door


def _layout(block: Any) -> Layout | None:
    """A table that staff wrote, with the spans it has; None where it is empty."""
    places: list[Place] = []
    taken: set[tuple[int, int]] = set()
    rows = list(block.iter("tr"))
    for row, line in enumerate(rows):
        column = 0
        for cell in line.iterchildren("td", "th"):
            while (row, column) in taken:
                column += 1
            place = _place(cell, row, column, len(rows) - row)
            # A span that would run over a cell from above ends before it.
            free = next((wide for wide in range(1, place.columns) if (row, column + wide) in taken), place.columns)
            place = replace(place, columns=free)
            places.append(place)
            reach = range(place.column, place.last_column + 1)
            taken |= {(down, right) for down in range(row, place.last_row + 1) for right in reach}
            column += place.columns
    if not places:
        return None
    width = max(column for _, column in taken) + 1
    holes = sorted({(row, column) for row in range(len(rows)) for column in range(width)} - taken)
    places += [Place(row=row, column=column) for row, column in holes]
    headings = 1 if all(place.heads for place in places if place.row == 0) else 0
    return Layout(table="", caption="", width=width, headings=headings, places=tuple(places))


def _place(cell: Any, row: int, column: int, below: int) -> Place:
    """Spans beyond the table's end, or of hundreds of columns, are an author's slip."""
    return Place(
        row=row,
        column=column,
        rows=min(int(cell.get("rowspan", "1")) or 1, below),
        columns=min(int(cell.get("colspan", "1")) or 1, 20),
        text=CONTROLS.sub("", " ".join(cell.text_content().split())),
        heads="col" if cell.tag == "th" else "",
    )
