"""The drafts: what was registered, in the order of the format; nothing invented."""

from collections import defaultdict
from datetime import date

from content.report.deadline import Level
from content.report.facts import said_of
from content.report.format import format_of, formats
from content.report.narrative import Drafts, drafts_of, points
from content.report.sources import Sources
from tests.content.report.entries import entry

FACTS = (
    ("培训", date(2025, 9, 1), "9月对各单位信息员进行了培训", 40),
    ("培训", date(2025, 3, 1), "3月邀请专家授课。", 25),
    ("培训", date(2024, 3, 1), "去年的培训。", 99),
    ("检查考核", date(2025, 6, 1), "将政府信息公开纳入年度考核。", None),
    ("存在问题", date(2025, 12, 1), "个别栏目更新不及时。", None),
    ("上年问题整改", date(2025, 12, 1), "上年指出的目录不全已补齐。", None),
)


def drafts(year: int = 2025, level: Level = Level.DEPARTMENT, **said: str) -> Drafts:
    facts = [entry("facts", kind=kind, on=on, says=says, number=number) for kind, on, says, number in FACTS]
    known = said_of(Sources(year, (), {"facts": facts}), level)
    return drafts_of(format_of(year), defaultdict(str, known | said), level=level)


def test_section_one_has_the_points_of_its_format_in_its_words() -> None:
    for form in formats():
        found = drafts(form.first_year).text["一"].split("\n\n")
        needs = form.sections[0].needs
        assert [one.partition("）")[2].partition("。")[0] for one in found] == list(needs)


def test_the_facts_of_the_year_are_told_in_order_of_their_days() -> None:
    found = drafts().text["一"].split("\n\n")[-1]
    assert found == (
        "（五）监督保障。全年组织政府信息公开培训2次、65人次。3月邀请专家授课。9月对各单位信息员进行了培训。"
        "将政府信息公开纳入年度考核。"
    )


def test_where_nothing_was_registered_it_asks_and_invents_nothing() -> None:
    bare = drafts(2023)
    assert "（三）政府信息管理。〔请填写：" in bare.text["一"]
    assert all("〔请填写：" in one for one in bare.text["五"].split("\n\n"))
    assert drafts().text["五"] == (
        "（一）存在的主要问题。个别栏目更新不及时。\n\n（二）改进情况。上年指出的目录不全已补齐。"
    )


def test_a_government_reports_on_assessment_in_section_six() -> None:
    said = drafts(level=Level.GOVERNMENT, charged="本年度无收取信息处理费情况。").text
    assert "考核" not in said["一"].split("\n\n")[-1]
    assert said["六"] == (
        "（一）信息处理费。本年度无收取信息处理费情况。\n\n"
        "（二）工作考核、社会评议和责任追究。将政府信息公开纳入年度考核。"
    )
    assert drafts(charged="本年度无收取信息处理费情况。").text["六"] == "本年度无收取信息处理费情况。"


def test_a_piece_with_nothing_to_say_is_left_out() -> None:
    found = drafts(received="共接到3件。", disputed="行政复议0件。").text["一"].split("\n\n")[1]
    assert found == "（二）依申请公开。共接到3件。行政复议0件。"


def test_every_paragraph_is_one_line_under_a_key_of_its_own() -> None:
    found = drafts(level=Level.GOVERNMENT).paragraphs
    assert len({one.key for one in found}) == len(found)
    assert not any("\n" in one.text for one in found)
    assert {one.key for one in drafts(2020, level=Level.GOVERNMENT).paragraphs} == {one.key for one in found}
    assert set(points()) == {"一", "五", "六"}
