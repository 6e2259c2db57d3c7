"""The report as the text of an item: Markdown with its tables as HTML, for the website and the WeChat account."""

from collections.abc import Iterator
from html import escape

from content.report.documents import grids, sections
from content.report.documents.layout import layouts
from content.report.format import Section
from content.report.report import Report


def body(report: Report) -> str:
    """Markdown that content.files reads: every section with its heading, tables with their merged cells."""
    return "\n\n".join(_parts(report)) + "\n"


def _parts(report: Report) -> Iterator[str]:
    yield report.period
    for section in report.format.sections:
        yield f"## {section.title}"
        yield from _section(report, section)


def _section(report: Report, section: Section) -> Iterator[str]:
    if section.kind == "text":
        yield sections.text_of(report, section.number)
        return
    yield grids.plain(layouts(report.format)[section.kind], report.cells)
    if note := report.notes.get(section.kind):
        yield f"注：{escape(note)}"
