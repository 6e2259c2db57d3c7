"""A report's text is held against itself and its tables; what can be meant otherwise is left alone."""

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.counts import Basis, Counts
from content.report import sentences
from content.report.computed import cells_of
from content.report.format import APPLICANTS, format_of
from content.report.phrases import Wording
from content.report.sentences import Saying
from content.report.sources import Batch, Sources
from content.report.text_checks import stated_findings, text_findings
from content.report.text_lists import Listed
from tests.content.report.papers import report

ONE = report(2023)
"""Eight received, seven done, one carried over; one reconsideration."""


def found(text: str, year: int = 2023) -> list[tuple[str, str, object, object]]:
    one = report(year)
    return [
        (each.identity, each.row, each.found, each.expected)
        for each in text_findings(text, one.cells, one.format, year)
    ]


@pytest.mark.parametrize(
    ("text", "row", "said", "table"),
    [
        ("全年共收到政府信息公开申请9件。", "r1", 9, 8),
        ("收到公民、法人和其他组织提出的政府信息公开申请 10 件，均已答复。", "r1", 10, 8),
        ("2023年共收到９件政府信息公开申请。", "r1", 9, 8),
        ("受理依申请公开事项5件。", "r1", 5, 8),
        ("未收到政府信息公开申请。", "r1", 0, 8),
        ("收到申请8件，办结8件，结转下年度继续办理1件。", "g", 8, 7),
        ("收到申请8件，办结7件，结转下年度0件。", "r4", 0, 1),
        ("上年结转政府信息公开申请2件。", "r2", 2, 0),
        ("办结的申请中，予以公开4件，不予公开2件。", "c1", 2, 1),
        ("办结的申请中，予以及部分公开5件，无法提供2件。", "a", 5, 4),
        ("因政府信息公开引起行政复议2件、行政诉讼0件。", "行政复议", 2, 1),
        ("制发行政规范性文件5件。", "行政规范性文件", 5, 3),
        ("作出行政处罚决定9件。", "行政处罚", 9, 7),
    ],
)
def test_a_number_that_the_tables_have_otherwise_is_told(text: str, row: str, said: int, table: int) -> None:
    assert ("X1", row, said, table) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "收到申请8件，其中网络申请5件，信函申请3件，均已按期办结。",
        "2022年收到政府信息公开申请12件，2023年收到8件。",
        "收到政府信息公开申请8件，较上年减少4件，同比下降33.3%。",
        "收到政府信息公开申请10余件。通过网络收到政府信息公开申请5件。",
        "通过互联网收到政府信息公开申请5件，指导各单位办理政府信息公开申请90件。",
        "共收到低保申请30件，办结30件。办结政协提案12件。",
        "办理政府信息公开申请7件；受理政府信息公开申请8件。",
        "全年办理行政复议案件120件。因政府信息公开被提起行政复议、行政诉讼案件3件。",
        "制发政府信息349条，其中主动公开124条、依申请公开173条、不予公开52条。",
        "制定规范性文件3件，废止规范性文件4件，现行有效规范性文件5件。",
    ],
)
def test_what_is_about_something_else_claims_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "total", "parts"),
    [
        (
            "主动公开信息790条。其中，通过政府网站公开信息629条；通过微信公众号公开信息102条；通过报社60条。",
            790,
            791,
        ),
        ("收到投稿11件，其中网上5件，信函8件。", 11, 13),
        ("制作信息总数510条，其中主动公开198条、依申请公开142条、不予公开137条。", 510, 477),
        ("公开信息434条。其中基本情况1条，工作动态351条，法定主动公开内容27条", 434, 379),
        ("网站2139条（动态1744、政务393、解读21、回应2）；微信1640篇。", 2139, 2160),
    ],
)
def test_parts_that_do_not_make_their_total_are_told(text: str, total: int, parts: int) -> None:
    assert ("X2", "", total, parts) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "主动公开政府信息数总计791条。其中，通过政府网站公开信息629条；通过微信公众号公开信息102条；通过报社60条。",
        "共73条，其中政府网站73条，微信公众号73条，公开栏73条。",
        "共更新信息1335条，其中概况9、政务动态183、信息公开目录215；领导信箱6件，均在2个工作日内回复。",
        "主动公开698条，其中政务动态407（工作动态287、专题专栏106、通知公告14）、政府信息公开155、互动19、文苑117。",
        "发布信息200条，其中图文150条、视频30条、解读15条等。",
        "网站4511条，部门页面3044条；新媒体：新闻稿2606篇、短视频1113条、图文1775条。",
        "公开信息90余条，其中网站50条，微信45条。",
        "推送信息100条，其中图文60条，短视频80期。",
        "539条；2024年微信742条。",
        "全年主动公开政府信息100条（同一信息在不同渠道公开的只计1条）。其中，网站90条，微信40条。",
        "总计100条。其中，通过网站公开信息90条；通过微信公开信息40条。（统计口径：同一信息在不同载体公开的只计1条。）",
        "主动公开126条（七类）；公众号累计发送230条信息。",
    ],
)
def test_lists_that_are_not_all_of_it_or_count_other_things_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_percentages_are_computed_again_also_those_of_several_parts() -> None:
    assert found("制发313条，其中主动公开128条、依申请公开130条、不予公开55条，占82.4%，较上年上升3.6个百分点。") == []
    assert [one[0] for one in found("受理100件，办结98件，办结率97%。")] == ["X3"]


