"""Word's own charts of the year's publications: drawn by Word with its fonts, the numbers inside, to be edited."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.utils import get_column_letter

from content import charts as drawn
from content.counts import in_order
from content.report.report import Report
from content.text import CONTROLS

CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
WIDE, EACH_HIGH, LEAST_HIGH = 150, 11, 26
"""Millimetres: of a chart; of each bar that lies, and what is around them."""
EMU = 36_000
"""In a millimetre."""
TOTAL = "合计"
AXES = '<c:axId val="1"/><c:axId val="2"/>'
FONT = '<a:latin typeface="Times New Roman"/><a:ea typeface="宋体"/>'
Numbers = Mapping[str, Sequence[int]]
"""Name of a series → its numbers."""


def charts(document: Any, report: Report) -> list[Any]:
    """The w:drawing of each chart: per medium, per month; none of a year without publications."""
    if report.counts is None or not in_order(report.counts.media, report.media):
        return []
    media, series = in_order(report.counts.media, report.media), drawn.by_month(report.counts, report.media)
    return [
        _lying_bars(document, drawn.medium_title(report.counts), media),
        _standing_bars(document, drawn.month_title(report.counts), series),
    ]


def _lying_bars(document: Any, title: str, media: Mapping[str, int]) -> Any:
    names, numbers = list(media), list(media.values())
    part = _part(document, 1, _chart(title, _lying(names, numbers)), _sheet(names, {"条数": numbers}))
    return _placed(1, (title, LEAST_HIGH + EACH_HIGH * len(media)), part)


def _standing_bars(document: Any, title: str, series: Numbers) -> Any:
    months = [f"{month}月" for month in drawn.MONTHS]
    sums = {TOTAL: [sum(numbers) for numbers in zip(*series.values(), strict=True)]}
    chart = _chart(title, _standing(months, series), legend=len(series) > 1)
    return _placed(2, (title, 85), _part(document, 2, chart, _sheet(months, {**series, **sums})))


def _lying(names: Sequence[str], numbers: Sequence[int]) -> str:
    bars = _series(0, "条数", names, numbers).replace("<c:cat>", f"{_labels('outEnd')}<c:cat>", 1)
    return (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{bars}<c:gapWidth val="60"/>{AXES}</c:barChart>{_axes(first_on_top=True)}'
    )


def _standing(months: Sequence[str], series: Numbers) -> str:
    """The media one upon another, and a line nobody sees that bears each month's sum."""
    bars = "".join(_series(number, name, months, series[name]) for number, name in enumerate(series))
    totals = [sum(numbers) for numbers in zip(*series.values(), strict=True)]
    sums = _series(len(series), TOTAL, months, totals, seen=False)
    sums = sums.replace("<c:cat>", f'<c:marker><c:symbol val="none"/></c:marker>{_labels("t")}<c:cat>', 1)
    return (
        '<c:barChart><c:barDir val="col"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
        f'{bars}<c:gapWidth val="55"/><c:overlap val="100"/>{AXES}</c:barChart>'
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{sums}{AXES}</c:lineChart>'
        f"{_axes(first_on_top=False)}"
    )


def _series(number: int, name: str, names: Sequence[str], numbers: Sequence[int], *, seen: bool = True) -> str:
    column, last = get_column_letter(number + 2), len(names) + 1
    colour = drawn.COLOURS[number % len(drawn.COLOURS)].removeprefix("#").upper()
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>' if seen else "<a:ln><a:noFill/></a:ln>"
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx>{_cached('str', f'Sheet1!${column}$1', [name])}</c:tx><c:spPr>{fill}</c:spPr>"
        f"<c:cat>{_cached('str', f'Sheet1!$A$2:$A${last}', names)}</c:cat>"
        f"<c:val>{_cached('num', f'Sheet1!${column}$2:${column}${last}', numbers)}</c:val></c:ser>"
    )


def _cached(kind: str, where: str, values: Sequence[Any]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{_said(value)}</c:v></c:pt>' for at, value in enumerate(values))
    form = "<c:formatCode>General</c:formatCode>" if kind == "num" else ""
    count = f'<c:ptCount val="{len(values)}"/>'
    return f"<c:{kind}Ref><c:f>{where}</c:f><c:{kind}Cache>{form}{count}{points}</c:{kind}Cache></c:{kind}Ref>"


def _labels(where: str) -> str:
    shown = "".join(
        f'<c:{name} val="{int(name == "showVal")}"/>'
        for name in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    )
    return f'<c:dLbls><c:dLblPos val="{where}"/>{shown}</c:dLbls>'


def _axes(*, first_on_top: bool) -> str:
    order = "maxMin" if first_on_top else "minMax"
    names, numbers = ("l", "t") if first_on_top else ("b", "l")
    line = '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="666666"/></a:solidFill></a:ln></c:spPr>'
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{names}"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/>{line}<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="1"/><c:axPos val="{numbers}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx>'
    )


def _chart(title: str, plot: str, *, legend: bool = False) -> str:
    words = (
        '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr>'
        f'<a:r><a:rPr lang="zh-CN" sz="1200" b="1">{FONT}</a:rPr><a:t>{_said(title)}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title>'
    )
    # The sums' line is no medium.
    last = plot.count("<c:ser>") - 1
    sums = f'<c:legendEntry><c:idx val="{last}"/><c:delete val="1"/></c:legendEntry>'
    named = f'<c:legend><c:legendPos val="b"/>{sums}<c:overlay val="0"/></c:legend>' if legend else ""
    return (
        f'<c:chartSpace {SPACES}><c:roundedCorners val="0"/><c:chart>{words}<c:autoTitleDeleted val="0"/>'
        f'<c:plotArea><c:layout/>{plot}</c:plotArea>{named}<c:plotVisOnly val="1"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1000">{FONT}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _part(document: Any, number: int, chart: str, sheet: bytes) -> str:
    """The chart's part and, below it, its workbook. Gives the id by which the document knows the chart."""
    package = document.part.package
    words = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{chart}'.encode()
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART, words, package)
    book = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), WORKBOOK, sheet, package)
    part.relate_to(book, f"{RELATION}package")
    return str(document.part.relate_to(part, f"{RELATION}chart"))


def _sheet(names: Sequence[str], series: Numbers) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"
    for row, line in enumerate(_lines(names, series), 1):
        for column, value in enumerate(line, 1):
            cell = sheet.cell(row, column, value)
            cell.data_type = "n" if isinstance(value, int) else "s"
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _lines(names: Sequence[str], series: Numbers) -> Iterator[list[str | int]]:
    yield ["", *(CONTROLS.sub("", name) for name in series)]
    for row, name in enumerate(names):
        yield [CONTROLS.sub("", name), *(numbers[row] for numbers in series.values())]


def _placed(number: int, shape: tuple[str, int], relation: str) -> Any:
    """`shape`: the chart's title and its height in millimetres."""
    title, high = shape
    size = f'cx="{WIDE * EMU}" cy="{high * EMU}"'
    inner = f'<c:chart {SPACES} r:id="{relation}"/>'
    return parse_xml(
        f"<w:drawing {nsdecls('w', 'wp', 'a')}>"
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{100 + number}" name="图 {number}" descr={quoteattr(title)}/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f"{inner}</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _said(value: Any) -> str:
    return escape(CONTROLS.sub("", str(value)))
