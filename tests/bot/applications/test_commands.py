"""`gongkai applications`, as a clerk types it."""

import csv
import json
import stat
from datetime import date
from pathlib import Path

import pytest

from content.sheets import rows_of
from tests.bot.conftest import Run
from tests.bot.office import Office

LETTER = """\
申请方式: 邮寄
申请人类别: 商业企业
申请人: =示范有限公司
证件名称: 统一社会信用代码
证件号码: 91350128MA00000007
联系电话: 13800000000
通信地址: 示范路1号
内容描述: 2024年度园区绿化养护合同
载体形式: 纸质
获取方式: 邮寄
提交时间: 2025-03-03
"""


def letter(at_desk: Office, text: str = LETTER, name: str = "来信.yaml") -> Path:
    path = at_desk.folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_letter_is_registered_from_its_file_and_listed(at_desk: Office, go: Run) -> None:
    ran = go("receive", letter(at_desk))
    assert (ran.code, ran.err) == (0, "")
    assert "依申请〔2025〕0001号，收到日期 2025-03-03，最迟 2025-03-31 答复" in ran.out
    assert "=示范有限公司" in go("list").out
    assert json.loads(go("list", "--state", "received", "--json").out)[0]["received_on"] == "2025-03-03"
    assert json.loads(go("list", "--state", "已办结", "--json").out) == []


def test_the_same_in_json_and_with_a_field_said_over_it(at_desk: Office, go: Run) -> None:
    path = letter(at_desk, '{"way": "传真", "申请人": "李四"}', "传真.json")
    ran = go("receive", path, "--field", "name=王五", "--json")
    assert json.loads(ran.out)["name"] == "王五"


def test_the_same_file_again_is_refused_unless_it_really_came_again(at_desk: Office, go: Run) -> None:
    go("receive", letter(at_desk))
    again = go("receive", letter(at_desk))
    assert (again.code, "依申请〔2025〕0001号" in again.err, "--again" in again.err) == (1, True, True)
    assert "依申请〔2025〕0002号" in go("receive", letter(at_desk), "--again").out


def test_what_is_missing_is_told_with_the_last_day_to_ask(go: Run) -> None:
    ran = go("receive", "--field", "申请方式=当面", "--field", "提交时间=2025-03-03")
    assert ran.code == 0
    assert ran.err.count("[要补正]") == 6
    assert "最迟 2025-03-12" in ran.err


def test_every_fault_of_a_file_is_told_with_its_line_and_nothing_is_registered(at_desk: Office, go: Run) -> None:
    ran = go("receive", letter(at_desk, "申请方式: 飞鸽\n申请: 张三\n提交时间: 昨天\nname: [张三]\n"))
    assert ran.code == 2
    for line in (
        "第1行 申请方式：“飞鸽”不能用",
        "第2行 申请：没有这一项",
        "第3行 提交时间：",
        "第4行 name：只能写一段文字",
    ):
        assert line in ran.err
    assert json.loads(go("list", "--json").out) == []


def test_a_file_that_says_nothing_of_the_way_or_the_same_twice_is_refused(at_desk: Office, go: Run) -> None:
    assert "没有写申请方式" in go("receive", letter(at_desk, "申请人: 张三\n")).err
    assert "写了两次" in go("receive", letter(at_desk, "way: 当面\n申请人: 张三\nname: 李四\n")).err
    assert "没有内容" in go("receive", letter(at_desk, "")).err


def test_a_form_saved_by_an_old_program_with_wide_colons_is_read(at_desk: Office, go: Run) -> None:
    path = at_desk.folder / "来信.yaml"
    path.write_bytes(LETTER.replace(": ", "：").encode("gbk"))
    ran = go("receive", path)
    assert (ran.code, "GB18030" in ran.err) == (0, True)
    assert "收到日期 2025-03-03" in ran.out


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("申请的人：陈七\n申请的事：合同\n".encode(), "第1行 名称后面要用英文冒号“:”，再空一格，现在是中文冒号"),
        ("申请方式: 当面\n申请的人：陈七\n".encode(), "第2行 名称后面要用英文冒号“:”"),
        ("# 申请\n来了一个人\n".encode(), "第2行 看不出各项"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPG 图片"),
        (b"PK\x03\x04\x14\0\x06\0", "Office 文件"),
    ],
)
def test_a_file_that_is_no_form_is_refused_in_words(at_desk: Office, go: Run, content: bytes, says: str) -> None:
    path = at_desk.folder / "来信.yaml"
    path.write_bytes(content)
    for over in ((), ("--field", "申请方式=当面")):
        ran = go("receive", path, *over)
        assert (ran.code, says in ran.err) == (2, True)
    assert json.loads(go("list", "--json").out) == []


