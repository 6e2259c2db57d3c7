"""From a file to a report: what kind of file, which format, whose report, of which year."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content.checks.attachments.piece import Unreadable
from content.file_types import OLD_OFFICE, ZIP, document_like
from content.files import decoded
from content.markdown import to_html
from content.report.cell import TABLES
from content.report.finding import Finding
from content.report.format import Format, NoFormat, format_of, formats
from content.report.labels import CHINESE
from content.report.reading import html, json_file, sections, table_four, table_three, table_two, word, workbook
from content.report.reading.found import DEFAULT_UNIT, Found
from content.report.reading.grid import Paper, distinct
from content.report.reading.heading import office_and_year
from content.report.reading.likeness import bare
from content.report.reading.refusal import CannotRead
from content.report.report import Report

MEGABYTE = 1 << 20
LARGEST = 60 * MEGABYTE
NO_TABLES = (
    "里没有找到年度报告的表格（表二、表三、表四）：请看是不是选错了文件；表格如果是图片，请换成 Word、Excel 或网页。"
)
CARRIED, LONGEST_NOTE = "上年度结转", 40
LONGEST_SECTION = 50_000
"""Signs; the formats ask for a thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A report made elsewhere. `form`: the format its labels are of, whatever the year. `slips`: what is wrong in its
    labels and headings; `remarks`: how it was read, with what could not be.

    `said`: sentences with totals handed in beside the tables; `stated`: sums and equalities likewise.
    """

    report: Report
    form: Format
    slips: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()
    said: tuple[str, ...] = ()
    stated: tuple[Mapping[str, Any], ...] = ()


def read(name: str, content: bytes) -> Report:
    """Raises CannotRead."""
    return open_report(name, content).report


def open_report(name: str, content: bytes) -> Opened:
    """JSON, Word, Excel or HTML, told by what is in it. Raises CannotRead."""
    if len(content) > LARGEST:
        raise CannotRead(f"{name} 超过 {LARGEST // MEGABYTE} MB，没有读。")
    if content.startswith(ZIP):
        return _of_paper(name, _packed(name, content))
    if content.startswith(OLD_OFFICE):
        raise CannotRead(f"{name} 是旧版 Office 文件，或加了密码：请用 Word 或 WPS 另存为 .docx 或 .xlsx 再核对。")
    text = None if (like := document_like(content)) else decoded(content)[0] or html.damaged(content)
    if text is None:
        raise CannotRead(f"{name} {f'是{like}' if like else '不是文字'}，读不出表格：请换成 Word、Excel、网页或 JSON。")
    if text.lstrip().startswith(("{", "[")):
        return _of_json(name, text)
    return _of_paper(name, html.paper(to_html(text) if name.lower().endswith(".md") else text))


def _packed(name: str, content: bytes) -> Paper:
    faults = []
    for reader in (word.paper, workbook.paper):
        try:
            return reader(content)
        except Unreadable as error:
            faults.append(str(error))
    raise CannotRead(f"{name} 打不开（{faults[0]}；{faults[1]}）：请用 Word、Excel 或 WPS 打开，另存一次再核对。")


def _of_paper(name: str, paper: Paper) -> Opened:
    office, year = office_and_year(paper.lines, name)
    words = [box.text for grid in paper.grids for row in grid for box in distinct(row)]
    form = _form(words, year)
    found = Found(form)
    for reader in (table_two, table_three, table_four):
        reader.read(paper.grids, found)
    _require_tables(name, found)
    text, headings = sections.text_of(paper.lines, form)
    text = _shortened(text, found)
    slips = [Finding(identity="label", says=says, blocks=False) for says in sections.slips(headings, form)]
    below = [line for line in (*paper.lines, *words) if CARRIED in line and len(line) < LONGEST_NOTE]
    notes = {"table4": below[0]} if below else {}
    report = Report(office=office, year=year, cells=found.cells, text=text, notes=notes)
    return _opened(report, found, slips=slips)


def _shortened(text: Mapping[str, str], found: Found) -> dict[str, str]:
    """So much of each section as somebody may have written: the rest is another file's, or of the page around it."""
    for number in [number for number, words in text.items() if len(words) > LONGEST_SECTION]:
        found.remark("unread", f"第{number}部分超过 {LONGEST_SECTION} 字，只看了前面这些")
    return {number: words[:LONGEST_SECTION] for number, words in text.items()}


