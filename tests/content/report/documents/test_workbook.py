"""The workbook: totals and checks as formulas that give the report's figures, reckoned by LibreOffice itself."""

import subprocess
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from content.report.cell import Cell
from content.report.documents.layout import Place, layouts
from content.report.documents.workbook import workbook
from content.report.labels import CHINESE
from content.report.report import Report
from tests import parts
from tests.content.report.documents.samples import MEDIA, later, zone

BROKEN = replace(later(), cells={**later().cells, Cell("table3", "a", "自然人"): 6})
REPORTS: Mapping[str, Report] = {"zone": zone(), "later": later(), "broken": BROKEN}


@pytest.fixture(scope="session")
def reckoned(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Each workbook with what LibreOffice makes of its formulas: their values were taken out before."""
    folder = tmp_path_factory.mktemp("workbooks")
    for name, report in REPORTS.items():
        openpyxl.load_workbook(BytesIO(workbook(report))).save(folder / f"{name}.xlsx")  # keeps formulas alone
    names = [str(folder / f"{name}.xlsx") for name in REPORTS]
    made = ["--headless", "--convert-to", "xlsx", "--outdir", str(folder / "made"), *names]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run([str(parts.place("libreoffice")), profile, *made], check=True, capture_output=True, timeout=120)
    return {name: openpyxl.load_workbook(folder / "made" / f"{name}.xlsx", data_only=True) for name in REPORTS}


def at(book: Any, place: Place) -> Any:
    """A figure's cell on its sheet: the table begins in the second row."""
    assert place.cell is not None
    return book[CHINESE[place.cell.table]].cell(place.row + 2, place.column + 1)


def figures(report: Report) -> list[Place]:
    return [place for layout in layouts(report.format).values() for place in layout.places if place.cell]


@pytest.mark.part("libreoffice")
@pytest.mark.parametrize("name", REPORTS)
def test_what_libreoffice_reckons_is_the_report(reckoned: Mapping[str, Any], name: str) -> None:
    report = REPORTS[name]
    for place in figures(report):
        value, number = at(reckoned[name], place).value, report.cells[place.cell] if place.cell else None
        assert value == pytest.approx(float(number)) if number is not None else value is None


@pytest.mark.part("libreoffice")
def test_the_checks_say_whether_the_identities_hold(reckoned: Mapping[str, Any]) -> None:
    assert (
        _checks(reckoned["zone"])
        == _checks(reckoned["later"])
        == {"S1": "相符", "I1": "相符", "I2": "相符", "I3": "相符"}
    )
    assert _checks(reckoned["broken"]) == {"S1": "相符", "I1": "不符", "I2": "不符", "I3": "相符"}
    three = reckoned["broken"]["表三"]
    beside = [three.cell(row, 12).value for row in range(5, 30)]
    assert beside.count("不符") == 1
    assert beside[2] == "不符"  # 予以公开


def _checks(book: Any) -> dict[str, str]:
    rows = book["封面"].iter_rows(min_row=5, max_col=2, values_only=True)
    return {str(name)[:2]: verdict for name, verdict in rows if name}


@pytest.mark.part("libreoffice")
def test_publications_add_up_by_month_and_medium(reckoned: Mapping[str, Any]) -> None:
    rows = list(reckoned["zone"]["渠道"].values)
    assert {row[0]: row[13] for row in rows[1:5]} == {MEDIA[0]: 629, MEDIA[1]: 102, MEDIA[3]: 60, "合计": 791}
    assert rows[5][:2] == ("同一信息在不同载体公开的只计1条", "不详")


@pytest.mark.parametrize("name", REPORTS)
def test_totals_are_formulas_and_their_values_are_in_the_file_too(name: str) -> None:
    report, content = REPORTS[name], workbook(REPORTS[name])
    formulas, values = (
        openpyxl.load_workbook(BytesIO(content)),
        openpyxl.load_workbook(BytesIO(content), data_only=True),
    )
    totals = [place for place in figures(report) if place.cell and "总计" in place.cell.column]
    written = [str(at(formulas, place).value) for place in totals]
    assert sum(one.startswith("=SUM(") for one in written) == len(totals) - (name == "broken")
    assert all(report.cells[place.cell] == at(values, place).value for place in totals if place.cell)
    assert values["封面"]["B5"].value == "相符"


def test_it_prints_on_a4_with_the_forms_merged_cells_and_units() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(zone())))
    three = book["表三"]
    assert {"A2:C4", "D2:J2", "E3:I3", "A7:A26", "B9:B16"} <= {str(area) for area in three.merged_cells.ranges}
    assert (three.page_setup.paperSize, three.print_area, three.print_title_rows) == (9, "'表三'!$A$1:$J$27", "$2:$4")
    assert book["表二"]["C19"].number_format == '0"万元"'
    assert openpyxl.load_workbook(BytesIO(workbook(later())))["表二"]["B15"].number_format == "0.000"
    with ZipFile(BytesIO(workbook(zone()))) as inside:
        assert len([name for name in inside.namelist() if "/charts/" in name]) == 2


def test_a_name_that_begins_like_a_formula_stays_words() -> None:
    report = replace(zone(), office='=HYPERLINK("http://x")', notes={"table2": "=1+1"})
    book = openpyxl.load_workbook(BytesIO(workbook(report)))
    assert book["封面"]["A1"].data_type == "s"
    assert not [cell for row in book["表二"].iter_rows() for cell in row if cell.data_type == "f"]
