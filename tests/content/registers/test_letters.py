"""The office's letters: one for every outcome, with law, decision and remedies; what is not known stays visible."""

import io
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt

from content.registers.applications import OUTCOMES, Application, Draft
from content.registers.clocks import submitted
from content.registers.fees import Advice
from content.registers.letter_document import Ending, word_of
from content.registers.letter_texts import BadLetter, Letter, Texts
from content.registers.letter_words import asked_for, words_of
from content.registers.steps import NONE, Answer, Asked, Consultation, Extension, Fee, FeeBasis, Steps, Supplement
from content.registers.working_days import AnnouncedDays
from content.zone import SHANGHAI
from tests.content.registers.applicants import CITIZEN, COMPANY

CAME = datetime(2025, 3, 3, 9, 0, tzinfo=SHANGHAI)
TODAY = date(2025, 3, 20)
ARTICLES = {
    "c1": "第十四条",
    "c4": "第十五条",
    "c5": "第十六条第一款",
    "c7": "第十六条第二款",
    "d2": "第三十八条",
    "e4": "第三十五条",
}
STEPS = Steps(
    supplement=Supplement(asked_on=date(2025, 3, 5), until=date(2025, 3, 26), says="写明合同的年度。"),
    consultations=(
        Consultation(party="示范绿化公司", asked=Asked.THIRD_PARTY, asked_on=date(2025, 3, 6), until=date(2025, 3, 27)),
    ),
    extension=Extension(on=date(2025, 3, 20), days=20, approved_by="王五", reason="需要检索历年档案。"),
    fee=Fee(noticed_on=date(2025, 3, 7), basis=FeeBasis.BY_PIECE, fen=10_000, until=date(2025, 4, 7)),
)


def application(draft: Draft = COMPANY, steps: Steps = NONE) -> Application:
    return replace(submitted(draft, CAME, AnnouncedDays()), number="依申请〔2025〕0007号", steps=steps)


def filled(key: str, one: Application | None = None, **given: str) -> Letter:
    texts = Texts()
    template = texts.named(key, key)
    assert template is not None
    known = words_of(one or application(), TODAY, Advice(date(2025, 3, 1), before=11))
    return texts.filled(template, {**known, **given})


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_has_its_answer_with_what_was_asked_the_law_and_the_remedies(outcome: str) -> None:
    letter = filled(outcome, 复议机关="示范市人民政府", 人民法院="示范区人民法院")
    text = "\n".join(letter.paragraphs)
    assert Texts().templates[outcome].outcome == outcome
    assert letter.to == "示范有限公司"
    assert "收到你单位以邮寄方式提出的政府信息公开申请（申请编号：依申请〔2025〕0007号）" in text
    assert "2025年度园区绿化养护合同" in text
    assert "条例》" in text or "处理的依据" in text
    assert "60日内向示范市人民政府申请行政复议" in text
    first = outcome == "b" or outcome.startswith("c")
    assert ("应当先申请行政复议" in text, "6个月内" in text) == (first, not first)
    assert ARTICLES.get(outcome, "") in text


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("登记回执", "将在2025年3月31日以前作出答复"),
        ("补正告知书", "需要补正的事项：写明合同的年度。"),
        ("补正告知书", "请在2025年3月26日以前"),
        ("延期答复告知书", "因需要检索历年档案，不能在"),
        ("收费通知书", "收取信息处理费100元"),
        ("收费通知书", "按件计收，同一申请人2025年3月在这件之前已申请 11 件"),
        ("征求第三方意见书", "15个工作日内"),
        ("已主动公开告知书", "第三十六条第一项"),
        ("由他机关公开告知书", "第三十六条第五项"),
    ],
)
def test_what_was_done_on_the_way_stands_in_its_letter(key: str, says: str) -> None:
    assert says in "\n".join(filled(key, application(steps=STEPS)).paragraphs)


def test_a_fee_by_page_is_told_with_its_pages_and_one_off_the_scale_is_left_to_fill_in() -> None:
    for fen, says in ((70_000, "按量计收，100 页，"), (70_500, "〔请填写：收费计算〕")):
        fee = Fee(noticed_on=date(2025, 3, 7), basis=FeeBasis.BY_PAGE, fen=fen, until=date(2025, 4, 7))
        assert says in "\n".join(filled("收费通知书", application(steps=Steps(fee=fee))).paragraphs)


