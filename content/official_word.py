"""Word documents laid out as official ones (公文): paper, margins, fonts with what stands in for them, page numbers.

Source: GB/T 9704—2012 (党政机关公文格式): A4, 37 mm above, 35 below, 28 left, 26 right; text in 三号仿宋, 28 pt a line,
titles in 二号小标宋.
"""

from xml.sax.saxutils import quoteattr

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.run import Run

BODY, TITLE, HEADING, PAGE_NUMBER = "仿宋_GB2312", "方正小标宋简体", "黑体", "宋体"
LATIN = "Times New Roman"
STAND_INS = {
    BODY: ("仿宋", "FangSong", "STFangsong", "Noto Serif CJK SC"),
    TITLE: ("小标宋", "华文中宋", "STZhongsong", "宋体", "SimSun", "Noto Serif CJK SC"),
    HEADING: ("SimHei", "Noto Sans CJK SC"),
    PAGE_NUMBER: ("SimSun", "Noto Serif CJK SC"),
}
"""What is taken, in this order, where a machine has not the font."""
SIZE_2, SIZE_3, SIZE_4 = Pt(22), Pt(16), Pt(14)
"""二号, 三号, 四号."""
LINE = Pt(28)


def official_document() -> DocumentObject:
    """An empty one on A4 with the margins of the standard; its body's style is `Normal`. Page numbers: — 1 —."""
    document = Document()
    _name_stand_ins(document)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)  # noqa: S101  # tells the type checker; the library's template has it
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    normal.paragraph_format.line_spacing = LINE
    normal.font.size = SIZE_3
    normal.font.name = LATIN
    _east_asian(normal.element.get_or_add_rPr().get_or_add_rFonts(), BODY)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")  # else commas and full stops stand as in Japanese or Taiwan
    section = document.sections[0]
    set_paper(section)
    _number_pages(section)
    return document


def describe(document: DocumentObject, *, title: str, author: str, subject: str = "") -> None:
    """What its file says of itself: nothing of python-docx's own template, nor of the years it was made in."""
    properties = document.core_properties
    properties.title, properties.subject, properties.comments = title, subject, ""
    properties.author = properties.last_modified_by = author
    properties.language = "zh-CN"
    root = document.part.package.core_properties._element  # noqa: SLF001  # the library cannot leave them out
    for day in [*root.findall(qn("dcterms:created")), *root.findall(qn("dcterms:modified"))]:
        root.remove(day)


def set_paper(section: Section, *, landscape: bool = False) -> None:
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(28)


def set_font(run: Run, name: str, size: Pt) -> None:
    """A Chinese font; Latin letters and digits keep theirs."""
    run.font.size = size
    run.font.name = LATIN
    _east_asian(run._element.get_or_add_rPr().get_or_add_rFonts(), name)  # noqa: SLF001  # the library has no other way


def _east_asian(fonts: object, name: str) -> None:
    fonts.set(qn("w:eastAsia"), name)  # type: ignore[attr-defined]  # an lxml element
    for theme in ("w:asciiTheme", "w:eastAsiaTheme", "w:hAnsiTheme"):
        fonts.attrib.pop(qn(theme), None)  # type: ignore[attr-defined]


def _name_stand_ins(document: DocumentObject) -> None:
    """In the font table: a program without the font takes the first other name that it has."""
    fonts = "".join(
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(','.join(others))}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in STAND_INS.items()
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'
    rels = document.part.rels
    for key in [key for key, rel in rels.items() if rel.reltype == RELATIONSHIP_TYPE.FONT_TABLE]:
        rels.pop(key)
    name = PackURI("/word/fontTable.xml")
    table = Part(name, CONTENT_TYPE.WML_FONT_TABLE, xml.encode(), document.part.package)
    document.part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)


def _number_pages(section: Section) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in ("— ", "begin", "PAGE", "end", " —"):
        run = paragraph.add_run()
        set_font(run, PAGE_NUMBER, SIZE_4)
        _fill(run, part)


def _fill(run: Run, part: str) -> None:
    if part in ("begin", "end"):
        sign = OxmlElement("w:fldChar")
        sign.set(qn("w:fldCharType"), part)
        run._element.append(sign)  # noqa: SLF001  # fields have no method in the library
    elif part == "PAGE":
        instruction = OxmlElement("w:instrText")
        instruction.text = part
        run._element.append(instruction)  # noqa: SLF001
    else:
        run.text = part
