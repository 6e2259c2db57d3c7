"""Page, fonts and styles of a Word document of the office. Source: 党政机关公文格式 GB/T 9704-2012.

Fonts are named only, none is in the file: where one is missing, Word takes the one beside it here.
"""

from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

BODY, TITLE, HEADING, SECOND = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
LATIN = "Times New Roman"
# Word takes the whole value for one name, so that each font has one. Source: MS-OI29500 2.1.262.
OTHER_NAMES = {BODY: "仿宋", TITLE: "宋体", HEADING: "SimHei", SECOND: "楷体", "仿宋": "FangSong", "楷体": "KaiTi"}
NOTE, TABLE, FIGURE = "表注", "表格文字", "图"
INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
BODY_LINE = '<w:spacing w:before="0" w:after="0" w:line="560" w:lineRule="exact"/>'
CLOSE = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


def settle(document: Any) -> None:
    """Make python-docx's own document one of the office."""
    _page(document.sections[0])
    _defaults(document)
    _styles(document)
    _fonts(document)
    _footer(document.sections[0].footer)
    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype == THUMBNAIL:
            del document.part.package.rels[key]  # a picture of an empty page


def run_fonts(east: str) -> str:
    return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia={quoteattr(east)} w:cs="{LATIN}"/>'


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance, section.header_distance = Mm(25), Mm(15)


def _defaults(document: Any) -> None:
    """The template speaks English in its theme's fonts."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    for old in list(defaults):
        defaults.remove(old)
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    sizes = '<w:sz w:val="32"/><w:szCs w:val="32"/>'
    defaults.append(parse_xml(f"<w:rPr {nsdecls('w')}>{run_fonts(BODY)}{sizes}{language}</w:rPr>"))


def _styles(document: Any) -> None:
    first = f'<w:keepNext/>{BODY_LINE}{INDENT}<w:jc w:val="left"/>'
    _style(document, "Normal", (BODY, 32), f'<w:widowControl/>{BODY_LINE}{INDENT}<w:jc w:val="both"/>')
    title = '<w:spacing w:before="0" w:after="560" w:line="700" w:lineRule="exact"/>'
    _style(document, "Title", (TITLE, 44), f'<w:keepNext/>{title}{FLUSH}<w:jc w:val="center"/>')
    _style(document, "Heading 1", (HEADING, 32), f'{first}<w:outlineLvl w:val="0"/>')
    _style(document, "Heading 2", (SECOND, 32), f'{first}<w:outlineLvl w:val="1"/>')
    for level in (3, 4):
        _style(document, f"Heading {level}", (BODY, 32), f'{first}<w:outlineLvl w:val="{level - 1}"/>')
        document.styles[f"Heading {level}"].font.bold = True
    _style(document, TABLE, ("宋体", 21), f'{CLOSE}{FLUSH}<w:jc w:val="center"/>')
    _style(document, NOTE, ("宋体", 21), f'<w:spacing w:before="60" w:after="120"/>{FLUSH}<w:jc w:val="left"/>')
    _style(document, FIGURE, ("宋体", 21), f'{CLOSE}{FLUSH}<w:jc w:val="center"/>')
    _style(document, "Footer", ("宋体", 28), f'{CLOSE}{FLUSH}<w:jc w:val="center"/>')


def _style(document: Any, name: str, font: tuple[str, int], paragraph: str) -> None:
    """`font`: its name and its size in half points."""
    known = [style.name for style in document.styles]
    style = document.styles[name] if name in known else document.styles.add_style(name, 1)
    element = style.element
    for old in element.findall(qn("w:pPr")) + element.findall(qn("w:rPr")):
        element.remove(old)
    size = f'<w:sz w:val="{font[1]}"/><w:szCs w:val="{font[1]}"/>'
    colour = '<w:color w:val="000000"/>'
    element.append(parse_xml(f"<w:pPr {nsdecls('w')}>{paragraph}</w:pPr>"))
    element.append(parse_xml(f"<w:rPr {nsdecls('w')}>{run_fonts(font[0])}{colour}{size}</w:rPr>"))
    if name != "Normal":
        style.base_style = document.styles["Normal"]
    style.quick_style = True


def _fonts(document: Any) -> None:
    table = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    fonts = [LATIN, "宋体", *OTHER_NAMES]
    table._blob = f"<w:fonts {nsdecls('w')}>{''.join(map(_font, fonts))}</w:fonts>".encode()  # noqa: SLF001  # python-docx has no other door


def _font(name: str) -> str:
    other = f'<w:altName w:val="{OTHER_NAMES[name]}"/>' if name in OTHER_NAMES else ""
    chinese = name != LATIN
    charset, family = ("86", "auto") if chinese else ("00", "roman")
    return (
        f'<w:font w:name="{name}">{other}<w:charset w:val="{charset}"/><w:family w:val="{family}"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )


def _footer(footer: Any) -> None:
    """— 1 —, the number being a field. Source: GB/T 9704-2012, 7.5 页码."""
    parts = [
        '<w:t xml:space="preserve">— </w:t>',
        _mark("begin"),
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
    ]
    parts += [_mark("separate"), "<w:t>1</w:t>", _mark("end"), '<w:t xml:space="preserve"> —</w:t>']
    paragraph = footer.paragraphs[0]
    paragraph.style = "Footer"
    for part in parts:
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{part}</w:r>"))  # noqa: SLF001  # likewise


def _mark(kind: str) -> str:
    return f'<w:fldChar w:fldCharType="{kind}"/>'
