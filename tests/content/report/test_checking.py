"""All checks together: what blocks comes first, and what is complete and right is left alone."""

from dataclasses import replace
from decimal import Decimal

import pytest

from content.report.cell import Cell, Number
from content.report.checking import findings
from content.report.finding import Finding
from content.report.format import format_of
from content.report.levels import aggregate
from content.report.report import Report
from tests.content.report.papers import MONEY, OFFICE, report, table_three

FORM = format_of(2023)
TEXT = {
    "一": "（一）主动公开。全年主动公开政府信息9条。\n\n（二）依申请公开。收到政府信息公开申请8件，办结7件。\n\n"
    "（三）政府信息管理。制度健全。\n\n（四）平台建设。维护网站一个。\n\n（五）监督保障。培训两次。",
    "五": "存在的主要问题：新媒体更新不够及时，个别栏目内容较少。改进情况：已补充栏目内容，并安排专人每日检查。",
    "六": "本年度无收取信息处理费情况。",
}


def whole(cells: dict[Cell, Number] | None = None, text: dict[str, str] | None = None) -> Report:
    none = {Cell("table2", "规章", column): 0 for column in ("本年制发件数", "本年废止件数", "现行有效件数")}
    given = {**report(2023).cells, **none, **(cells or {})}
    return Report(office=OFFICE, year=2023, cells=given, text={**TEXT, **(text or {})})


def codes(found: list[Finding]) -> list[str]:
    return [one.identity for one in found]


def test_a_report_that_is_whole_and_right_has_nothing_to_tell() -> None:
    assert findings(whole()) == []


def test_a_number_of_things_is_whole_and_not_below_0() -> None:
    made, in_force = (Cell("table2", "规章", column) for column in ("本年制发件数", "现行有效件数"))
    told = [one.says for one in findings(whole({made: -1, in_force: Decimal("2.5")})) if one.identity == "number"]
    assert [says.partition("是")[2] for says in told] == ["-1，不会是负数，请核对。", "2.5，不会是小数，请核对。"]


@pytest.mark.parametrize(
    ("number", "text", "code", "blocks", "says"),
    [
        ("五", " ", "section", True, "第五部分“存在的主要问题及改进情况”没有内容"),
        ("六", "无。", "missing", False, "第六部分没有写到“信息处理费”"),
        ("一", f"{TEXT['一']}〔请填写：培训〕", "placeholder", True, "〔请填写：培训〕"),
        ("一", f"{TEXT['一']}![专栏](专栏.png)", "picture", False, "改成文字或表格"),
        ("一", f"{TEXT['一']}{'公开透明。' * 200}", "length", False, "原则上不超过1000字"),
        ("一", f"{TEXT['一']}2022年制作政府信息90条。", "last_year", False, "这是2023年的报告"),
        ("一", f"{TEXT['一']}联系人电话：13800000001。", "mobile", True, "手机"),
        ("一", f"{TEXT['一']}收到政府信息公开申请9件。", "X1", False, "表里是8"),
    ],
)
def test_what_the_text_lacks_or_has_too_much_of_is_told(
    number: str, text: str, code: str, *, blocks: bool, says: str
) -> None:
    found = [one for one in findings(whole(text={number: text})) if one.identity == code]
    assert [one.blocks for one in found][:1] == [blocks]
    assert says in found[0].says


def test_a_slash_in_the_offices_name_makes_no_folder_of_its_documents() -> None:
    assert replace(whole(), office="区卫健委/爱卫办").file_name == "区卫健委／爱卫办2023年政府信息公开工作年度报告"


def test_what_blocks_comes_first() -> None:
    broken = {Cell("table4", "复议后起诉", "结果维持"): 1}
    found = findings(whole(broken, {"六": "无。", "五": ""}))
    assert [one.blocks for one in found] == sorted((one.blocks for one in found), reverse=True)
    assert "I3" in codes(found)


def test_a_district_has_no_regulations_of_its_own() -> None:
    cells: dict[Cell, Number] = {Cell("table2", "规章", "现行有效件数"): 7}
    assert [(one.row, one.found) for one in findings(whole(cells))] == [("规章", 7)]
    city = Report(office="某某市人民政府办公厅", year=2023, cells=whole(cells).cells, text=TEXT)
    assert findings(city) == []


def test_last_years_words_and_figures_that_jump_are_told() -> None:
    before = Report(office=OFFICE, year=2022, cells=whole().cells, text=TEXT)
    carried = table_three(FORM, {("r2", "自然人"): 1, ("a", "自然人"): 5, ("d1", "自然人"): 2})
    licences, money = Cell("table2", "行政许可", "本年处理决定数量"), Decimal(147224900)
    now = whole(
        {**carried, licences: 600, MONEY: money}, {"一": "主动公开、依申请公开、政府信息管理、平台建设、监督保障。"}
    )
    found = findings(now, before)
    assert {one.row for one in found if one.identity == "jump"} == {"行政许可", "行政事业性收费"}
    assert any("单位是不是写成了元" in one.says for one in found)
    assert [one.says for one in found if one.identity == "same_text"] == [
        "第五部分和上年报告几乎一样：要写本年的具体情况，不得年年雷同。"
    ]
    assert "Y1" not in codes(found)


def test_a_place_is_the_sum_of_its_bodies_with_room_for_rounding() -> None:
    one, other = whole(), whole({MONEY: Decimal("5949.088667")})
    added: dict[Cell, Number] = {cell: (value or 0) + (other.cells[cell] or 0) for cell, value in one.cells.items()}
    assert aggregate(whole(added | {MONEY: Decimal("20671.58")}), [one, other], FORM) == []
    swapped = aggregate(whole(added | {MONEY: Decimal("20617.578667")}), [one, other], FORM)
    assert [(found.identity, found.row, found.expected) for found in swapped] == [
        ("L1", "行政事业性收费", Decimal("20671.578667"))
    ]
    assert "抄颠倒了" in swapped[0].says
    lacking = aggregate(whole({**added, Cell("table3", "a", "自然人"): 7}), [one, other], FORM)
    assert [(found.row, found.found, found.expected) for found in lacking] == [("a", 7, 8)]
    assert aggregate(whole(added), [one, Report(office="另一个", year=2023, cells={})], FORM) == []
