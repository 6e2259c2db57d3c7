"""Two editions compared: what a reviewer sees of what changed."""

import re
import time
from dataclasses import replace

import pytest

from content.comparing import compared
from content.comparing.aligning import Change, matched
from content.item import Item, StoredFile
from content.text import plain

ITEM = Item("关于开展安全生产检查的通知", "通知公告", "综合办公室", "<p>三月起开展检查。</p>")


def text(before: str, after: str) -> str:
    """The comparison of two texts: [-gone-] and {+come+}."""
    marked = compared(replace(ITEM, html=before), replace(ITEM, html=after)).text
    marked = re.sub(r'<(ins|del)><span class="unseen">(新增：|删去：)</span>', r"<\1>", marked)
    return re.sub(r"<del>(.*?)</del>", r"[-\1-]", re.sub(r"<ins>(.*?)</ins>", r"{+\1+}", marked))


def test_only_the_words_that_changed_are_marked_inside_their_paragraph() -> None:
    before = "<p>三月起对辖区企业开展安全生产检查，由综合办公室牵头。</p><p>请各企业准备。</p>"
    after = "<p>四月起对辖区企业开展安全生产检查，由应急管理局牵头。</p><p>请各企业准备。</p>"
    assert text(before, after) == (
        "<p>[-三-]{+四+}月起对辖区企业开展安全生产检查，由[-综合办公室-]{+应急管理局+}牵头。</p><p>请各企业准备。</p>"
    )


def test_a_figure_and_a_latin_word_change_as_a_whole() -> None:
    assert text("<p>共 1,205 家，增长 12.5%，见 WPS 表。</p>", "<p>共 1,250 家，增长 12.8%，见 WORD 表。</p>") == (
        "<p>共 [-1,205-]{+1,250+} 家，增长 [-12.5%-]{+12.8%+}，见 [-WPS-]{+WORD+} 表。</p>"
    )


def test_a_new_paragraph_and_one_that_went_stand_where_they_belong() -> None:
    before = "<p>第一段说检查。</p><p>这一段不要了吧。</p><p>最后一段说时间。</p>"
    after = "<p>第一段说检查。</p><p>最后一段说时间。</p><p>联系电话另行公布。</p>"
    assert text(before, after) == (
        "<p>第一段说检查。</p><p>[-这一段不要了吧。-]</p><p>最后一段说时间。</p><p>{+联系电话另行公布。+}</p>"
    )


def test_tables_are_compared_cell_by_cell() -> None:
    before = "<table><tbody><tr><th>名称</th><th>数量</th></tr><tr><td>工业</td><td>100</td></tr></tbody></table>"
    after = (
        "<table><tbody><tr><th>名称</th><th>数量</th></tr><tr><td>工业</td><td>110</td></tr>"
        "<tr><td>农业</td><td>20</td></tr></tbody></table>"
    )
    assert text(before, after) == (
        "<table><tbody><tr><th>名称</th><th>数量</th></tr><tr><td>工业</td><td>[-100-]{+110+}</td></tr>"
        "<tr><td>{+农业+}</td><td>{+20+}</td></tr></tbody></table>"
    )


def test_lists_stay_lists_and_lines_that_went_do_not_count() -> None:
    before = "<ol><li>报名</li><li>初审材料</li><li>公示</li></ol>"
    after = "<ol><li>报名</li><li>公示</li></ol>"
    assert text(before, after) == (
        '<ol><li value="1">报名</li><li value="2">[-初审材料-]</li><li value="2">公示</li></ol>'
    )


def test_where_a_link_leads_and_which_picture_is_shown_are_compared_how_words_are_set_off_is_not() -> None:
    assert "[-" in text('<p><a href="https://a.example">办法</a></p>', '<p><a href="https://b.example">办法</a></p>')
    assert text("<p>请<strong>务必</strong>参加。</p>", "<p>请务必参加。</p>") == "<p>请务必参加。</p>"
    picture = '<p><img src="files/aa/{}.jpg" alt="图"></p>'
    marked = text(picture.format("a" * 64), picture.format("b" * 64))
    assert "[-<img" in marked
    assert "{+<img" in marked


def test_what_an_author_marked_as_inserted_is_no_change() -> None:
    assert text("<p>请<ins>务必</ins>参加。</p>", "<p>请<ins>务必</ins>参加。</p>") == "<p>请<u>务必</u>参加。</p>"