def _require_tables(name: str, found: Found) -> None:
    """At least one; tells those that are not there."""
    if not found.cells:
        raise CannotRead(f"{name} {NO_TABLES}")
    for table in sorted(set(TABLES) - {cell.table for cell in found.cells}):
        found.remark("unread", f"没有找到{CHINESE[table]}")


def _of_json(name: str, text: str) -> Opened:
    try:
        record = json.loads(text, parse_float=json_file.number)
    except (ValueError, RecursionError):
        raise CannotRead(f"{name} 不是完整的 JSON：请看是不是没有存完。") from None
    if not json_file.is_report(record):
        raise CannotRead(f"{name} {NO_TABLES}")
    year = json_file.year_of(record)
    found = Found(json_file.form_of(record) or _form(json_file.labels(record), year))
    json_file.read(record, found, unit=DEFAULT_UNIT if "title" in record else "")
    _require_tables(name, found)
    agency = record.get("agency")
    report = Report(
        office=agency if isinstance(agency, str) else "",
        year=year,
        cells=found.cells,
        text=_shortened(json_file.words(record, "text"), found),
        notes=json_file.words(record, "notes"),
        media=tuple(one for one in json_file.listed(record, "media") if isinstance(one, str)),
        counts=json_file.counts(record),
    )
    stated = [one for one in json_file.listed(record, "text_checks") if isinstance(one, Mapping)]
    said = [str(one) for one in json_file.listed(record, "totals_text")]
    return _opened(report, found, said=said, stated=stated)


def _opened(
    report: Report,
    found: Found,
    *,
    slips: Sequence[Finding] = (),
    said: Sequence[str] = (),
    stated: Sequence[Mapping[str, Any]] = (),
) -> Opened:
    return Opened(
        report=report,
        form=found.form,
        slips=(*_wrong_format(report.year, found.form), *found.slips, *slips),
        remarks=(*_unknown(report), *found.remarks),
        said=tuple(said),
        stated=tuple(stated),
    )


def _form(words: Iterable[str], year: int) -> Format:
    """By the labels that only one format has; else by the year, else the newest."""
    written = {bare(word) for word in words}
    own = {form.name: {bare(label) for label in _labels(form)} for form in formats()}
    scores = [
        (len(written & own[form.name] - set().union(*(own[one.name] for one in formats() if one is not form))), form)
        for form in formats()
    ]
    best = max(score for score, _ in scores)
    named = [form for score, form in scores if score == best]
    try:
        by_year = format_of(year)
    except NoFormat:
        by_year = formats()[-1]
    return by_year if by_year in named else named[-1]


def _labels(form: Format) -> Iterable[str]:
    for block in form.table2:
        yield from (column.label for column in block.columns)
        yield from (row.label for row in block.rows)
    for line in form.table3.rows:
        yield line.texts[-1].text


def _wrong_format(year: int, form: Format) -> list[Finding]:
    """Source: which format is for which year's report, 国办公开办函〔2021〕30号."""
    try:
        official = format_of(year) if year else form
    except NoFormat as error:
        return [Finding(identity="format", says=str(error), blocks=False)]
    if official.name == form.name:
        return []
    says = (
        f"{year} 年的报告要用 {official.first_year} 年起的格式（{official.source}），这份用的是 {form.name} 年的格式。"
    )
    return [Finding(identity="format", says=says, blocks=False)]


def _unknown(report: Report) -> list[Finding]:
    missing = [what for what, there in (("单位名称", report.office), ("年份", report.year)) if not there]
    if not missing:
        return []
    return [Finding(identity="title", says=f"标题里没有找到{'和'.join(missing)}。", blocks=False)]
