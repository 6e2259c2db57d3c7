"""HTML of Word files and clipboards, as Markdown that is read as the same."""

import base64
import re
import time
from html import unescape

from content.as_markdown import as_markdown, of_plain
from content.markdown import to_html
from content.pasted import clean_paste
from content.settled import compared, settle
from tests.content.papers import Desk, picture


def test_an_ordinary_document_becomes_plain_markdown() -> None:
    html = (
        "<p>各企业：</p><p>　　三月起<strong>全面</strong><strong>检查</strong>，长*宽*高。</p><h2>范围</h2>"
        "<ul><li>工贸企业</li><li>建筑工地<ul><li>在建的</li></ul></li></ul>"
        "<p align='right'>综合办公室</p><p align='right'>2026年3月2日</p>"
    )
    assert as_markdown(html)[0] == (
        "各企业：\n\n三月起**全面检查**，长*宽*高。\n\n## 范围\n\n- 工贸企业\n- 建筑工地\n  - 在建的\n\n"
        "综合办公室\n\n2026年3月2日"
    )


def test_a_table_becomes_one_of_markdown_and_one_with_merged_cells_stays_as_it_is() -> None:
    plain = "<table><tr><td>企业</td><td>日期</td></tr><tr><td>甲|厂</td><td><p>3月</p><p>4月</p></td></tr></table>"
    assert as_markdown(plain)[0] == "| 企业 | 日期 |\n| --- | --- |\n| 甲\\|厂 | 3月<br>4月 |"
    merged = "<p>见表</p><table><tr><td colspan='2'>合计</td></tr><tr><td>甲</td><td>乙</td></tr></table>"
    text, kind = as_markdown(merged)
    assert kind == "markdown"
    assert text.startswith('见表\n\n<table>\n<tbody>\n<tr>\n<td colspan="2">合计</td>')
    assert compared(settle(to_html(text))) == compared(settle(merged))


def test_signs_that_markdown_would_take_for_its_own_are_read_back_as_they_were() -> None:
    for words in ("1. 第一项", "# 号", "*注：__甲__", "a &amp;nbsp; b &lt;表&gt;", "[1] 见 http://x.cn/a_b_c", "- 甲"):
        html = f"<p>{words}</p>"
        assert compared(settle(to_html(as_markdown(html)[0]))) == compared(settle(html)), words


def test_plain_text_comes_out_as_it_was_typed() -> None:
    lines = [
        "通知",
        "-----",
        "1. 一",
        "2) 二",
        "# 号",
        "* 注：**星**",
        "> 引",
        "```",
        "[1]: http://x.cn/a_b",
        "| 甲 |",
        "<b>",
    ]
    text, kind = of_plain("\r\n".join(["    四个空格", "", *lines, "\u3000\u3000a &nbsp; b"]))
    assert kind == "markdown"
    assert text.startswith("四个空格\n\n通知\n\n\\-----\n\n1\\. 一\n\n")
    read = [unescape(line) for line in re.findall("<p>(.*?)</p>", to_html(text))]
    assert read == ["四个空格", *lines, "a &nbsp; b"]


def test_what_word_and_excel_put_on_the_clipboard_is_cleaned() -> None:
    word = (
        "<html><body><!--StartFragment--><p class=MsoNormal style='text-align:center'>"
        "<b style='mso-bidi-font-weight:normal'>附件</b><o:p></o:p></p>"
        "<p class=MsoListParagraph style='mso-list:l0 level1'><![if !supportLists]><span style='mso-list:Ignore'>1."
        "<span>&nbsp;&nbsp;&nbsp; </span></span><![endif]>检查范围<span style='display:none'>批注</span></p>"
        "<img src='file:///C:/a.png' width=300><!--EndFragment--></body></html>"
    )
    cleaned = clean_paste(word, lambda _content, _ending: None)
    assert cleaned.lost == 1
    assert as_markdown(cleaned.html)[0] == '<p align="center"><strong>附件</strong></p>\n\n1.检查范围'
    first = "<table><!--StartFragment--><tr height=19><td style='mso-x:General'>甲</td><td>1</td></tr>"
    excel = f"{first}<tr><td>乙</td><td>2</td></tr><!--EndFragment--></table>"
    range_of_cells = clean_paste(excel, lambda _content, _ending: None).html
    assert as_markdown(range_of_cells)[0] == "| 甲 | 1 |\n| --- | --- |\n| 乙 | 2 |"


def test_pictures_that_came_along_are_kept(desk: Desk) -> None:
    image = base64.b64encode(picture(".png")).decode()
    pasted = f"<p>现场</p><img src='data:image/png;base64,{image}'>"
    cleaned = clean_paste(pasted, lambda content, ending: desk.keep(content, f"图{ending}"))
    assert as_markdown(cleaned.html)[0] == "现场\n\n![](图.png)"


def test_what_was_made_to_take_for_ever_is_cleaned_at_once(desk: Desk) -> None:
    began = time.process_time()
    for pasted in ("<!--StartFragment-->" * 20_000, "<div>" * 3_000 + "深"):
        as_markdown(clean_paste(pasted, desk.keep).html)
    assert time.process_time() - began < 3