def test_the_whole_way(at_desk: Office, go: Run) -> None:
    """The command reads the machine's clock; what is told is compared with what is registered."""
    card, seen = at_desk.folder / "card.pdf", at_desk.folder / "调阅"
    card.write_bytes(b"%PDF-1.4 sample")
    number = json.loads(go("receive", *FAX, "--picture", card, "--json").out)["number"]
    assert "还没有与申请人确认收到" in go("list", "--due").out
    assert "最迟" in go("confirm", number).out
    assert "正在查找" in go("progress", number, "--says", "正在查找。").out
    assert "已更正" in go("correct", number, "--field", "联系电话=13900000000", "--reason", "听错了").out
    assert go("identity", number, "--to", seen, "--reason", "核对身份").code == 0
    assert (seen / "证件图片1.pdf").read_bytes() == card.read_bytes()
    assert "予以公开" in go("close", number, "--outcome", "a", "--says", "已寄出。").out
    assert "证件图片 1 个" in go("show", number).out
    assert "删除证件图片 1 个" in go("identity", number, "--drop").out
    shown = json.loads(go("show", number, "--json").out)
    assert (shown["state"], shown["outcome"], shown["says"], shown["pictures"]) == ("closed", "a", "已寄出。", 0)
    acts = "登记 存入证件图片 确认收到 办理进展 更正登记 调阅证件图片 办结 删除证件图片"
    assert [line["act"] for line in shown["history"]] == acts.split()
    assert "听错了" in go("show", number).out


def test_a_day_written_down_wrongly_is_put_right(at_desk: Office, go: Run) -> None:
    number = json.loads(go("receive", letter(at_desk), "--json").out)["number"]
    ran = go("correct", number, "--field", "提交时间=2025年2月28日", "--reason", "看错了")
    assert (ran.code, ran.out) == (0, f"{number} 已更正：收到日期 2025-02-28，最迟 2025-03-28 答复。\n")
    ran = go("correct", number, "--field", "提交时间=2025-02-20", "--received", "2025-02-21", "--reason", "看错了")
    assert "收到日期 2025-02-21" in ran.out
    wrong = go("correct", number, "--field", "提交时间=前天", "--field", "电话=1", "--reason", "看错了")
    assert (wrong.code, "submitted_at" in wrong.err) == (2, False)
    assert "提交时间：" in wrong.err
    assert "电话：没有这一项，是不是“联系电话”" in wrong.err


FAX = ("--field", "申请方式=传真", "--field", "申请人=张三", "--field", "联系电话=13800000000")


def test_the_register_goes_out_as_a_table_no_spreadsheet_runs(at_desk: Office, go: Run) -> None:
    go("receive", letter(at_desk))
    table, records = at_desk.folder / "登记.csv", at_desk.folder / "登记.json"
    assert "个人信息" in go("export", table).out
    assert stat.S_IMODE(table.stat().st_mode) == 0o600
    with table.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["申请编号"], row["申请人"], row["办理状态"]) == ("依申请〔2025〕0001号", "'=示范有限公司", "已收到")
    go("export", records, "--year", "2025")
    assert json.loads(records.read_text(encoding="utf-8"))[0]["received_on"] == "2025-03-03"
    assert "visitor" not in records.read_text(encoding="utf-8")


def test_a_workbook_is_one_and_no_file_is_written_over(at_desk: Office, go: Run) -> None:
    go("receive", letter(at_desk))
    book, kept = at_desk.folder / "登记.xlsx", at_desk.folder / "来信.yaml"
    assert go("export", book).code == 0
    assert stat.S_IMODE(book.stat().st_mode) == 0o600
    assert rows_of(book.read_bytes())[1][1][:2] == ["依申请〔2025〕0001号", "邮寄"]
    wrong = go("export", kept)
    assert (wrong.code, ".xlsx" in wrong.err, kept.read_text(encoding="utf-8")) == (2, True, LETTER)
    for name in ("登记.csv", "登记.json"):
        (at_desk.folder / name).write_text("去年的", encoding="utf-8")
        ran = go("export", at_desk.folder / name)
        assert (ran.code, "已经有" in ran.err) == (1, True)
        assert (at_desk.folder / name).read_text(encoding="utf-8") == "去年的"


def test_what_spared_people_an_application_is_shown_with_how_often(at_desk: Office, go: Run) -> None:
    assert go("helped").out == "还没有。\n"
    at_desk.open().register({"张三": {"信息员"}})
    ref = at_desk.submitted(at_desk.item("绿化养护合同公示"))
    with at_desk.app.store.write() as work:
        for _ in range(2):
            work.applications.helped(ref.split(".")[0], date(2025, 3, 4))
    at_desk.app.close()
    assert json.loads(go("helped", "--year", "2025", "--json").out) == [
        {"item_id": ref.split(".")[0], "title": "绿化养护合同公示", "times": 2}
    ]
    assert "绿化养护合同公示" in go("helped", "--year", "2025").out
    assert go("helped", "--year", "2024").out == "还没有。\n"


def test_wrong_use_is_told(go: Run) -> None:
    assert (go("show", "2025-9").code, go("identity", "2025-9").code, go("list", "--state", "无").code) == (2, 2, 2)


def test_the_fields_there_are_can_be_looked_up(run: Run) -> None:
    ran = run("applications", "fields")
    assert "当面、邮寄、平信、传真、网上、电子邮件、微信" in ran.out


def test_the_log_shows_what_was_done_and_to_nobody_whose_it_is(at_desk: Office, go: Run, run: Run) -> None:
    go("receive", letter(at_desk))
    shown = run("log", "list", "--kind", "registered", settings=at_desk.settings).out
    assert "依申请〔2025〕0001号" in shown
    assert "示范有限公司" not in shown
