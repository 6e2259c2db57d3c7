"""Fields, secrecy review and pictures of a whole item."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from content.checks import check_item
from content.item import Disclosure, Item, SecrecyReview
from tests.content.checks import samples
from tests.content.checks.samples import MemoryFiles


@pytest.fixture
def files() -> MemoryFiles:
    return MemoryFiles()


def codes(item: Item, files: MemoryFiles) -> set[tuple[str, str, bool]]:
    return {(problem.code, problem.field, problem.blocks) for problem in check_item(item, files, samples.TODAY)}


def test_an_item_in_order_has_no_problem(files: MemoryFiles) -> None:
    assert check_item(samples.an_item(), files, samples.TODAY) == []


@pytest.mark.parametrize("field", ["title", "summary", "unit", "column"])
def test_what_the_catalogue_must_show_may_not_be_empty(field: str, files: MemoryFiles) -> None:
    assert codes(samples.an_item(**{field: " "}), files) == {("missing_field", field, True)}


def test_a_document_without_its_date_is_stopped(files: MemoryFiles) -> None:
    assert codes(samples.an_item(made_on=None), files) == {("missing_field", "made_on", True)}


@pytest.mark.parametrize(
    "basis",
    [
        "",
        "第十九条",
        "第二十条（一）",
        "第二十条第（十五）项",
        "第二十一条",
        "第二十条（七）、第二十条（九）",
        "第四十九条",
    ],
)
def test_a_legal_basis_of_the_regulation_is_right(basis: str, files: MemoryFiles) -> None:
    assert codes(samples.an_item(legal_basis=basis), files) == set()


@pytest.mark.parametrize(
    "basis", ["第二十条", "第二十条（十六）", "第十九条（一）", "第二十二条", "条例20条", "第二十一条（二）"]
)
def test_any_other_legal_basis_is_pointed_at(basis: str, files: MemoryFiles) -> None:
    assert codes(samples.an_item(legal_basis=basis), files) == {("wrong_legal_basis", "legal_basis", False)}


def test_a_document_that_is_not_public_needs_its_reason_and_no_secrecy_review(files: MemoryFiles) -> None:
    item = samples.an_item(disclosure=Disclosure.WITHHELD, secrecy=None, html="<p>电话15400002468</p>")
    assert codes(item, files) == {("missing_field", "disclosure_reason", True)}
    assert codes(replace(item, disclosure_reason="内部事务信息"), files) == set()


def test_dates_that_cannot_be(files: MemoryFiles) -> None:
    assert codes(samples.an_item(made_on=date(2026, 9, 2)), files) == {("wrong_field", "made_on", False)}
    assert codes(samples.an_item(valid_until=date(2026, 8, 1)), files) == {("wrong_field", "valid_until", False)}
    assert codes(samples.an_item(valid_until=date(2031, 8, 1)), files) == set()


STOPPED = ("missing_secrecy_review", "secrecy", True)


@pytest.mark.parametrize(
    "conclusion", ["可以公开", "不涉密，同意公开", "未发现涉密内容，准予公开", "可主动公开", "不涉及国家秘密，可以发布"]
)
def test_a_secrecy_review_that_allows_publishing_is_enough(conclusion: str, files: MemoryFiles) -> None:
    review = SecrecyReview("王五", date(2026, 9, 1), conclusion)
    assert codes(samples.an_item(secrecy=review), files) == set()


@pytest.mark.parametrize(
    "review",
    [
        None,
        SecrecyReview("", date(2026, 9, 1), "可以公开"),
        SecrecyReview("王五", date(2026, 9, 2), "可以公开"),
        SecrecyReview("王五", date(2026, 9, 1), ""),
        SecrecyReview("王五", date(2026, 9, 1), "不得公开"),
        SecrecyReview("王五", date(2026, 9, 1), "涉密，不予公开"),
        SecrecyReview("王五", date(2026, 9, 1), "已审"),
    ],
)
def test_nothing_goes_out_without_a_whole_secrecy_review(review: SecrecyReview | None, files: MemoryFiles) -> None:
    assert codes(samples.an_item(secrecy=review), files) == {STOPPED}


def test_texts_outside_the_body_are_checked_under_their_own_field(files: MemoryFiles) -> None:
    item = samples.an_item(
        title="关于大部份住户补贴的通知", overrides={"wechat": {"digest": "电话15400002468", "top": True}}
    )
    assert codes(item, files) == {("wrong_word", "title", False), ("mobile", "wechat.digest", True)}


def test_the_documents_own_date_decides_which_names_are_old(files: MemoryFiles) -> None:
    html = "<p>由区国土资源局办理。</p>"
    assert codes(samples.an_item(html=html), files) == {("outdated_agency", "body", False)}
    assert codes(samples.an_item(html=html, made_on=date(2016, 5, 1)), files) == set()


def test_entities_typed_into_markdown_are_seen_though_they_do_not_show(files: MemoryFiles) -> None:
    item = samples.an_item(source="项目名称：&nbsp;道路", source_kind="markdown")
    assert codes(item, files) == {("encoding_residue", "body", False)}


def photograph(*, place: bool) -> bytes:
    content = BytesIO()
    exif = Image.Exif()
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (25.0, 30.0, 0.0), 3: "E", 4: (119.0, 47.0, 0.0)})
    Image.new("RGB", (8, 8)).save(content, "JPEG", exif=exif)
    return content.getvalue()


def test_a_picture_needs_words_for_those_who_do_not_see_it(files: MemoryFiles) -> None:
    image = files.keep(photograph(place=False), "现场.jpg")
    seen = {
        alt: check_item(
            samples.an_item(html=f'<p><img src="files/{image.path}"{alt}></p>', images=(image,)), files, samples.TODAY
        )
        for alt in ("", ' alt=""', ' alt="IMG_001.jpg"', ' alt="检查人员查看灭火器"', ' alt="" role="presentation"')
    }
    assert [[(problem.code, problem.quote) for problem in found] for found in seen.values()] == [
        [("missing_alt", "现场.jpg")],
        [("missing_alt", "现场.jpg")],
        [("missing_alt", "现场.jpg")],
        [],
        [],
    ]


def test_a_photograph_that_tells_where_it_was_taken_is_pointed_at(files: MemoryFiles) -> None:
    told, silent = files.keep(photograph(place=True), "甲.jpg"), files.keep(photograph(place=False), "乙.jpg")
    found = check_item(samples.an_item(cover=told, images=(silent,)), files, samples.TODAY)
    assert [(problem.code, problem.where) for problem in found] == [("image_location", "甲.jpg")]
