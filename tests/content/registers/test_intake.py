"""What an application must say (第二十九条), and what looks mistyped."""

from dataclasses import replace

import pytest

from content.registers.applications import ApplicantKind, Draft, Way
from content.registers.intake import advice, tidied
from tests.content.registers.applicants import CITIZEN, COMPANY


def test_a_whole_application_gives_no_advice() -> None:
    assert advice(CITIZEN) == []
    assert advice(COMPANY) == []


def test_an_empty_one_is_told_everything_at_once_with_the_article() -> None:
    found = advice(Draft(way=Way.WECHAT))
    assert [one.field for one in found] == ["name", "identity_number", "phone", "description", "form", "obtain"]
    assert all(one.blocks and "第二十九条" in one.says for one in found)


def test_an_organisation_has_a_name_of_another_kind() -> None:
    (found,) = advice(replace(COMPANY, name=""))
    assert "名称" in found.says


@pytest.mark.parametrize("name", ["title", "document_number", "description"])
def test_one_way_of_saying_what_is_wanted_is_enough(name: str) -> None:
    assert advice(replace(CITIZEN, **{"description": "", name: "绿化合同"})) == []


def test_a_picture_of_the_document_stands_for_its_number() -> None:
    without = replace(CITIZEN, identity_number="")
    assert [one.field for one in advice(without)] == ["identity_number"]
    assert advice(without, with_picture=True) == []


@pytest.mark.parametrize(("obtain", "field"), [("邮寄", "address"), ("电子邮件", "email")])
def test_an_answer_needs_somewhere_to_go(obtain: str, field: str) -> None:
    (found,) = advice(replace(CITIZEN, obtain=obtain, address="", email=""))
    assert (found.field, found.blocks) == (field, True)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("identity_number", "350128199001010002"),
        ("identity_number", "3501281990"),
        ("phone", "见附件"),
        ("email", "zhangsan#example.com"),
    ],
)
def test_what_looks_mistyped_is_told_and_does_not_block(field: str, words: str) -> None:
    (found,) = advice(replace(CITIZEN, **{field: words}))
    assert (found.field, found.blocks) == (field, False)
    assert words not in found.says  # it may be shown where others look over a shoulder


def test_a_wrong_credit_code_is_told() -> None:
    (found,) = advice(replace(COMPANY, identity_number="91350128MA00000008"))
    assert "统一社会信用代码" in found.says


@pytest.mark.parametrize("number", ["350128199001010002", "91350128MA00000008", "３５０１２８199001010002"])
def test_a_number_that_fails_its_check_digit_is_told_where_nobody_says_of_what_document(number: str) -> None:
    (found,) = advice(replace(CITIZEN, identity_kind="", identity_number=number))
    assert (found.field, found.blocks, "校验码" in found.says) == ("identity_number", False, True)


@pytest.mark.parametrize("number", ["350128199001010001", "91350128MA00000007", "E00000000"])
def test_a_number_that_may_be_right_needs_no_kind(number: str) -> None:
    assert advice(replace(CITIZEN, identity_kind="", identity_number=number)) == []


def test_other_documents_are_taken_as_they_are() -> None:
    assert advice(replace(CITIZEN, identity_kind="护照", identity_number="E00000000")) == []


def test_it_is_kept_tidy() -> None:
    kept = tidied(replace(CITIZEN, name=" 张三\u200b ", description="一、合同\x00\r\n\r\n二、  验收单\n"))
    assert (kept.name, kept.description) == ("张三", "一、合同\n二、 验收单")
    assert kept.applicant_kind is ApplicantKind.PERSON


def test_what_is_too_long_is_refused_with_how_long_it_is() -> None:
    (found,) = advice(replace(CITIZEN, description="长" * 2001))
    assert (found.code, found.blocks) == ("too_long", True)
    assert "2001" in found.says


def test_no_repr_shows_who_asks_for_what() -> None:
    shown = repr(CITIZEN)
    for secret in ("张三", CITIZEN.identity_number, CITIZEN.phone, CITIZEN.email, CITIZEN.description):
        assert secret not in shown


@pytest.mark.parametrize(("phone", "tail"), [("138 0000 1234", "1234"), ("0591-83000000转12", "0000"), ("12", "")])
def test_the_tail_is_of_digits(phone: str, tail: str) -> None:
    assert replace(CITIZEN, phone=phone).phone_tail == tail