def test_a_change_is_not_last_years_figure_and_one_part_is_not_the_whole_of_another() -> None:
    assert found("主动公开1200条，比上年增加200条，增长20%，较2021年减少300条，下降20%。") == []
    assert found("答复10件。其中，涉及规划4件，占40%；涉及征地3件，占30%；其他3件，占30%。") == []
    assert [one[0] for one in found("答复10件，其中涉及规划4件，占40%；涉及征地3件，占45%。")] == ["X3"]


def test_sums_and_equalities_that_a_file_states_are_worked_out() -> None:
    stated = [
        {"type": "sum", "what": "渠道", "total": 11, "parts": [5, 6]},
        {"type": "sum", "what": "属性", "total": 510, "parts": [198, 142, 137]},
        {"type": "equal", "what": "新收", "text": 9, "path": "r1"},
        {"type": "equal", "what": "新收", "text": 8, "path": "table3.r1.总计"},
        {"type": "equal", "text": 8, "path": "somewhere.else"},
        {"type": "sum", "total": "11", "parts": [5]},
    ]
    findings = list(stated_findings(stated, ONE.cells, format_of(2023)))
    assert [(one.identity, one.found, one.expected) for one in findings] == [("X2", 510, 477), ("X1", 9, 8)]


def test_the_old_format_has_its_own_words() -> None:
    assert ("X1", "规范性文件", 9, 3) in found("新制作规范性文件9件。", 2020)


BATCHES = st.lists(
    st.builds(
        Batch,
        applicant_kind=st.sampled_from(APPLICANTS),
        way=st.sampled_from(["当面", "邮寄", "传真", "网上", "电子邮件"]),
        new=st.booleans(),
        outcome=st.sampled_from(["", "a", "b", "c5", "d1", "e2", "f3"]),
        late=st.booleans(),
        count=st.integers(1, 40),
    ),
    max_size=6,
)


@given(BATCHES, st.dictionaries(st.sampled_from(["政府网站", "微信公众号", "政务抖音"]), st.integers(1, 900)))
@settings(max_examples=25, deadline=None)
def test_our_own_sentences_agree_with_our_own_tables(batches: list[Batch], media: dict[str, int]) -> None:
    form, sources = format_of(2023), Sources(2023, batches)
    cells = cells_of(form, sources)
    counts = Counts(2023, media=media, distinct=max(media.values(), default=0))
    for basis, wording in product(Basis, Wording):
        said = sentences.disclosed(counts, Saying(short="高新区", basis=basis, wording=wording))
        assert text_findings(said, cells, form, 2023) == []
    said = f"{sentences.received(sources)}{sentences.handled(sources)}{sentences.answered(sources)}"
    assert text_findings(f"{said}{sentences.disputed(cells, form)}", cells, form, 2023) == []


def test_a_list_of_thousands_is_added_up_at_once() -> None:
    parts = tuple(map(Decimal, range(1, 4001)))
    listed = Listed(0, 9, sum(parts[7:], Decimal(0)), parts, whole_list=True, counted_once=False)
    assert listed.adds_up
    assert not replace(listed, total=Decimal(10**9)).adds_up
