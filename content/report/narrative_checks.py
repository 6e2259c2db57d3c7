"""The text sections: is all there that the format asks for, in words that may go out?"""

import re
from collections.abc import Iterator
from datetime import date

from content.checks import parts, percents, sums
from content.checks.passage import Passage
from content.checks.registry import CHECKS
from content.report.cell import Cells
from content.report.finding import Finding
from content.report.format import Format, Section
from content.report.labels import place_of, shown
from content.report.last_year import last_years_number, stale_words
from content.report.report import Report

LOOKED_AT = (sums.find, percents.find, parts.find)
"""Checks of items that the report's own checks of its text take over (content.report.text_checks)."""
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<img\b[^>]*>", re.IGNORECASE)
UNFILLED = re.compile(r"〔请填写[^〕]*〕")
SHOWN = 40
SPEAKS = 4
"""The last signs of what a section must speak of are enough: 平台建设 for 政府信息公开平台建设."""
WITH_REGULATIONS = re.compile(r"(?:省|自治区|自治州|市|盟)(?:人民)?政府$|^国务院|部$")
NO_POWER = "规章只有设区的市以上才能制定，请看是不是应填在规范性文件。"
OFFICE = re.compile(r"(?:办公厅|办公室)$")


def narrative_findings(report: Report, form: Format, previous: Report | None) -> list[Finding]:
    """What is missing, left over from a template or from last year, too long, or wrongly worded."""
    found: list[Finding] = []
    for section in form.sections:
        text = report.text.get(section.number, "").strip()
        if section.kind != "text":
            continue
        if not text:
            says = f"第{section.number}部分“{section.heading}”没有内容，请写上。"
            found.append(Finding(identity="section", says=says, blocks=True))
            continue
        found += _section(section, text)
        found += last_years_number(text, report.year)
        found += _worded(section, text, report.year)
        if previous is not None and section.number != form.sections[0].number:
            found += stale_words(report, previous, section)
    return [*found, *_regulations(report.office, report.cells, form)]


def _section(section: Section, text: str) -> Iterator[Finding]:
    for blank in UNFILLED.findall(text):
        yield Finding(identity="placeholder", says=f"第{section.number}部分还没有填写：{blank}。", blocks=True)
    if picture := PICTURE.search(text):
        says = f"第{section.number}部分有图片（{picture[0][:SHOWN]}），年报的文件里不会有它：请改成文字或表格。"
        yield Finding(identity="picture", says=says, blocks=False)
    for need in section.needs:
        if need[-SPEAKS:] not in text and need not in text:
            says = f"第{section.number}部分没有写到“{need}”，格式要求写，没有的也要说明没有。"
            yield Finding(identity="missing", says=says, blocks=False)
    signs = len(re.sub(r"\s", "", text))
    if section.most_signs and signs > section.most_signs:
        says = f"第{section.number}部分有{signs}字，原则上不超过{section.most_signs}字。"
        yield Finding(identity="length", says=says, blocks=False)


def _worded(section: Section, text: str, year: int) -> Iterator[Finding]:
    """By the same checks as items. Source of the day: the report is due in the January after."""
    passage = Passage(UNFILLED.sub("", text), today=date(year + 1, 1, 31))  # a blank was told of already
    for check in CHECKS:
        for one in check(passage) if check not in LOOKED_AT else ():
            if not UNFILLED.match(passage.text, one.start):
                yield Finding(identity=one.code, says=f"第{section.number}部分：{one.says}", blocks=one.blocks)


def _regulations(office: str, cells: Cells, form: Format) -> Iterator[Finding]:
    """规章 are made by the governments of cities with districts, and above. Source: how the form is to be filled in."""
    if not office or WITH_REGULATIONS.search(OFFICE.sub("", office)):
        return
    for cell in form.cells():
        if cell.table == "table2" and cell.row == "规章" and cells.get(cell):
            says = f"{place_of(cell, form)}是{shown(cells[cell])}：{NO_POWER}"
            yield Finding(identity="regulations", says=says, blocks=False, **cell._asdict(), found=cells[cell])
