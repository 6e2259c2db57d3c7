"""The file in which staff edit the report's text: nothing of theirs is lost, everything else is today's."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.report.narrative import Drafts, Paragraph
from content.report.text_file import merge, of_bytes, of_sections, read, write

TITLES = {"一": "一、总体情况", "五": "五、存在的主要问题及改进情况", "六": "六、其他需要报告的事项"}
DISCLOSED = "（一）主动公开。截至2026年12月底，高新区主动公开政府信息数总计{}条。其中，通过政府网站公开信息{}条。"
PLACE = "（二）监督保障。〔请填写：本年度机构人员、业务培训等情况〕"
PROBLEM = "（一）存在的主要问题。〔请填写：存在的主要问题〕"
FEE = "本年度无收取信息处理费情况。"
MINE = "我们还要说一件没有登记的事。"


def drafts(total: int = 791, site: int = 629, fee: str = FEE) -> Drafts:
    written = [
        Paragraph("一", "一.主动公开", DISCLOSED.format(total, site)),
        Paragraph("一", "一.监督保障", PLACE),
        Paragraph("五", "五.存在的主要问题", PROBLEM),
        Paragraph("六", "六.信息处理费", fee),
    ]
    return Drafts(TITLES, tuple(one for one in written if one.text))


def test_the_first_file_says_what_the_drafts_say() -> None:
    text = write(drafts())
    assert read(text) == drafts().text
    assert text.index("## 一、总体情况") < text.index("791") < text.index("## 五、") < text.index("## 六、")


def test_what_staff_changed_stays_and_the_rest_is_todays() -> None:
    edited = write(drafts()).replace("〔请填写：存在的主要问题〕", "公开不够及时。")
    merged = merge(drafts(total=800, site=638), edited)
    assert read(merged.text)["一"] == f"{DISCLOSED.format(800, 638)}\n\n{PLACE}"
    assert read(merged.text)["五"] == "（一）存在的主要问题。公开不够及时。"
    assert merged.stale == ()


def test_a_changed_paragraph_with_other_numbers_than_todays_is_told() -> None:
    edited = write(drafts()).replace("主动公开政府信息数总计", "全部主动公开的信息一共是")
    (found,) = merge(drafts(total=800), edited).stale
    assert (found.key, found.wrong, found.right) == ("一.主动公开", ("791",), ("800",))
    assert "一.主动公开" in found.says
    assert merge(drafts(), edited).stale == ()


def test_what_staff_added_moved_or_deleted_stays_so() -> None:
    old = write(drafts())
    start, end = old.index("<!-- 段落 一.监督保障"), old.index("## 五、")
    moved = old[:start] + old[end:].replace(FEE, f"{FEE}\n\n{old[start:end].strip()}\n\n{MINE}")
    moved = moved.replace(PROBLEM, "")
    again = write(drafts(total=800), moved)
    assert read(again) == {"一": DISCLOSED.format(800, 629), "六": f"{FEE}\n\n{PLACE}\n\n{MINE}"}


def test_a_draft_that_is_new_comes_where_it_belongs() -> None:
    without = drafts(fee="")
    more = replace(drafts(), paragraphs=(*drafts().paragraphs[:1], Paragraph("一", "一.依申请公开", "新。"), PARTS[1]))
    assert read(write(drafts(), write(without)))["六"] == FEE
    assert read(write(more, write(drafts())))["一"] == f"{DISCLOSED.format(791, 629)}\n\n新。\n\n{PLACE}"


PARTS = drafts().paragraphs


def test_a_draft_of_which_nothing_is_said_any_more_goes_unless_it_was_changed() -> None:
    old = write(drafts())
    assert "六" not in read(write(drafts(fee=""), old))
    assert read(write(drafts(fee=""), old.replace(FEE, "收费另见附件。")))["六"] == "收费另见附件。"
    assert read(write(drafts(), write(drafts(fee=""), old)))["六"] == FEE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_any_editor_may_save_it(encoding: str) -> None:
    saved = write(drafts()).replace("791", "790").replace("\n", "\r\n").encode(encoding)
    assert write(drafts(), of_bytes(saved)) == write(drafts(), write(drafts()).replace("791", "790"))


def test_no_text_is_refused() -> None:
    with pytest.raises(ValueError, match="text"):
        of_bytes(b"PK\x03\x04\0\0")


def test_comments_that_were_removed_are_no_harm() -> None:
    lines = write(drafts()).replace("总计791条", "总共有791条").split("\n")
    bare = "\n".join(line for line in lines if not line.startswith("<!--"))
    merged = merge(drafts(total=800), bare)
    assert read(merged.text) == read(bare)
    assert [one.key for one in merged.stale] == ["一.主动公开"]
    some = "\n".join(line for line in lines if "段落" not in line)
    assert read(write(drafts(fee="本年度收取信息处理费100元。"), some))["六"] == "本年度收取信息处理费100元。"


def test_headings_may_be_bare_and_comments_on_the_line_of_the_text() -> None:
    old = write(drafts()).replace("## ", "").replace("-->\n（", "-->（")
    assert write(drafts(), old) == write(drafts())


def test_a_heading_that_was_lost_is_no_harm() -> None:
    old = write(drafts()).replace(PROBLEM, f"{PROBLEM}\n\n{MINE}")
    lost = "\n".join(line for line in old.split("\n") if not line.startswith("## 五"))
    assert write(drafts(), lost) == write(drafts(), old)
    assert write(drafts(), "\n".join(line for line in old.split("\n") if not line.startswith("## "))) == old


def test_a_heading_of_ones_own_is_no_section() -> None:
    edited = write(drafts()).replace(PROBLEM, f"{PROBLEM}\n\n### 一、公开不够及时\n\n详情。")
    assert read(edited)["五"] == f"{PROBLEM}\n\n### 一、公开不够及时\n\n详情。"


def test_remarks_among_staff_are_kept_and_not_reported() -> None:
    edited = write(drafts()).replace(FEE, f"{FEE}\n\n<!-- 待核\n\n对 -->")
    assert read(write(drafts(), edited))["六"] == FEE
    assert "待核\n\n对" in write(drafts(), edited)


PIECES = st.lists(st.sampled_from(["change", "delete", "add", "strip", "keep"]), min_size=4, max_size=4)
NUMBERS = st.integers(0, 2000)


@given(PIECES, NUMBERS, st.permutations(range(4)))
@settings(max_examples=60)
def test_nothing_of_staffs_is_lost_and_writing_twice_changes_nothing(
    acts: list[str], total: int, order: list[int]
) -> None:
    old, fresh = write(drafts()), drafts(total=total)
    comments = [line for line in old.split("\n") if line.startswith("<!-- 段落")]
    paragraphs = [f"{comment}\n{one.text}" for comment, one in zip(comments, PARTS, strict=True)]
    mine = []
    for place, act in enumerate(acts):
        words = f"第{place}段我另写了{place}号内容，与草稿没有一点相同。"
        edits = {
            "change": f"{comments[place]}\n{words}",
            "add": f"{paragraphs[place]}\n\n{words}",
            "strip": PARTS[place].text,
            "delete": "",
            "keep": paragraphs[place],
        }
        paragraphs[place] = edits[act]
        mine += [words] if act in ("change", "add") else []
    headings = [f"## {title}" for title in TITLES.values()]
    edited = "\n\n".join([headings[0], *(paragraphs[place] for place in order), *headings[1:], old.split("\n\n")[-1]])
    new = write(fresh, edited)
    said = "\n\n".join(read(new).values()).split("\n\n")
    assert write(fresh, new) == new
    assert [words for words in said if words in mine] == [
        words for words in read(edited)["一"].split("\n\n") if words in mine
    ]
    expected = {one.text for one, act in zip(fresh.paragraphs, acts, strict=True) if act in ("add", "strip", "keep")}
    assert set(said) == {*mine, *expected} - {""}


def test_paragraphs_that_came_back_from_a_word_processor_without_comments_and_blank_lines_are_known() -> None:
    """A line there is a paragraph, and its two blanks in front are none of the text."""
    plain = "\n".join(f"　　{line}" for line in read(write(drafts()))["一"].split("\n\n"))
    pasted = f"一、总体情况\n{plain}\n　　{MINE}\n五、存在的主要问题及改进情况\n　　{PROBLEM}\n　　{MINE}\n"
    merged = merge(drafts(), pasted)
    assert read(merged.text)["一"] == f"{drafts().text['一']}\n\n{MINE}"
    assert read(merged.text)["五"] == f"{PROBLEM}\n\n{MINE}"
    assert [one.key for one in merge(drafts(total=800), pasted).stale] == ["一.主动公开"]


def test_tables_lists_and_a_line_broken_within_a_sentence_stay_as_they_are() -> None:
    table, listed = "| 载体 | 条数。 |\n|---|---|\n| 网站。 | 137 |", "- 一。\n- 二。\n  又一句。"
    for kept in (table, listed, "第一行没有说完，\n接着说。"):
        assert read(write(drafts(), write(drafts()).replace(FEE, kept)))["六"] == kept


def test_what_was_filled_in_below_a_drafts_heading_is_known_by_it_without_its_comment() -> None:
    filled = {"一": "（二）监督保障。组织培训三次。", "五": "（一）存在的主要问题：有的单位公开不够及时。"}
    again = merge(drafts(), of_sections({**drafts().text, **filled}))
    assert read(again.text) == {
        **drafts().text,
        "五": filled["五"],
        "一": f"{DISCLOSED.format(791, 629)}\n\n{filled['一']}",
    }
