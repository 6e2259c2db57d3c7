"""This year's report beside last year's, for what the identities do not say: figures that jump, words that stayed."""

import re
from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher

from content.report.cell import Cell, Cells
from content.report.finding import Finding
from content.report.format import TOTAL, Format, Section
from content.report.labels import place_of, shown
from content.report.report import Report

JUMP = 10
"""So many times as much, or so much less than last year, is worth a look."""
LEAST = 20
"""Below this, figures jump by themselves."""
UNIT_SLIP = 1000
"""An amount so many times as large is more likely in 元 than in 万元."""
SAME = 0.9
"""Of the words: 不得年年雷同."""
SHORTEST = 30
WORDS = re.compile(r"[^\w]|\d")
LAST = re.compile(r"较|比|同期|去年|上年|上一年|存在|整改|以来|起|底|末|印发|制定的|〔|结转|问题|报告")


def not_before(report: Report, previous: Report) -> Iterator[Finding]:
    """Last year's report that is of another year, or of another body. What the files do not say is not told."""
    if report.year and previous.year and previous.year != report.year - 1:
        says = f"给的上年报告是 {previous.year} 年的，应当是 {report.year - 1} 年的：跨年的核对不作准，请换一份。"
        yield Finding(identity="previous", says=says, blocks=False)
    if report.office and previous.office and previous.office != report.office:
        says = f"给的上年报告是{previous.office}的，这份是{report.office}的：单位没有改名的，请换一份。"
        yield Finding(identity="previous", says=says, blocks=False)


def jumps(cells: Cells, before: Cells, form: Format) -> Iterator[Finding]:
    """Of table two and the totals of tables three and four."""
    for cell, value in cells.items():
        last = before.get(cell)
        if value is None or last is None or not (cell.table == "table2" or cell.column == TOTAL):
            continue
        low, high = sorted((abs(Decimal(value)), abs(Decimal(last))))
        if high >= LEAST and high >= JUMP * max(low, Decimal(1)):
            money = isinstance(value, Decimal) and low and high >= UNIT_SLIP * low
            why = "请看单位是不是写成了元" if money else "请核对，确实如此的请准备好说明"
            says = f"{place_of(cell, form)}：上年是{shown(last)}，本年是{shown(value)}，相差很大，{why}。"
            yield _about(cell, says)


def _about(cell: Cell, says: str) -> Finding:
    return Finding(identity="jump", says=says, blocks=False, table=cell.table, row=cell.row, column=cell.column)


def stale_words(report: Report, previous: Report, section: Section) -> Iterator[Finding]:
    """A section that says what it said last year."""
    now, then = (WORDS.sub("", one.text.get(section.number, "")) for one in (report, previous))
    if min(len(now), len(then)) >= SHORTEST and SequenceMatcher(None, now, then, autojunk=False).ratio() >= SAME:
        says = f"第{section.number}部分和上年报告几乎一样：要写本年的具体情况，不得年年雷同。"
        yield Finding(identity="same_text", says=says, blocks=False)


def last_years_number(text: str, year: int) -> Iterator[Finding]:
    """A sentence of last year that nobody changed: “2024年制作……” in the report of 2025."""
    for sentence in re.split(r"[。！？\n；]", text):
        begins = re.match(
            rf"\s*(?:[（(][一二三四五六七八九十][)）])?[^，\d]{{0,8}}{year - 1}年度?(?![\d\-—至])", sentence
        )
        if begins and f"{year}年" not in sentence and not LAST.search(sentence):
            says = f"“{sentence.strip()[:30]}”写的是{year - 1}年，这是{year}年的报告：请看是不是上年的话没有改。"
            yield Finding(identity="last_year", says=says, blocks=False)
