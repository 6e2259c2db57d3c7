"""A letter as Word, laid out as an official document (公文)."""

import io
import re
from dataclasses import dataclass
from unicodedata import east_asian_width

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from content.official_word import BODY, LINE, SIZE_2, SIZE_3, TITLE, describe, official_document, set_font
from content.registers.letter_texts import MISSING, Letter

TO_FILL_IN = re.compile(f"({re.escape(MISSING).replace(re.escape('{}'), '[^〕]+')})")
HUNDREDTHS = 100
"""Word counts indents of Chinese text in hundredths of a sign."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Who signs, and the day in words."""

    office: str
    day: str


def word_of(letter: Letter, number: str, ending: Ending) -> bytes:
    """The file's bytes. `number`: 文号, "" = to be filled in. What is to be filled in is marked yellow."""
    document = official_document()
    describe(document, title=letter.title, author=ending.office)
    for line in (ending.office, letter.title):
        _title(document, line)
    _centred(document, number or MISSING.format("文号"))
    last = _plain(document, f"{letter.to}：")
    for text in letter.paragraphs:
        last = _plain(document, text)
        _indent(last, first=2)
    last.paragraph_format.keep_with_next = True  # the signature never stands alone on a page
    _sign(document, ending)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _title(document: Document, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    set_font(paragraph.add_run(text), TITLE, SIZE_2)


def _centred(document: Document, text: str) -> None:
    paragraph = _plain(document, text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = SIZE_3


def _plain(document: Document, text: str) -> Paragraph:
    paragraph = document.add_paragraph()
    for place, piece in enumerate(TO_FILL_IN.split(text)):
        if piece:
            run = paragraph.add_run(piece)
            set_font(run, BODY, SIZE_3)
            if place % 2:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return paragraph


def _sign(document: Document, ending: Ending) -> None:
    """The day stands four signs from the right, the office above it in the middle; two signs where it is longer."""
    office, day = _width(ending.office), _width(ending.day)
    right = max(2.0, 4 - max(0.0, office - day) / 2)
    wider = max(office, day)
    for text, width, first in ((ending.office, office, True), (ending.day, day, False)):
        paragraph = _plain(document, text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.keep_with_next = first
        paragraph.paragraph_format.space_before = LINE if first else None
        _indent(paragraph, right=right + (wider - width) / 2)


def _indent(paragraph: Paragraph, *, first: float = 0, right: float = 0) -> None:
    """In signs of the text's own size."""
    indent = paragraph._element.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001  # the library knows no signs
    for name, signs in (("firstLine", first), ("right", right)):
        if signs:
            indent.set(qn(f"w:{name}Chars"), str(round(signs * HUNDREDTHS)))
            indent.set(qn(f"w:{name}"), str(round(signs * SIZE_3.pt * 20)))


def _width(text: str) -> float:
    """In signs: Latin letters and digits are half as wide."""
    return sum(1.0 if east_asian_width(sign) in "WFA" else 0.5 for sign in text)
