"""What people write in a register's fields, and what of it fits together."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from content.registers.entering import entered
from content.registers.kinds import REGISTERS
from content.registers.register import Value
from content.registers.written import amount_in, amount_told, count_in, day_in, month_in, yes_in

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("read", "written", "value"),
    [
        *(
            (month_in, text, date(2026, 3, 1))
            for text in ("2026-03", "2026年3月", "2026/3", "202603", "２０２６．０３")
        ),
        *(
            (month_in, text, date(2026, 3, 1))
            for text in ("202603", "二〇二六年三月", "2026-03-01", "2026-03-01 00:00")
        ),
        *((day_in, text, date(2026, 3, 2)) for text in ("2026-03-02", "2026.3.2", "二〇二六年三月二日", "20260302")),
        *((count_in, *pair) for pair in (("0", 0), ("2,601", 2601), ("2笔", 2), ("１６ 件", 16), ("120人次", 120))),
        *((yes_in, *pair) for pair in (("是", True), ("否", False), ("true", True))),
        (amount_in, "2059.2090万元", Decimal("2059.2090")),
        (amount_in, "24,252.311082", Decimal("24252.311082")),
        (amount_in, "251000元", Decimal("25.1")),
        (amount_in, "75394432.52元", Decimal("7539.443252")),
        (amount_in, "0", Decimal(0)),
    ],
)
def test_it_is_read_in_the_ways_people_write_it(read: Callable[[str], Value], written: str, value: Value) -> None:
    assert str(read(written)) == str(value)


@pytest.mark.parametrize(
    ("read", "written", "says"),
    [
        (month_in, "2026-13", "没有“2026-13”这个月"),
        (month_in, "3月", "“3月”看不出是哪个月，应写作 2026-03"),
        (month_in, "46082", "日期序号"),
        (month_in, "2026-03-05", "这里只写年月，应写作 2026-03"),
        (day_in, "2026-02-30", "“2026-02-30”看不懂或没有这一天"),
        (day_in, "1900-01-01", "太早"),
        (count_in, "-1", "只写 0 或正整数"),
        (count_in, "22（其中修订16件）", "说明写到别处"),
        (count_in, "1.5", "只写 0 或正整数"),
        (amount_in, "2亿元", "看不出是多少钱"),
        (amount_in, "-3", "看不出是多少钱"),
        (amount_in, "1.2345678", "不到一分钱"),
        (amount_in, "2510000000", "太大"),
        (yes_in, "大概", "应写作 是 或 否"),
    ],
)
def test_what_is_none_is_said_with_how_to_write_it(read: Callable[[str], Value], written: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read(written)


def test_who_wrote_yuan_is_told_what_became_of_it() -> None:
    assert [amount_told(text) for text in ("251000元", "25.1", "25.1万元")] == ["251000元 已按 25.1 万元登记", "", ""]


DOCUMENT = {"类别": "规章", "名称": "办法", "制发日期": "2026-02-01"}
CASE = {"类别": "行政复议", "受理日期": "2026-02-01", "申请人或原告": "张三", "事由": "不服"}
FAULTS = [
    ("documents", DOCUMENT | {"废止日期": "2026-01-31"}, ["废止日期 2026-01-31 早于制发日期 2026-02-01，请核对。"]),
    ("documents", DOCUMENT | {"制发日期": "2026-04-01"}, ["制发日期 2026-04-01 还没有到，请核对。"]),
    ("documents", DOCUMENT | {"废止理由": "过时"}, ["写了废止理由，没有写废止日期。"]),
    ("documents", DOCUMENT | {"公开日期": "2026-01-01"}, ["公开日期 2026-01-01 早于制发日期 2026-02-01，请核对。"]),
    ("documents", DOCUMENT | {"废止日期": "2026-12-31"}, []),
    ("cases", CASE | {"审结日期": "2026-03-01"}, ["写了审结日期，没有写结果：两项要么都写，要么都不写。"]),
    ("cases", CASE | {"结果": "结果维持"}, ["写了结果，没有写审结日期：两项要么都写，要么都不写。"]),
    (
        "cases",
        CASE | {"审结日期": "2026-01-01", "结果": "结果纠正"},
        ["审结日期 2026-01-01 早于受理日期 2026-02-01，请核对。"],
    ),
    (
        "matters",
        {"类别": "行政许可", "名称": "施工许可", "列入日期": "2020-01-01", "取消日期": "2019-01-01"},
        ["取消日期 2019-01-01 早于列入日期 2020-01-01，请核对。"],
    ),
    ("decisions", {"类别": "行政许可", "月份": "2026-04", "件数": "1"}, ["2026年4月还没有到，请核对。"]),
    (
        "procurement",
        {"月份": "2026-01", "项目数量": "0", "金额（万元）": "3"},
        ["有采购金额，项目数量却是 0，请核对。"],
    ),
    ("complaints", {"收到日期": "2026-01-01", "事由": "栏目没有更新"}, []),
    (
        "facts",
        {"类别": "培训", "on": "2026-05-01", "says": "培训两次"},
        ["日期 2026-05-01 还没有到，请核对。"],
    ),
]


@pytest.mark.parametrize(("name", "fields", "says"), FAULTS)
def test_what_does_not_fit_together_is_said(name: str, fields: dict[str, str], says: list[str]) -> None:
    assert [fault.says for fault in entered(REGISTERS[name], fields, TODAY).faults] == says


def test_a_field_said_twice_under_both_its_names_is_a_fault() -> None:
    (fault,) = entered(REGISTERS["documents"], {**DOCUMENT, "title": "另一个"}, TODAY).faults
    assert "写了两次（名称、title 是一项）" in fault.says


def test_a_sentence_for_the_report_ends_like_one() -> None:
    fields = {"类别": "培训", "日期": "2026-02-01", "写进年报的话": "举办培训 2 次", "次数或人次": "120人次"}
    values = entered(REGISTERS["facts"], fields, TODAY).values
    assert values is not None
    assert (values["says"], values["number"]) == ("举办培训 2 次。", 120)
