"""The page staff check a report with: every figure leads to the rows it is made of, laid out below.

Not for the public. Who applied, complained or went to court stands in it only for who may see that.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from bot.views.annual_report import Material
from bot.views.explained import Opened, first_rows
from bot.views.report_rows import Row
from content.report.cell import Cell
from content.report.documents import html
from content.report.report import Report

if TYPE_CHECKING:
    from bot.app import App

MOST = 50
"""So many rows of each figure; a command lists the rest."""
NOTHING = "ling"
END = "</main>"
HEAD = "<tr><th>编号</th><th>日期</th><th>计</th><th>内容</th></tr>"


def checking_page(app: "App", by: str, report: Report, material: Material) -> str:
    """The report's own page, its figures as links, and their rows after it; `material`: what it was made of."""
    opened = first_rows(app, by, material, MOST)
    there = {one.place.address for one in opened}

    def link(cell: Cell) -> str:
        return f"#{cell}" if str(cell) in there else f"#{NOTHING}"

    page, _, rest = html.page(report, link).rpartition(END)
    return page + "\n".join(_laid_out(report.year, opened)) + END + rest


def _laid_out(year: int, opened: Sequence[Opened]) -> Iterator[str]:
    yield "<section><h2>各数是怎么来的（内部核对用，不对外）</h2>"
    yield f'<p id="{NOTHING}">没有列在下面的数是 0：台账和登记里没有可计的。</p>'
    for one in opened:
        yield f'<h3 id="{escape(one.place.address)}">{escape(one.place.label)}：{one.figure}</h3>'
        yield f"<table>\n{HEAD}\n{''.join(map(_row, one.rows))}</table>"
        if len(one.rows) == MOST:
            command = f"gongkai report explain {year} {escape(one.place.address)}"
            yield f"<p>这里最多列 {MOST} 条，全部的用 <code>{command}</code> 看。</p>"
    yield "</section>"


def _row(row: Row) -> str:
    day = row.day.isoformat() if row.day else ""
    return f"<tr><td>{escape(row.number)}</td><td>{day}</td><td>{row.amount}</td><td>{escape(row.says)}</td></tr>\n"
