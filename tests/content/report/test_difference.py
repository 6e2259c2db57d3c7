"""What differs between two reports of a year is named: cell, text, note, medium."""

from dataclasses import replace
from decimal import Decimal

from content.counts import Counts
from content.report.cell import Cell
from content.report.difference import differences
from content.report.report import Report

NEW = Cell("table3", "r1", "自然人")
FEE = Cell("table2", "行政事业性收费", "本年收费金额（单位：万元）")
REPORT = Report(
    office="示范高新区管委会",
    year=2026,
    cells={NEW: 1, FEE: Decimal("5.50")},
    text={"一": "全年收到 1 件。"},
    counts=Counts(2026, media={"政府网站": 629}),
)


def test_every_difference_is_named_with_its_place_and_nothing_else() -> None:
    after = replace(
        REPORT,
        cells={NEW: 2, FEE: Decimal("5.5")},
        text={"一": "全年收到 2 件。"},
        notes={"table4": "含上年度结转数量"},
        counts=Counts(2026, media={"政府网站": 630}),
    )
    found = differences(REPORT, after)
    assert [(one.where, one.before, one.after) for one in found] == [
        ("table3.r1.自然人", "1", "2"),
        ("text.一", "全年收到 1 件。", "全年收到 2 件。"),
        ("notes.table4", "", "含上年度结转数量"),
        ("media.政府网站", "629", "630"),
    ]
    assert found[0].place == "表三“一、本年新收政府信息公开申请数量”这一行、“自然人”这一列"


def test_a_report_does_not_differ_from_itself() -> None:
    assert differences(REPORT, REPORT) == []
