"""The three official tables and the numbers of the text, each figure leading to its rows; the checks."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from fastapi import FastAPI, Request, Response
from markupsafe import Markup

from bot.console.pages import ROOT
from bot.console.report.year import Now, now_of, show
from bot.console.report_paths import CHECKS, TABLES, YEARS, figure_path, section_path
from bot.console.room import Room
from bot.console.signed import Me
from bot.views.report_draft import Draft, draft_with
from content.report.addresses import GROUPS
from content.report.cell import Cell
from content.report.documents import grids
from content.report.documents.layout import layouts
from content.report.finding import Finding
from content.report.report import Report


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(YEARS + "/{year:int}/" + TABLES)
    def tables(request: Request, me: Me, year: int) -> Response:
        now = now_of(room, me, year)
        wrong = {cell for one in _findings(room, now) if (cell := cell_of(one))}
        laid_out = official(now.reckoned.report, year, wrong) if now.reckoned else []
        figures = grouped(year, now.reckoned.figures) if now.reckoned else []
        return show(room, request, now, "report-tables.html", tab=TABLES, laid_out=laid_out, figures=figures)

    @pages.get(YEARS + "/{year:int}/" + CHECKS)
    def checks(request: Request, me: Me, year: int) -> Response:
        now = now_of(room, me, year)
        if now.reckoned is None:
            return show(room, request, now, "report-checks.html", tab=CHECKS)
        found = found_in(draft_with(room.app, now.reckoned.report, now.reckoned.drafts)[0])
        return show(room, request, now, "report-checks.html", tab=CHECKS, **found)


def official(report: Report, year: int, wrong: Collection[Cell] = ()) -> Sequence[tuple[str, Markup, str]]:
    """Each table as the form lays it out, its figures leading to their rows: heading, HTML, remark below."""

    def link(cell: Cell) -> str:
        return ROOT + figure_path(year, str(cell))

    sections = [one for one in report.format.sections if one.kind != "text"]
    found = layouts(report.format)
    return [
        (
            one.title,
            Markup(grids.full(found[one.kind], report.cells, link, wrong=wrong)),  # noqa: S704  # escaped where it is made
            report.notes.get(one.kind, ""),
        )
        for one in sections
    ]


def grouped(year: int, figures: Mapping[str, int | Decimal]) -> list[tuple[str, list[tuple[str, int | Decimal, str]]]]:
    """The figures of section one: each group's words with its names, numbers and the paths to their rows."""
    groups: dict[str, list[tuple[str, int | Decimal, str]]] = {}
    for address, figure in figures.items():
        group, _, name = address.partition(".")
        groups.setdefault(group, []).append((name, figure, figure_path(year, address)))
    return [(GROUPS[group], named) for group, named in groups.items()]


def found_in(draft: Draft) -> dict[str, Any]:
    """For the template that lists what was found: each with the path of what it is about."""
    year = draft.report.year
    return {
        "draft": draft,
        "findings": [(one, place_of(year, one)) for one in draft.findings],
        "text_path": lambda key: section_path(year, draft.report.format, key.partition(".")[0]),
    }


def place_of(year: int, finding: Finding) -> str:
    """Where what was found can be seen: the path of the figure's rows; "" where it is about none."""
    cell = cell_of(finding)
    return figure_path(year, str(cell)) if cell else ""


def cell_of(finding: Finding) -> Cell | None:
    if not (finding.table and finding.row and finding.column):
        return None
    return Cell(finding.table, finding.row, finding.column)


def _findings(room: Room, now: Now) -> Sequence[Finding]:
    if now.reckoned is None:
        return ()
    return draft_with(room.app, now.reckoned.report, now.reckoned.drafts)[0].findings
