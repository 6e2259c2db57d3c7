"""Which text is meant."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.search.index import Index
from content.search.paper import PIECE, Paper
from content.search.ranking import PAPERS, rank
from content.search.trial import Trial

FILLER = "各单位要认真组织，加强领导，做好工作。"


def ranked(papers: list[Paper], question: str) -> list[int]:
    index = Index()
    with index.writing() as writing:
        writing.add([*papers, *(Paper(1000 + n, f"{FILLER}第{n}号", title=f"第{n}号文件") for n in range(20))])
        writing.commit()
    index.reload()
    return [one.candidate.number for one in rank(index.look(), question)]


def test_what_is_in_the_title_goes_before_what_is_in_the_text() -> None:
    said = Paper(1, f"{FILLER}其中也说到停水通知。{FILLER}", title="会议纪要")
    titled = Paper(2, f"{FILLER}明天上午恢复。{FILLER}", title="停水通知")
    assert ranked([said, titled], "停水通知")[:2] == [2, 1]


def test_of_two_alike_the_recent_one_goes_first() -> None:
    old = Paper(1, "小学招生划片范围公布如下。", day=date(2016, 5, 1).toordinal())
    new = Paper(2, "小学招生划片范围公布如下。", day=date(2026, 5, 1).toordinal())
    assert ranked([old, new], "小学招生划片")[:2] == [2, 1]


def test_an_old_text_that_answers_goes_before_a_recent_one_that_does_not() -> None:
    old = Paper(1, "犬只管理办法：养犬须登记，须办理犬证。", day=date(2006, 5, 1).toordinal())
    new = Paper(2, "城市管理办法：摊点须登记。", day=date(2026, 5, 1).toordinal())
    assert ranked([old, new], "养犬登记怎么办理")[0] == 1


def test_a_passage_deep_in_a_long_text_is_found() -> None:
    long = Paper(1, FILLER * 200 + "公共自行车办卡须交押金三百元。" + FILLER * 200)
    assert ranked([long], "公共自行车押金多少")[0] == 1


def test_a_long_text_does_not_win_by_its_length() -> None:
    subjects = ["低保", "公积金", "居住证", "驾驶证", "营业执照", "生育登记", "殡葬", "养老", "停车", "供水"]
    long = Paper(1, "".join(f"{word}的事由窗口办理。{FILLER * 15}" for word in subjects * 3))
    short = Paper(2, "居住证在派出所办理，须带身份证和租房合同。")
    assert ranked([long, short], "居住证怎么办理")[0] == 2


def test_a_letter_finds_what_the_office_answered_to_such_a_letter() -> None:
    rule = Paper(1, "路灯照明设施管理规定：路灯由市政部门维护，损坏的应当及时修复。")
    answer = Paper(2, "您好！您反映的路灯问题收悉，现回复如下：损坏的路灯已通知市政部门修复。")
    letter = "领导您好，我家门口那条路的路灯坏了好几个月了，晚上老人孩子走路都看不见，希望尽快修一修，谢谢！"
    assert ranked([rule, answer], letter)[0] == 2


@pytest.mark.parametrize("question", ["", "   ", "？？？", "您好，谢谢！", "qwertyuiop", "饕餮魑魅"])
def test_what_asks_for_nothing_that_is_there_finds_nothing(question: str) -> None:
    assert ranked([Paper(1, "停水通知。")], question) == []


def test_what_few_items_say_is_found_also_when_they_were_written_anew() -> None:
    """As in an office's first week: each channel that an item comes out on writes it anew."""
    notices = [Paper(number, f"第{number}季度检查企业安全生产。", title="安全生产检查通知") for number in (1, 2, 3)]
    index = Index()
    for changed in (notices, notices[:1], notices[1:2]):
        with index.writing() as writing:
            writing.remove(one.number for one in changed)
            writing.add(changed)
            writing.commit()
    index.reload()
    assert {one.candidate.number for one in rank(index.look(), "安全检查什么时候开始")} == {1, 2, 3}


def test_a_book_instead_of_a_question_is_read_in_its_beginning() -> None:
    assert ranked([Paper(1, "停水通知：明天停水。")], "小区停水了" + "，真是急人" * 50_000)[:1] == [1]


@given(st.text(max_size=200))
def test_whatever_is_typed_is_only_ever_a_question(text: str) -> None:
    assert set(HARMLESS.find(text, 5)) <= {"a", "b"}


@pytest.mark.parametrize(
    "text", ['title:"停水" AND *', "+停水 -通知", "(停水", "停水^99~2", "'; DROP TABLE log; --", "{}"]
)
def test_signs_of_a_query_language_are_signs_like_others(text: str) -> None:
    assert set(HARMLESS.find(text, 5)) <= {"a", "b"}


def test_pages_of_hits_end_with_the_candidates() -> None:
    papers = [Paper(number, f"第{number}小区停水通知") for number in range(3 * PAPERS)]
    assert len(ranked(papers, "停水")) == PAPERS


def test_a_text_is_cut_into_even_pieces_and_an_empty_one_has_one() -> None:
    assert len(Paper(1, "水" * (2 * PIECE + 1)).pieces()) == 3
    assert len(Paper(1, "").pieces()) == 1


HARMLESS = Trial({"a": "停水通知：明天停水。", "b": "小学招生公告。"})
