"""Every figure is the sum of its rows, and the tables hold together, whatever is in the registers."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.views.annual_report import read_material, report_of
from bot.views.explained import ON_A_PAGE, explain, opened_figure
from bot.views.reckoned import Reckoned, reckon
from bot.views.report_rows import Rows
from bot.views.section_one import figures_of
from content.registers.register import Register
from content.report.addresses import places
from content.report.cell import Cell
from content.report.computed import cells_of
from content.report.format import TOTAL, format_of
from content.report.identities import broken
from tests.bot.office import Office
from tests.bot.report.figures.filling import ENTRIES, Handed, application, apply, enter, handed_in
from tests.content.registers.applicants import CITIZEN


def row_totals(office: Office, year: int) -> dict[str, object]:
    cells = report_of(office.app, year).cells
    return {row: cells[Cell("table3", row, TOTAL)] for row in ("r1", "r2", "g", "r4")}


IN_FIXTURE = settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(st.lists(handed_in(), max_size=10), ENTRIES)
@IN_FIXTURE
def test_every_figure_is_the_sum_of_its_rows_and_no_identity_is_broken(
    office: Office, handed: list[Handed], entries: list[tuple[Register, dict[str, object], bool]]
) -> None:
    """Each example adds to what is there: the registers only grow. An empty total tells of all its empty parts."""
    app, store = office.app, office.app.store
    for one in handed:
        apply(store, application(one))
    for register, said, void in entries:
        enter(store, register.name, void=void, **said)
    for year in (2020, 2021):
        form = format_of(year)
        with store.read() as work:
            material = read_material(app, work, year)
            cells = cells_of(form, material.sources)
            first = figures_of(material, cells, app.settings.media)
            rows = Rows(work=work, form=form, sources=material.sources, sees=True)
            assert set(cells) == set(form.cells())
            assert [one for one in broken(cells, form) if one.blocks] == []
            for place in places(form, first):
                figure = cells[place.cell] if place.cell else first[place.address]
                if not figure and place.cell and place.cell.table == "table3" and place.cell.column != TOTAL:
                    continue
                opened = rows.of_cell(place.cell) if place.cell else rows.of_group(*place.group)
                assert sum(one.amount for one in opened) == figure, place.label


def test_a_figure_kept_as_it_was_computed_opens_page_by_page_into_the_same_rows(office: Office) -> None:
    app, year = office.app, office.now.year
    office.put_out(office.approved())
    for day in range(1, 1 + ON_A_PAGE + 2):
        handed = Handed(CITIZEN, date(year, 1, 1) + timedelta(days=day), 1, "a", late=False, voided=False)
        apply(app.store, application(handed))
        fee = {"title": f"收费{day}", "month": date(year, 1, 1), "amount": Decimal(day)}
        enter(app.store, "fees", **fee)
    kept = Reckoned.of_json(reckon(app, year).as_json())
    assert kept == reckon(app, year)
    for address in ("table3.r1.总计", "ways.信函", "table2.行政事业性收费.本年收费金额", "media.总计", "made.主动公开"):
        whole = explain(app, "吴九", year, address)
        first, more = opened_figure(app, "吴九", kept, address)
        second, none = opened_figure(app, "吴九", kept, address, page=2)
        assert (first.rows + second.rows, first.figure, none) == (whole.rows, whole.figure, False), address
        assert more == (len(whole.rows) > ON_A_PAGE)


def test_what_goes_on_at_the_end_of_a_year_is_what_the_next_begins_with(office: Office) -> None:
    for received, days in ((date(2019, 12, 31), 1), (date(2020, 12, 31), None), (date(2020, 1, 1), 365)):
        handed = Handed(CITIZEN, received, days, "a", late=False, voided=False)
        apply(office.app.store, application(handed))
    told = {year: row_totals(office, year) for year in (2019, 2020, 2021)}
    assert told[2019] == {"r1": 1, "r2": 0, "g": 0, "r4": 1}
    assert told[2020] == {"r1": 2, "r2": 1, "g": 2, "r4": 1}
    assert told[2021] == {"r1": 0, "r2": 1, "g": 0, "r4": 1}
