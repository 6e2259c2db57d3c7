"""Section one's sentences, in the office's words; numbers in different units are never added."""

from datetime import date

import pytest

from content.counts import Basis, Counts
from content.item import Disclosure
from content.report import sentences
from content.report.cell import Cell
from content.report.checking import findings
from content.report.computed import cells_of
from content.report.format import format_of
from content.report.phrases import MediumWords, Wording
from content.report.report import Report
from content.report.sentences import Saying
from content.report.sources import Batch, Sources
from tests.content.report.entries import entry

ORDER = ("政府网站", "微信公众号", "政务抖音", "报社、电台等其它媒体")
ZONE = Counts(2020, media={"报社、电台等其它媒体": 60, "政府网站": 629, "微信公众号": 102}, distinct=640)
PLAIN = Saying(short="高新区", basis=Basis.ADDED, order=ORDER)
ONE = Sources(2020, [Batch(applicant_kind="自然人", way="邮寄", new=True, outcome="a")])


def test_the_zones_own_sentence_comes_out_to_the_letter() -> None:
    assert sentences.disclosed(ZONE, PLAIN) == (
        "截至2020年12月底，高新区主动公开政府信息数总计791条。其中，通过政府网站公开信息629条；"
        "通过微信公众号公开信息102条；通过报社、电台等其它媒体公开信息60条。"
    )
    assert (
        sentences.received(ONE, ("传真", "信函")) == "本年度共接到依申请公开事项1件，其中传真申请数0件，信函申请数1件。"
    )


PARTS = "通过政府网站公开信息629条，通过微信公众号公开信息102条，通过报社、电台等其它媒体公开信息60条"


@pytest.mark.parametrize(
    ("basis", "sentence"),
    [
        (Basis.ADDED, f"全年主动公开政府信息791条次。其中，{PARTS}（同一信息在不同渠道公开的分别计数）。"),
        (Basis.ONCE, f"全年主动公开政府信息640条（同一信息在不同渠道公开的只计1条）。按渠道分别统计，{PARTS}。"),
        (Basis.APART, f"全年{PARTS}。"),
    ],
)
def test_the_noted_wording_tells_how_it_counts(basis: Basis, sentence: str) -> None:
    saying = Saying(short="高新区", basis=basis, wording=Wording.NOTED, order=ORDER)
    assert sentences.disclosed(ZONE, saying) == sentence


def test_the_plain_wording_notes_only_what_would_not_add_up() -> None:
    once = sentences.disclosed(ZONE, Saying(short="高新区", basis=Basis.ONCE, order=ORDER))
    assert once.startswith(
        "截至2020年12月底，高新区主动公开政府信息数总计640条（同一信息在不同渠道公开的只计1条）。按渠道分别统计，"
    )
    apart = sentences.disclosed(ZONE, Saying(short="高新区", basis=Basis.APART, order=ORDER))
    assert apart == f"截至2020年12月底，高新区{PARTS}。"


@pytest.mark.parametrize("wording", Wording)
def test_numbers_in_different_units_have_no_total(wording: Wording) -> None:
    media = {"微信公众号": MediumWords("通过政务微信推送信息", "篇")}
    saying = Saying(short="高新区", basis=Basis.ADDED, wording=wording, order=ORDER, media=media)
    said = sentences.disclosed(ZONE, saying)
    assert "通过政府网站公开信息629条，通过政务微信推送信息102篇" in said
    assert "总计" not in said
    assert "791" not in said


def test_a_year_with_nothing_and_a_number_nobody_knows() -> None:
    assert sentences.disclosed(Counts(2020), PLAIN) == "截至2020年12月底，高新区主动公开政府信息数总计0条。"
    unknown = Counts(2020, media={"政府网站": 5}, distinct=None)
    assert "总计不详" in sentences.disclosed(unknown, Saying(short="高新区", basis=Basis.ONCE))


def test_another_basis_than_last_years_is_told() -> None:
    assert sentences.basis_changed("", Basis.ADDED) == sentences.basis_changed("added", Basis.ADDED) == ""
    assert "上年度为同一信息在不同载体公开的只计1条" in sentences.basis_changed("once", Basis.ADDED)


def test_how_applications_were_handled_and_answered() -> None:
    batches = [
        Batch(applicant_kind="自然人", way="网上", new=True, outcome="a", count=4),
        Batch(applicant_kind="自然人", way="网上", new=True, outcome="c5", late=True, count=2),
        Batch(applicant_kind="商业企业", way="传真", new=False, outcome="c8"),
        Batch(applicant_kind="商业企业", way="传真", new=True, count=3),
    ]
    sources = Sources(2025, batches)
    assert sentences.received(sources) == "本年度共接到依申请公开事项9件，其中传真申请数3件，网络申请数6件。"
    assert sentences.handled(sources) == (
        "上年结转1件；本年度办结7件，其中按期办结5件，逾期办结2件；结转下年度继续办理3件。"
    )
    assert sentences.handled(ONE) == "本年度办结1件，均按期办结。"
    assert sentences.answered(sources) == "办理结果为：予以公开4件，不予公开3件。"


def test_a_fee_is_told_even_when_there_is_none() -> None:
    assert sentences.charged(0) == "本年度无收取信息处理费情况。"
    assert sentences.charged(12050) == "本年度收取信息处理费120.50元。"
    assert sentences.charged(10000) == "本年度收取信息处理费100元。"


def test_what_the_tables_say_is_said_with_their_numbers() -> None:
    made, repealed = date(2025, 2, 3), date(2025, 9, 1)
    documents = [
        entry("documents", kind="规范性文件", made_on=made, repealed_on=repealed if n else None) for n in (0, 1, 1)
    ]
    cases = [entry("cases", kind=kind, filed_on=made) for kind in ("行政复议", "未经复议直接起诉", "复议后起诉")]
    sources, form = Sources(2025, (), {"documents": documents, "cases": cases}), format_of(2025)
    cells = cells_of(form, sources)
    assert sentences.documents(form, cells) == "行政规范性文件新制发3件、废止2件、现行有效1件。"
    assert sentences.disputed(cells, form) == "政府信息公开行政复议1件，行政诉讼2件。"
    assert cells[Cell("table4", "复议后起诉", "尚未审结")] == 1


def test_documents_made_are_told_by_how_open_they_are() -> None:
    made = {Disclosure.ACTIVE: 124, Disclosure.ON_APPLICATION: 173, Disclosure.WITHHELD: 52}
    assert sentences.made(made) == "本年度制发政府信息总数349条，其中主动公开124条、依申请公开173条、不予公开52条。"
    assert sentences.made(dict.fromkeys(Disclosure, 0)) == ""


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("wording", Wording)
def test_the_reports_own_check_finds_nothing_in_them(basis: Basis, wording: Wording) -> None:
    form = format_of(2020)
    cells = cells_of(form, ONE)
    said = [
        sentences.disclosed(ZONE, Saying(short="高新区", basis=basis, wording=wording, order=ORDER)),
        sentences.received(ONE),
        sentences.handled(ONE),
        sentences.answered(ONE),
        sentences.disputed(cells, form),
        sentences.made(dict(zip(Disclosure, (5, 2, 1), strict=True))),
    ]
    text = {"一": "".join(said)}
    found = findings(Report(office="示范高新区管委会", year=2020, cells=cells, text=text))
    assert [one.says for one in found if one.identity.startswith("X")] == []
