"""A report as JSON: written and read again."""

import json
from decimal import Decimal

import pytest

from content.counts import Counts
from content.report.cell import Cell
from content.report.format import format_of
from content.report.record import as_json, as_record, of_json, of_record
from content.report.report import Report
from tests.content.report.papers import MONEY, report


@pytest.mark.parametrize("year", [2020, 2023])
def test_a_report_comes_back_from_json_as_it_was(year: int) -> None:
    one = report(year)
    again = of_json(as_json(one))
    assert again == one
    assert all(type(again.cells[cell]) is type(value) for cell, value in one.cells.items())


def test_money_is_a_number_written_exactly_and_a_blank_is_null() -> None:
    cells = {**report(2023).cells, MONEY: Decimal("24252.311082"), Cell("table3", "r1", "自然人"): None}
    record = as_record(Report(office="示范高新区管委会", year=2023, cells=cells))
    assert '"本年收费金额（单位：万元）": 24252.311082' in json.dumps(record, ensure_ascii=False)
    assert record["table3"]["rows"][0]["values"][0] is None
    assert of_record(record).cells[MONEY] == Decimal("24252.311082")


def test_the_years_publications_come_back_too() -> None:
    counts = Counts(2023, media={"政府网站": 5}, months={3: {"政府网站": 5}}, columns={"通知公告": {"政府网站": 5}})
    one = Report(office="示范高新区管委会", year=2023, cells=report(2023).cells, counts=counts, media=("政府网站",))
    assert of_json(as_json(one)).counts == counts


def test_the_record_has_every_cell_of_the_form_with_its_label() -> None:
    record = as_record(report(2023))
    assert [row["key"] for row in record["table3"]["rows"]] == [line.key for line in format_of(2023).table3.rows]
    assert record["table4_labels"][5] == "行政诉讼-未经复议直接起诉-结果维持"
    assert len(record["table4"]) == 15
