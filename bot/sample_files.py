"""The pictures, the workbook and the Word file of the sample, drawn and written on the spot."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape  # nosec  # writes XML, reads none
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.styles import Font
from PIL import Image, ImageDraw

BLUE, LIGHT, RED = (22, 76, 140), (226, 235, 245), (190, 45, 40)
OFFICE = "http://schemas.openxmlformats.org"
MAIN = f"{OFFICE}/wordprocessingml/2006/main"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CONTENT_TYPES = f"""{XML}<Types xmlns="{OFFICE}/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
<Override PartName="/word/numbering.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
</Types>"""
STYLES = f"""{XML}<w:styles xmlns:w="{MAIN}">
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
</w:styles>"""
NUMBERING = f"""{XML}<w:numbering xmlns:w="{MAIN}">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
<w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
PICTURE = f"""<w:p><w:r><w:drawing><wp:inline xmlns:wp="{OFFICE}/drawingml/2006/wordprocessingDrawing">
<wp:extent cx="5400000" cy="2025000"/><wp:docPr id="1" name="图1" descr="用水量逐季下降的示意图"/>
<a:graphic xmlns:a="{OFFICE}/drawingml/2006/main"><a:graphicData uri="{OFFICE}/drawingml/2006/picture">
<pic:pic xmlns:pic="{OFFICE}/drawingml/2006/picture">
<pic:nvPicPr><pic:cNvPr id="1" name="图1"/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:embed="image"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="2025000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr>
</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"""


def picture(path: Path, size: tuple[int, int], steps: int) -> None:
    """Boxes joined by a line: a flow without words, so that no font is needed."""
    _drawn(size, steps).save(path)


def workbook(path: Path) -> None:
    """A form to fill in."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "自查表"
    for row in (("序号", "自查项目", "是否合格", "备注"), (1, "消防通道", "", ""), (2, "用电安全", "", "")):
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    book.save(path)


def word(path: Path) -> None:
    """A Word file with a title, automatic numbers 一、 二、, a table with merged cells and a picture."""
    body = [
        _paragraph("节约用水倡议书", '<w:pStyle w:val="1"/><w:jc w:val="center"/>'),
        _paragraph("各企业、各住户："),
        _paragraph("水是生产之要、生活之基。为建设节水型园区，现倡议如下。"),
        *(
            _paragraph(text, NUMBERED)
            for text in ("用水设备勤检修，杜绝跑冒滴漏。", "生产用水多循环，提高重复利用率。")
        ),
        _paragraph("用水指标见下表。"),
        _table((("类别", "指标", ""), ("企业", "重复利用率", "90%"), ("住户", "每人每日", "100升"))),
        PICTURE,
    ]
    with ZipFile(path, "w") as archive:
        for name, text in _parts("".join(body)).items():
            archive.writestr(name, text)
        archive.writestr("word/media/picture.png", _png(_drawn((800, 300), 4)))


EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def _drawn(size: tuple[int, int], steps: int) -> Image.Image:
    image = Image.new("RGB", size, LIGHT)
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.line((width * 0.1, height / 2, width * 0.9, height / 2), fill=RED, width=6)
    for step in range(steps):
        left = width * (0.1 + 0.8 * step / steps) + 10
        draw.rounded_rectangle((left, height * 0.3, left + width * 0.8 / steps - 20, height * 0.7), 18, fill=BLUE)
    return image


def _png(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def _paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _table(rows: Sequence[Sequence[str]]) -> str:
    """The first row is the head, its second cell two wide."""
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{_cell(rows[0][0])}{_cell(rows[0][1], 2)}</w:tr>"
    rest = "".join(f"<w:tr>{''.join(_cell(text) for text in row)}</w:tr>" for row in rows[1:])
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4"/>' for edge in EDGES)
    return f"<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr>{head}{rest}</w:tbl>"


def _cell(text: str, width: int = 1) -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{width}"/></w:tcPr>{_paragraph(text)}</w:tc>'


def _parts(body: str) -> dict[str, str]:
    relations = [("styles", "styles.xml"), ("numbering", "numbering.xml"), ("image", "media/picture.png")]
    namespaces = f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}/officeDocument/2006/relationships"'
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": f"{XML}<w:document {namespaces}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(relations),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
    }


def _relations(entries: Sequence[tuple[str, str]]) -> str:
    kinds = f"{OFFICE}/officeDocument/2006/relationships"
    inside = "".join(f'<Relationship Id="{kind}" Type="{kinds}/{kind}" Target="{to}"/>' for kind, to in entries)
    return f'{XML}<Relationships xmlns="{OFFICE}/package/2006/relationships">{inside}</Relationships>'
