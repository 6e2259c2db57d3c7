"""The sections of a report and their text: staff's Markdown, below the heading of its section."""

import re
from collections.abc import Iterator

from content import sanitise
from content.markdown import FENCE, to_html
from content.report.report import Report
from content.text import legible

HEADING = re.compile(r" {0,3}(#{1,6})(?=\s)")
HIGHEST = 3
"""A report's title is level one, its sections are level two: headings inside a section begin at three."""
UNTOLD = "（本节还没有内容。）"


def text_of(report: Report, number: str) -> str:
    """The Markdown of a section, its headings below the section's own; a line that says so where there is none."""
    return "\n".join(_below(legible(report.text.get(number, "")).strip())) or UNTOLD


def html_of(report: Report, number: str) -> str:
    """The same as HTML, sanitised."""
    return sanitise.clean(to_html(text_of(report, number))).strip()


def _below(text: str) -> Iterator[str]:
    lines, fenced = text.split("\n") if text else [], False
    levels = [len(match[1]) for line in lines if (match := HEADING.match(line))]
    deeper = HIGHEST - min(levels, default=HIGHEST)
    for line in lines:
        fenced ^= bool(FENCE.match(line))
        match = None if fenced else HEADING.match(line)
        if match is None:
            yield line
        else:
            yield f"{'#' * min(max(len(match[1]) + deeper, HIGHEST), 6)}{line[match.end() :]}"
