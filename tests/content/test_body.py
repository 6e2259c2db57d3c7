"""From Markdown and HTML to what is published."""

import pytest

from content.text import plain
from tests.content.papers import FRONT, Desk


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("第一段\n　　第二段\n\n    第三段", "<p>第一段</p>\n<p>第二段</p>\n<p>第三段</p>"),
        ("一行  \n换行", "<p>一行<br>\n换行</p>"),
        ("**“重点”**是**粗。**后", "<p><strong>“重点”</strong>是<strong>粗。</strong>后</p>"),
        ("长*宽*高，规格3*5*8米", "<p>长*宽*高，规格3*5*8米</p>"),
        (
            "证号350128********0003，手机154****1234、154****5678",
            "<p>证号350128********0003，手机154****1234、154****5678</p>",
        ),
        ("张**、李**、王**。", "<p>张**、李**、王**。</p>"),
        ("1. 甲\n2. 乙\n综合办公室", "<ol>\n<li>甲</li>\n<li>乙</li>\n</ol>\n<p>综合办公室</p>"),
        ("标题不是这样写\n----\n正文", "<p>标题不是这样写</p>\n<hr>\n<p>正文</p>"),
        ("~~删去~~", "<p><s>删去</s></p>"),
        ("a<b 且 1 < 2", "<p>a&lt;b 且 1 &lt; 2</p>"),
    ],
)
def test_markdown_is_read_as_clerks_write_it(desk: Desk, written: str, published: str) -> None:
    assert desk.html(written) == published


def test_tables_keep_their_alignment_and_merged_cells(desk: Desk) -> None:
    html = desk.html("|项目|数|\n|---|--:|\n|甲|1|\n")
    assert '<th align="right">数</th>' in html
    html = desk.html('<table><tr><th scope="col" colspan="2">项目</th></tr><tr><td>甲<td style="color:red">1</table>')
    assert '<th scope="col" colspan="2">项目</th>' in html
    assert "style" not in html


def test_what_a_reader_would_miss_is_not_taken_out_in_silence(desk: Desk) -> None:
    item, problems = desk.markdown(
        '看视频：\n\n<iframe src="https://v.qq.com/x"></iframe>\n\n<script>x()</script>\n', FRONT
    )
    assert [(problem.code, problem.quote, problem.blocks) for problem in problems] == [
        ("lost_markup", "<iframe>", False)
    ]
    assert item is not None
    assert item.html == "<p>看视频：</p>"


def test_footnotes_lead_there_and_back(desk: Desk) -> None:
    html = desk.html("不收费[^1]。\n\n[^1]: 经费由管委会承担。")
    assert 'href="#fn1" id="fnref1"' in html
    assert '<li id="fn1"' in html
    assert 'href="#fnref1"' in html


def test_headings_begin_below_the_title_and_leave_no_level_out(desk: Desk) -> None:
    html = desk.html("# 关于开展安全生产检查的通知\n\n# 一\n\n### 二\n\n# 三\n")
    assert html == "<h2>一</h2>\n<h3>二</h3>\n<h2>三</h2>"


def test_a_title_repeated_over_two_lines_is_dropped_but_a_text_that_only_begins_like_it_is_not(desk: Desk) -> None:
    assert desk.html("关于开展\n安全生产检查的通知\n正文") == "<p>正文</p>"
    assert plain(desk.html("关于开展\n安全检查")) == "关于开展\n安全检查"


def test_the_signature_stands_at_the_right(desk: Desk) -> None:
    html = desk.html("请遵照执行。\n综合办公室\n2026年3月2日")
    assert html == '<p>请遵照执行。</p>\n<p align="right">综合办公室</p>\n<p align="right">2026年3月2日</p>'
    assert "align" not in desk.html("2026年3月1日\n" + "一段话。\n" * 12)


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[点](javascript:alert(1))",
        '<a href="data:text/html,x">点</a>',
        '<iframe src="https://example.com"></iframe>',
        '<p onclick="alert(1)" style="position:fixed" class="x" id="login">字</p>',
        '<form action="https://example.com"><input name="a"></form>',
    ],
)
def test_nothing_that_runs_or_loads_gets_through(desk: Desk, written: str) -> None:
    item, _ = desk.markdown(f"字\n\n{written}")
    assert item is not None
    for trace in ("<script", "onerror", "href=", "<iframe", "onclick", "style", "class", "id=", "<form", "<input"):
        assert trace not in item.html


def test_plain_text_has_a_line_per_block_and_a_tab_per_cell() -> None:
    rows = "<tr><th>项</th><th><p>数</p><p>量</p></th></tr><tr><td></td><td>1</td></tr>"
    html = f"<h2>一</h2><p>甲&amp;乙<br>丙</p><table>{rows}</table>后"
    assert plain(html) == "一\n甲&乙\n丙\n项\t数 量\n\t1\n后"
    assert plain("") == ""
    assert plain("<td>独</td>尾") == "独尾"