def test_fields_stand_beside_each_other_and_files_are_told_by_name_and_content() -> None:
    old = StoredFile("检查表.xlsx", "a" * 64, 9, "x")
    renamed, changed = replace(old, name="检查表（新）.xlsx"), StoredFile("名单.xlsx", "c" * 64, 9, "x")
    before = replace(ITEM, summary="三月检查。", attachments=(old, replace(changed, sha256="b" * 64)))
    after = replace(ITEM, summary="四月检查。", keywords=("安全",), attachments=(renamed, changed))
    found = compared(before, after)
    assert [(one.name, plain(one.before), plain(one.after)) for one in found.fields] == [
        ("内容概述", "删去：三月检查。", "新增：四月检查。"),
        ("关键词", "", "新增：安全"),
    ]
    assert [(one.kind, one.says) for one in found.files] == [("附件", "改名，内容没有变"), ("附件", "内容换了")]
    assert not found.changed
    assert compared(before, before).is_same


def test_what_is_far_from_every_change_in_a_long_text_is_folded_away() -> None:
    def of(changed: str) -> str:
        return "".join(f"<p>第{place}段{changed if place == 10 else '说检查'}。</p>" for place in range(1, 21))

    marked = text(of("说检查"), of("说处罚"))
    assert marked.startswith("<details><summary>没有改动的 7 段</summary><p>第1段说检查。</p>")
    assert (
        "<p>第7段说检查。</p></details><p>第8段说检查。</p><p>第9段说检查。</p><p>第10段说[-检查-]{+处罚+}。</p>"
        in marked
    )
    assert marked.endswith("<p>第20段说检查。</p></details>")
    assert "details" not in text(of("说检查"), of("说检查"))


def test_every_tag_in_a_comparison_is_closed_whatever_was_nested() -> None:
    nested = "<blockquote><p>引<em>{}</em></p></blockquote><ul><li><p>甲</p><ul><li>{}</li></ul></li></ul>"
    before, after = nested.format("文<strong>里</strong>", "乙"), nested.format("用<strong>里外</strong>", "丙")
    marked = text(before, after)
    for tag in ("blockquote", "p", "em", "strong", "ul", "li"):
        assert len(re.findall(rf"<{tag}\b", marked)) == marked.count(f"</{tag}>"), tag
    assert "&lt;" in text("<p>a &lt; b</p>", "<p>a &lt; c</p>")


@pytest.mark.parametrize("paragraph", [1, 100])
def test_twenty_thousand_characters_are_compared_while_somebody_waits(paragraph: int) -> None:
    letters = "检查企业安全生产月起开展辖区对由综合办公室牵头请各单位准备材料的了在是和与及其他有关情况"
    words = "".join(letters[(place * place + place // 7) % len(letters)] for place in range(20_000))
    size = 20_000 // paragraph

    def of(whole: str) -> str:
        return "".join(f"<p>{whole[place : place + size]}</p>" for place in range(0, 20_000, size))

    mended = "".join("新" if place % 200 == 0 else letter for place, letter in enumerate(words))
    began = time.process_time()
    found = compared(replace(ITEM, html=of(words)), replace(ITEM, html=of(mended)))
    assert time.process_time() - began < 3
    assert found.changed == paragraph
    assert len(re.findall("<ins>", found.text)) <= 200


def test_a_text_that_is_deep_or_long_beyond_all_reason_is_compared_all_the_same() -> None:
    deep = "<blockquote>" * 2_000 + "<p>深</p>"
    assert "{+浅+}" in text(deep, "<p>浅</p>")
    lines = "".join(f"<li>{number}</li>" for number in range(2_000))
    assert '<li value="2001">{+末+}</li>' in text(f"<ol>{lines}</ol>", f"<ol>{lines}<li>末</li></ol>")


def test_of_a_book_only_what_changed_is_compared_by_words_and_what_is_too_long_is_marked_whole() -> None:
    pages = [f"<p>第{number}页说检查，{'甲乙丙丁' * 40}。<del>旧</del></p>" for number in range(1_500)]
    mended = [*pages[:700], pages[700].replace("检查", "处罚"), *pages[701:]]
    found = compared(replace(ITEM, html="".join(pages)), replace(ITEM, html="".join(mended)))
    assert (found.changed, found.whole) == (1, 0)
    assert '<ins><span class="unseen">新增：</span>处罚</ins>' in found.text
    assert "<summary>没有改动的 698 段</summary>" in found.text
    assert found.text.count("<s>旧</s>") == 1_500
    other = "".join(pages).replace("乙", "己")
    found = compared(replace(ITEM, html="".join(pages)), replace(ITEM, html=f"<p>首页。</p>{other}"))
    assert (found.changed, found.whole) == (1, 1)
    assert plain(found.text).count("第7页说检查") == 2


def test_few_lines_said_over_and_over_are_not_looked_for_at_all_their_places() -> None:
    lines = [str(number % 150) for number in range(30_000)]
    assert matched(["x", *lines, "y"], ["y", *reversed(lines), "x"]) == [Change(False, 0, 30_002, 0, 30_002)]
