"""Wide tables of figures under marked headings: what is not 0 is said with its heading, the rest is said to be 0."""

from channels.wechat.rendition import write
from content.text import plain

HEADS = (
    '<tr><td colspan="2" rowspan="2">（勾稽关系）</td><th colspan="4">申请人情况</th></tr>'
    "<tr><th>自然人</th><th>企业</th><th>其他</th><th>总计</th></tr>"
)


def lines(rows: str) -> list[str]:
    return plain(write(f"<table>{HEADS}{rows}</table>", "", "").html).split("\n")


def figures(*numbers: str) -> str:
    return "".join(f"<td>{number}</td>" for number in numbers)


def test_rows_are_titled_by_their_labels_and_groups_stand_above() -> None:
    said = lines(
        f'<tr><th colspan="2">新收</th>{figures("1", "0", "0", "1")}</tr>'
        f'<tr><th rowspan="2">办理结果</th><th>公开</th>{figures("0", "0", "0", "0")}</tr>'
        f"<tr><th>不公开</th>{figures('1,200', '-4', '2.5万元', '1')}</tr>"
    )
    assert said == [
        "（勾稽关系）",
        "新收", "自然人 1，总计 1，其余各项均为 0",
        "办理结果", "公开", "各项均为 0",
        "不公开", "自然人 1,200，企业 -4，其他 2.5万元，总计 1",
    ]  # fmt: skip


def test_a_blank_is_not_called_0() -> None:
    said = lines(
        f'<tr><th colspan="2">甲</th>{figures("0", "", "0", "0")}</tr>'
        f'<tr><th colspan="2">乙</th>{figures("", "", "", "")}</tr>'
    )
    assert said[1:] == ["甲", "自然人 0，其他 0，总计 0", "乙", "未填"]


def test_a_table_with_words_in_it_is_none_of_these() -> None:
    said = lines(f'<tr><th colspan="2">甲</th>{figures("张三", "0", "0", "0")}</tr>')
    assert not any("均为 0" in line for line in said)
    assert any("张三" in line for line in said)
