"""Any figure of the annual report opened into the rows it is made of."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.errors import WrongUse
from bot.actions.rights import ROLES, Right, require
from bot.views.annual_report import Entries, Material, read_material
from bot.views.reckoned import Reckoned
from bot.views.report_rows import Row, Rows
from bot.views.section_one import figures_of
from content.people import Person
from content.report.addresses import NoPlace, Place, find, places, summary
from content.report.cell import Number
from content.report.computed import cells_of
from content.report.format import format_of
from content.report.sources import Sources

if TYPE_CHECKING:
    from bot.app import App

LAID_OUT = ("media.", "apart.")
"""Of section one, what the checking page shows beside the tables."""
ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Opened:
    """A figure as it is now: its `rows` add up to it. Money of table two is in 万元, 信息处理费 in 元."""

    year: int
    place: Place
    figure: Number
    rows: tuple[Row, ...]


def explain(app: "App", by: str, year: int, written: str) -> Opened:
    """`written`: a figure's address or what it is called. Raises WrongUse where no figure is, NoFormat for the year.

    Whoever deals with applications sees whose they are, others only numbers and days.
    """
    form = format_of(year)
    with app.store.read() as work:
        person = require(work, by, Right.REPORT, *ROLES[Right.APPLICATIONS])
        material = read_material(app, work, year)
        cells = cells_of(form, material.sources)
        figures = figures_of(material, cells, app.settings.media)
        place = _found(written, places(form, figures))
        cell = place.cell
        rows = Rows(work=work, form=form, sources=material.sources, sees=_sees(person))
        figure = cells[cell] if cell else figures[place.address]
        return Opened(year, place, figure, tuple(_rows_of(rows, place)))


def opened_figure(app: "App", by: str, reckoned: Reckoned, address: str, *, page: int = 1) -> tuple[Opened, bool]:
    """A page of the rows of a figure that was computed before, and whether there are more. Rights as `explain`.

    Raises WrongUse for an address that no figure has.
    """
    report, year = reckoned.report, reckoned.report.year
    place = _found(address, places(report.format, reckoned.figures))
    figure = report.cells[place.cell] if place.cell else reckoned.figures[place.address]
    with app.store.read() as work:
        person = require(work, by, Right.REPORT, *ROLES[Right.APPLICATIONS])
        rows = Rows(
            work=work,
            form=report.format,
            sources=Sources(year, entries=Entries(work, year)),
            sees=_sees(person),
            after=(page - 1) * ON_A_PAGE,
            most=ON_A_PAGE + 1,
        )
        found = _rows_of(rows, place) if figure else []
    return Opened(year, place, figure, tuple(found[:ON_A_PAGE])), len(found) > ON_A_PAGE


def first_rows(app: "App", by: str, material: Material, most: int) -> list[Opened]:
    """Every figure of the tables, and of publications, that is not 0, with its first `most` rows. Rights as above."""
    year = material.sources.year
    form = format_of(year)
    with app.store.read() as work:
        person = require(work, by, Right.REPORT, *ROLES[Right.APPLICATIONS])
        cells = cells_of(form, material.sources)
        figures = {
            address: figure
            for address, figure in figures_of(material, cells, app.settings.media).items()
            if address.startswith(LAID_OUT)
        }
        few = work.report_figures.first_applications(year, most)
        rows = Rows(work=work, form=form, sources=material.sources, sees=_sees(person), most=most, few=few)
        values = {**figures, **{str(cell): figure for cell, figure in cells.items()}}
        return [
            Opened(year, place, values[place.address], tuple(_rows_of(rows, place)))
            for place in places(form, figures)
            if values[place.address]
        ]


def _sees(person: Person) -> bool:
    """Whose an application is, is for whoever deals with them."""
    return bool(person.roles & ROLES[Right.APPLICATIONS])


def _rows_of(rows: Rows, place: Place) -> list[Row]:
    return rows.of_cell(place.cell) if place.cell else rows.of_group(*place.group)


def what_can_be_asked(app: "App", by: str, year: int) -> list[Place]:
    """Every figure of the year's report. Raises NoFormat."""
    form = format_of(year)
    with app.store.read() as work:
        require(work, by, Right.REPORT, *ROLES[Right.APPLICATIONS])
        material = read_material(app, work, year)
    return places(form, figures_of(material, cells_of(form, material.sources), app.settings.media))


def _found(written: str, known: list[Place]) -> Place:
    try:
        return find(written, known)
    except NoPlace as error:
        near = "、".join(f"{one.address}（{one.label}）" for one in error.near)
        meant = f"是不是要看：{near}？" if near else ""
        raise WrongUse(
            f"没有“{written}”这个数，或不只一个。{meant}\n可以看的有：\n" + "\n".join(summary(known))
        ) from None
