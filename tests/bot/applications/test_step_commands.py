"""The steps of an application, as a clerk types them; days are told, as the command reads the machine's clock."""

import json

import pytest

from tests.bot.conftest import Run

NUMBER = "依申请〔2025〕0001号"
CAME = ("--field", "申请方式=邮寄", "--field", "申请人=张三", "--field", "提交时间=2025-03-03")


@pytest.fixture
def go(go: Run) -> Run:
    go("receive", *CAME)
    return go


def test_the_whole_way_with_every_step(go: Run) -> None:
    asked = go("supplement", "2025-1", "--says", "请写明年份。", "--on", "2025-03-04", "--until", "2025-03-20")
    assert asked.out == f"{NUMBER}：已登记告知补正。待补正，申请人最迟 2025-03-20 补正。\n"
    assert NUMBER in go("list", "--state", "待补正").out
    assert "申请人补正，2025-03-20 到期" in go("list", "--due").out
    assert "2025-04-08 答复" in go("supplement", "2025-1", "--completed", "2025-03-10").out
    consulted = go("consult", "2025-1", "--party", "甲公司", "--on", "2025-03-11", "--reached", "2025-03-12")
    assert "对方最迟 2025-04-02 答复" in consulted.out
    heard = go("opinion", "2025-1", "--answer", "不同意", "--on", "2025-03-14", "--says", "商业秘密。")
    assert heard.out == f"{NUMBER}：已登记不同意公开。收到日期 2025-03-03，最迟 2025-04-11 答复。\n"
    extended = go("extend", "2025-1", "--approved-by", "王五", "--days", "5", "--on", "2025-03-17")
    assert "最迟 2025-04-18 答复" in extended.out
    charged = go("charge", "2025-1", "--yuan", "1,300.50元", "--basis", "按量", "--on", "2025-03-18")
    assert "待缴费，申请人最迟 2025-04-16 缴清" in charged.out
    assert "最迟 2025-04-21 答复" in go("charge", "2025-1", "--paid", "2025-03-19").out
    assert "2025-03-20 办结，部分公开" in go("close", "2025-1", "--outcome", "b", "--on", "2025-03-20").out
    shown = json.loads(go("show", "2025-1", "--json").out)
    assert (shown["fee_fen"], shown["steps"]["fee"]["paid_on"]) == (130_050, "2025-03-19")
    told = go("show", "2025-1").out
    for line in ("2025-03-04 告知，限 2025-03-20", "商业秘密", "经王五同意，延长 5 个工作日", "按量收费 1300.50 元"):
        assert line in told


def test_a_late_question_is_told_and_what_was_entered_by_mistake_is_taken_back(go: Run) -> None:
    late = go("supplement", "2025-1", "--says", "请写明年份。", "--on", "2025-03-20")
    assert (late.code, "告知补正晚了" in late.err) == (0, True)
    undone = go("undo", "2025-1", "补正", "--reason", "登错了")
    assert undone.out == f"{NUMBER}：已撤销补正。收到日期 2025-03-03，最迟 2025-03-31 答复。\n"
    go("close", "2025-1", "--outcome", "a")
    assert "最迟 2025-03-31 答复" in go("undo", "2025-1", "closing", "--reason", "点错了").out
    assert "已作废" in go("void", "2025-1", "--reason", "登重了").out
    assert NUMBER not in go("list").out
    assert NUMBER in go("list", "--state", "已作废").out
    assert go("receive", *CAME).code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("supplement", "2025-1"), "其中一个"),
        (("charge", "2025-1", "--yuan", "3元", "--paid", "2025-03-04"), "其中一个"),
        (("charge", "2025-1", "--yuan", "三百", "--basis", "按件"), "不是金额"),
        (("charge", "2025-1", "--yuan", "300", "--basis", "按天"), "可写：按件、按量"),
        (("opinion", "2025-1", "--answer", "或许"), "可写：同意公开"),
        (("undo", "2025-1", "答复", "--reason", "错"), "可写：closing"),
    ],
)
def test_wrong_words_are_told_with_the_right_ones(go: Run, words: tuple[str, ...], says: str) -> None:
    ran = go(*words)
    assert (ran.code, says in ran.err) == (2, True)
