"""Files as others hand them in: a page of a site, a Word document, a workbook; with what goes wrong in them."""

import zipfile
from html import escape
from io import BytesIO
from typing import NamedTuple

import openpyxl

from content.report.documents.layout import Place, layouts
from content.report.report import Report

TABLES = ("table2", "table3", "table4")


class Written(NamedTuple):
    """One cell of a table on paper."""

    text: str
    rows: int = 1
    columns: int = 1


Rows = list[list[Written]]


def rows_of(report: Report, table: str) -> Rows:
    """As the form has them, every merged cell written once."""
    layout = layouts(report.format)[table]
    return [[Written(place.words(report.cells), place.rows, place.columns) for place in line] for line in layout.rows]


def edited(rows: Rows, old: str, new: str) -> Rows:
    """With other words in every cell that holds `old` alone."""
    return [[cell._replace(text=new) if cell.text == old else cell for cell in row] for row in rows]


def html_table(rows: Rows) -> str:
    lines = "".join(
        "<tr>"
        + "".join(
            f'<td rowspan="{cell.rows}" colspan="{cell.columns}"><p><span>{escape(cell.text)}</span></p></td>'
            for cell in row
        )
        + "</tr>\n"
        for row in rows
    )
    return f'<table border="1" cellspacing="0"><tbody>\n{lines}</tbody></table>'


def page(report: Report, tables: dict[str, list[Rows]] | None = None) -> str:
    """A whole page of a site: navigation, a table that lays it out, the article, a footer."""
    parts = {name: [rows_of(report, name)] for name in TABLES} | (tables or {})
    two, three, four = ("\n<p>（续）</p>\n".join(map(html_table, parts[name])) for name in TABLES)
    text = {
        number: "".join(f"<p>　　{line}</p>" for line in words.split("\n\n")) for number, words in report.text.items()
    }
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{report.title}_信息公开年报_某某区</title>
<style>td {{ color: red }}</style><script>var year = 1999;</script></head><body>
<div class="nav"><a href="/">首页</a> &gt; <a>政府信息公开</a> &gt; <a>政府信息公开年报</a></div>
<table width="100%"><tr><td><table><tr><td><h1>{report.title}</h1>
<div>发布时间：{report.year + 1}-01-20 09:30　来源：办公室</div>
<div class="TRS_Editor"><p>　　{report.period}</p>
<p>　　一、总体情况</p>{text.get("一", "")}<p>二、主动公开政府信息情况</p>{two}
<p>三、收到和处理政府信息公开申请情况</p>{three}<p>四、政府信息公开行政复议、行政诉讼情况</p>{four}
<p>五、存在的主要问题及改进情况</p>{text.get("五", "")}<p>六、其他需要报告的事项</p>{text.get("六", "")}</div>
<div>扫一扫在手机打开当前页</div></td></tr></table></td><td><ul><li>相关链接</li></ul></td></tr></table>
<div>主办：某某区管委会　备案号：X ICP备00000000号</div></body></html>"""


def document(report: Report) -> bytes:
    """Word, with cells merged to the side and downwards; the office has a line of its own above the title."""
    parts = [report.office, f"{report.year}年政府信息公开工作年度报告"]
    written = [_paragraph(part) for part in parts]
    for section in report.format.sections:
        text = [_paragraph(part) for part in report.text.get(section.number, "").split("\n\n")]
        written += [_paragraph(section.title), *(text if section.kind == "text" else [_table(report, section.kind)])]
    return packed("".join(written))


def packed(inside: str) -> bytes:
    """A Word file with this in its body."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        body = f'<w:document xmlns:w="{space}"><w:body>{inside}</w:body></w:document>'
        archive.writestr("word/document.xml", body)
    return kept.getvalue()


def _paragraph(text: str) -> str:
    """Word parts a line into runs as it was typed."""
    half = len(text) // 2
    return "<w:p>" + "".join(f"<w:r><w:t>{escape(part)}</w:t></w:r>" for part in (text[:half], text[half:])) + "</w:p>"


def _table(report: Report, name: str) -> str:
    places = layouts(report.format)[name].places
    height = max(place.last_row for place in places) + 1
    lines = []
    for row in range(height):
        across = sorted((one.column, one) for one in places if one.row <= row <= one.last_row)
        lines.append("<w:tr>" + "".join(_cell(one, row, report) for _, one in across) + "</w:tr>")
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def _cell(place: Place, row: int, report: Report) -> str:
    down = "" if place.rows == 1 else '<w:vMerge w:val="restart"/>' if row == place.row else "<w:vMerge/>"
    text = place.words(report.cells) if row == place.row else ""
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{place.columns}"/>{down}</w:tcPr>{_paragraph(text)}</w:tc>'


def book(report: Report) -> bytes:
    """A workbook with all three tables below one another on one sheet; totals of rows are formulas nobody computed."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"], top = report.title, 3
    for name in TABLES:
        layout = layouts(report.format)[name]
        for place in layout.places:
            row, column = top + place.row, place.column + 1
            value = None if place.cell is None else report.cells.get(place.cell)
            sheet.cell(row, column, place.text if place.cell is None else value)
            if place.cell is not None and name == "table3" and place.cell.column == "总计":
                sheet.cell(row, column, f"=SUM(D{row}:I{row})")
            if place.rows * place.columns > 1:
                sheet.merge_cells(None, row, column, top + place.last_row, place.last_column + 1)
        top += len(layout.rows) + 2
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()
