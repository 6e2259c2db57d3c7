"""The report as one page that holds everything it shows: for the website, for staff, and for the PDF."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from content import charts
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
            f"<h1>{_title(report)}</h1>",
            f'<p class="period">{escape(report.period)}</p>',
            *_sections(report, link),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _title(report: Report) -> str:
    """Where it needs two lines, the first is the office's name."""
    return f"<span>{escape(report.office)}</span><span>{escape(report.title.removeprefix(report.office))}</span>"


def _sections(report: Report, link: grids.Link | None) -> Iterator[str]:
    for section in report.format.sections:
        yield "<section>"
        yield f"<h2>{escape(section.title)}</h2>"
        yield from _section(report, section, link)
        yield "</section>"


def _section(report: Report, section: Section, link: grids.Link | None) -> Iterator[str]:
    if section.kind == "text":
        yield sections.html_of(report, section.number)
        yield from _charts(report) if section == report.format.sections[0] else ()
        return
    yield _scrolled(grids.full(layouts(report.format)[section.kind], report.cells, link), f"{section.heading}（表）")
    if note := report.notes.get(section.kind):
        yield f'<p class="note">注：{escape(note)}</p>'


def _charts(report: Report) -> Iterator[str]:
    """Of a report made elsewhere there are none."""
    if report.counts is None:
        return
    media, titles = charts.per_medium(report.counts, report.media), charts.medium_title(report.counts)
    months = charts.per_month(report.counts, report.media)
    for title, chart in ((titles, media), (charts.month_title(report.counts), months)):
        if chart:
            yield f"<figure>\n<figcaption>{escape(title)}</figcaption>\n{_scrolled(chart, title)}\n</figure>"


def _scrolled(wide: str, name: str) -> str:
    """What is wider than a phone moves by itself, by the keyboard too."""
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(name)}">\n{wide}\n</div>'
