"""Applications from before this system, out of a table: read to the letter, or refused with the line."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime

import pytest

from content.registers.application_file import File, read_applications
from content.registers.application_table import HEADINGS, cells_of
from content.registers.application_words import charge_in, outcome_in
from content.registers.applications import OUTCOMES, ApplicantKind, State, Way
from content.registers.working_days import AnnouncedDays
from content.report.format import formats
from content.zone import SHANGHAI

TODAY = date(2026, 1, 20)
ROW = {
    "申请方式": "网上",
    "申请人类别": "自然人",
    "申请人": "张三",
    "内容描述": "绿化合同",
    "提交时间": "2025-03-03 09:30",
    "收到日期": "2025-03-04",
    "办理结果": "予以公开",
    "办结日期": "2025-03-20",
    "收费": "",
    "延长": "",
    "延长日期": "",
    "原编号": "甲1",
}
TOP, GOOD = tuple(ROW), tuple(ROW.values())
STEPS_TOP = (
    *TOP,
    *("补正告知日期", "补正期限", "收到补正日期", "征求意见", "计费方式", "收费通知日期", "通知金额（元）", "缴费期限"),
)


def table(*rows: Sequence[str], top: Sequence[str] = TOP) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([top, *rows])
    return out.getvalue().encode()


def read(*rows: Sequence[str], top: Sequence[str] = TOP) -> File:
    return read_applications("申请.csv", table(*rows, top=top), TODAY, AnnouncedDays())


def but(**changed: str) -> list[str]:
    return [*(ROW | changed).values()]


def test_a_closed_one_says_all_that_counts() -> None:
    (row,) = read(GOOD).rows
    one = row.application
    assert (one.draft.way, one.draft.applicant_kind, one.draft.former_number) == (
        Way.ONLINE,
        ApplicantKind.PERSON,
        "甲1",
    )
    assert one.submitted_at == datetime(2025, 3, 3, 9, 30, tzinfo=SHANGHAI)
    assert (one.received_on, one.due_on) == (date(2025, 3, 4), date(2025, 4, 1))
    assert (one.state, one.outcome, one.closed_on) == (State.CLOSED, "a", date(2025, 3, 20))


def test_an_open_one_runs_by_its_day_of_receipt_and_one_by_post_is_received_the_day_it_came() -> None:
    read_ = read(
        but(办理结果="", 办结日期=""),
        but(申请方式="EMS", 收到日期="", 办理结果="", 办结日期="", 原编号="甲2"),
        but(收到日期="", 办理结果="", 办结日期="", 原编号="甲3"),
    )
    assert read_.faults == ()
    states = [(row.application.state, row.application.received_on) for row in read_.rows]
    assert states == [
        (State.RECEIVED, date(2025, 3, 4)),
        (State.RECEIVED, date(2025, 3, 3)),
        (State.SUBMITTED, None),
    ]


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_an_outcome_is_known_by_its_key_and_by_the_labels_of_either_format(outcome: str) -> None:
    assert outcome_in(outcome) == outcome_in(OUTCOMES[outcome]) == outcome
    for one in formats():
        for line in one.table3.rows:
            if line.counts == (outcome,):
                assert outcome_in(one.table3.labels[line.key]) == outcome
                assert outcome_in(line.texts[-1].text) == outcome


def test_an_outcome_that_may_mean_several_rows_is_refused_with_the_rows() -> None:
    with pytest.raises(ValueError, match="c1 不予公开：属于国家秘密"):
        outcome_in("不予公开")


@pytest.mark.parametrize(("cell", "fen"), [("", 0), ("无", 0), ("100", 10_000), ("1,200.5元", 120_050), ("0.01", 1)])
def test_money_is_read_to_the_last_place(cell: str, fen: int) -> None:
    assert charge_in(cell) == fen


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"申请方式": "飞鸽"}, "申请方式：“飞鸽”不能用，可写：当面、邮寄"),
        ({"申请人类别": ""}, "申请人类别：“”不能用"),
        ({"提交时间": "三月"}, "提交时间：“三月”"),
        ({"提交时间": "", "收到日期": ""}, "没有写提交时间"),
        ({"办理结果": "驳回"}, "办理结果：“驳回”不能用"),
        ({"办结日期": ""}, "没有写办结日期"),
        ({"办理结果": ""}, "没有写办理结果"),
        ({"收到日期": ""}, "已经办结，没有写收到日期"),
        ({"收到日期": "2025-03-01"}, "收到日期 2025-03-01 早于提交的日期 2025-03-03"),
        ({"办结日期": "2025-03-03"}, "办结日期 2025-03-03 早于收到日期 2025-03-04"),
        ({"办结日期": "2026-02-01"}, "办结日期：2026-02-01 还没有到"),
        ({"收费": "若干"}, "收费（元）：“若干”不是金额"),
        ({"延长": "30"}, "延长工作日：“30”不能用"),
        ({"延长": "是"}, "延长还缺延长日期"),
        ({"内容描述": "长" * 2001}, "内容描述：最多 2000 字"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(changed: dict[str, str], says: str) -> None:
    found = read(GOOD, but(**{"原编号": "甲2", **changed}))
    assert [fault.line for fault in found.faults] == [3]
    assert says in found.faults[0].says
    assert len(found.rows) == 1


def test_rows_that_say_the_same_are_told_apart_by_their_former_numbers_only() -> None:
    twice = read(GOOD, GOOD)
    assert str(twice.faults[0]) == "第 3 行：原编号与第 2 行相同。"
    without = read(but(原编号=""), but(原编号=""))
    assert "与第 2 行内容相同" in without.faults[0].says
    assert read(GOOD, but(原编号="甲2")).faults == ()


def test_a_table_without_its_columns_is_none() -> None:
    found = read(("张三",), top=("申请人",))
    assert (found.faults[0].line, found.rows) == (0, ())
    assert "申请方式" in found.faults[0].says


def test_what_was_noticed_and_paid_was_charged_where_no_column_says_so() -> None:
    top = (*TOP, "计费方式", "收费通知日期", "通知金额（元）", "缴费期限", "缴费日期")
    (row,) = read((*GOOD, "按件", "2025-03-07", "100", "2025-04-07", "2025-03-10"), top=top).rows
    assert row.application.fee_fen == 10_000


@pytest.mark.parametrize(
    ("place", "day", "says"),
    [
        (1, "2025-03-04", "补正：2025-03-04 早于 2025-03-05"),
        (2, "2025-03-04", "补正：2025-03-04 早于 2025-03-05"),
        (2, "2025-03-21", "办结日期 2025-03-20 早于 2025-03-21 的办理步骤"),
        (3, "第三方 | 甲 | 2025-03-06 | - | 2025-03-27 | 同意公开 | 2025-03-05 | -", "征求意见：2025-03-05 早于"),
        (7, "2025-03-06", "收费通知：2025-03-06 早于 2025-03-07"),
    ],
)
def test_days_of_steps_that_cannot_be_are_told(place: int, day: str, says: str) -> None:
    steps = ["2025-03-05", "2025-03-26", "2025-03-10", "", "按件", "2025-03-07", "100", "2025-04-07"]
    steps[place] = day
    (fault,) = read((*GOOD, *steps), top=STEPS_TOP).faults
    assert says in fault.says


def test_what_was_done_on_the_way_comes_back_as_it_was_written() -> None:
    opinion = "第三方 | 示范公司 | 2025-03-06 | - | 2025-03-27 | 不同意公开 | 2025-03-12 | 涉及报价"
    steps = ("2025-03-05", "2025-03-26", "2025-03-10", opinion, "按件", "2025-03-07", "100", "2025-04-07")
    (row,) = read((*but(收费="100", 延长="20", 延长日期="2025-03-19"), *steps), top=STEPS_TOP).rows
    one = row.application
    assert one.fee_fen == 10_000
    assert one.steps.extension
    assert one.steps.fee
    assert one.steps.consultations[0].answered_on == date(2025, 3, 12)
    again = read_applications("出.csv", table(cells_of(one), top=HEADINGS), TODAY, AnnouncedDays())
    assert again.faults == ()
    assert again.rows[0].application == one
