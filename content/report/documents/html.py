"""The report as one page that holds everything it shows: for the website, for staff, and for the PDF."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from content.report.documents import grids, sections
from content.report.documents.layout import layouts
from content.report.format import Section
from content.report.report import Report

STYLE = Path(__file__).with_name("page.css")


def page(report: Report, link: grids.Link | None = None) -> str:
    """A whole HTML document, without scripts or anything from elsewhere. `link`: where a figure opens into its rows."""
    title = escape(report.title)
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="zh-CN">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f'<meta name="author" content="{escape(report.office)}">',
            f"<style>\n{STYLE.read_text('utf-8')}</style>",
            "</head>",
            "<body>",
            "<main>",
            f"<h1>{title}</h1>",
            f'<p class="period">{escape(report.period)}</p>',
            *_sections(report, link),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _sections(report: Report, link: grids.Link | None) -> Iterator[str]:
    for section in report.format.sections:
        yield "<section>"
        yield f"<h2>{escape(section.title)}</h2>"
        yield from _section(report, section, link)
        yield "</section>"


def _section(report: Report, section: Section, link: grids.Link | None) -> Iterator[str]:
    if section.kind == "text":
        yield sections.html_of(report, section.number)
        return
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(section.heading)}（表）">'
    yield grids.full(layouts(report.format)[section.kind], report.cells, link)
    yield "</div>"
    if note := report.notes.get(section.kind):
        yield f'<p class="note">注：{escape(note)}</p>'