def test_a_third_party_reads_what_is_asked_for_and_not_who_asks() -> None:
    letter = filled("征求第三方意见书", application(CITIZEN, STEPS))
    assert letter.to == "示范绿化公司"
    assert "绿化养护合同" in letter.paragraphs[0]
    for secret in (CITIZEN.name, CITIZEN.phone, CITIZEN.identity_number, "依申请〔2025〕0007号"):
        assert secret not in f"{letter.title}{letter.to}{letter.paragraphs}"
    assert letter.to not in repr(letter)


def test_of_several_third_parties_each_answer_is_told_and_who_refused_is_the_one_told_of_a_disclosure() -> None:
    asked = STEPS.consultations[0]
    heard = (replace(asked, answer=Answer.REFUSES), replace(asked, party="示范园林公司", answer=Answer.AGREES))
    steps = Steps(consultations=heard)
    withheld = "\n".join(filled("c4", application(steps=steps)).paragraphs)
    assert "经征求意见，第三方有的不同意公开，有的同意公开。理由：" in withheld
    assert filled("决定公开告知第三方书", application(steps=steps)).to == "示范绿化公司"


def test_what_nobody_knows_stays_visible_and_is_named() -> None:
    letter = filled("c7")
    assert "理由：〔请填写：不予公开的理由〕。" in letter.paragraphs[1]
    assert letter.missing == ("不予公开的理由", "复议机关", "人民法院")


def test_the_answer_is_the_one_of_the_outcome_and_none_where_there_is_no_outcome() -> None:
    assert Texts().named("答复书", "c4") == Texts().templates["c4"]
    assert Texts().named("答复书") is None


def test_what_is_asked_for_is_told_by_title_number_and_description() -> None:
    draft = replace(CITIZEN, title="《绿化合同》", document_number="示高〔2024〕1号", description="全文。\n附件。")
    assert asked_for(draft) == "《绿化合同》（示高〔2024〕1号）；全文。附件"


def test_an_offices_own_text_stands_before_the_programs_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("name: 答复书\ntitle: 答复\ntext: 您好，{申请人}。{救济}\n", encoding="utf-8")
    (tmp_path / "parts.yaml").write_text("救济: 有问题请来电。\n", encoding="utf-8")
    texts = Texts(tmp_path)
    assert texts.filled(texts.templates["a"], {"申请人": "张三"}).paragraphs == ("您好，张三。有问题请来电。",)
    assert texts.templates["b"] == Texts().templates["b"]
    assert texts.parts["来由"] == Texts().parts["来由"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name: 答复书\ntitle: 答复\n", "没有写 text"),
        ("name: 答复书\ntitle: 答复\n正文: 您好\n", "第3行 正文：没有这一项"),
        ("name: [答复书]\n", "第1行 name：应是一段文字"),
        ("答复\n", "应是一行一个“名称: 内容”"),
        ("name：答复书\ntitle：答复\n", "没有写 text"),
    ],
)
def test_a_bad_text_is_told_with_file_and_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadLetter) as refused:
        _ = Texts(tmp_path).templates
    assert "a.yaml" in refused.value.says
    assert says in refused.value.says


def test_as_word_it_has_the_paper_margins_lines_and_fonts_of_an_official_document() -> None:
    content = word_of(filled("c7"), "", Ending("示范高新区管委会", "2025年3月20日"))
    document = Document(io.BytesIO(content))
    said = document.core_properties
    assert (said.author, said.last_modified_by, said.comments) == ("示范高新区管委会", "示范高新区管委会", "")
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins if margin] == [37, 35, 28, 26]
    assert [round(size.mm) for size in (section.page_width, section.page_height) if size] == [210, 297]
    assert document.styles["Normal"].paragraph_format.line_spacing == Pt(28)
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:4] == ["示范高新区管委会", "政府信息公开申请答复书", "〔请填写：文号〕", "示范有限公司："]
    assert texts[-2:] == ["示范高新区管委会", "2025年3月20日"]
    marked = [run.text for one in document.paragraphs for run in one.runs if run.font.highlight_color]
    assert marked == ["〔请填写：文号〕", "〔请填写：不予公开的理由〕", "〔请填写：复议机关〕", "〔请填写：人民法院〕"]
    fonts = next(one.target_part.blob for one in document.part.rels.values() if one.reltype.endswith("/fontTable"))
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,' in fonts.decode()
