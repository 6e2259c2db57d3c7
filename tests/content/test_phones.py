"""Telephone numbers as people and browsers write them."""

import pytest

from content.phones import bare, is_phone, tail_of


@pytest.mark.parametrize(
    ("phone", "tail"),
    [
        ("13800000001", "0001"),
        ("+86 138 0000 0001", "0001"),
        ("138-0000-0001", "0001"),
        ("1380000-0001", "0001"),
        ("１３８００００００01", "0001"),
        ("010-12345678", "5678"),
        ("(0371) 6000 0001", "0001"),
        ("0371—60000001", "0001"),
        ("010-12345678-801", "5678"),
        ("0371-60000001转8015", "0001"),
        ("60000001", "0001"),
        ("+86-371-60000001", "0001"),
        ("400-800-1234", "1234"),
    ],
)
def test_a_number_is_understood_and_ends_before_its_extension(phone: str, tail: str) -> None:
    assert is_phone(phone)
    assert tail_of(phone) == tail


@pytest.mark.parametrize(
    "text", ["", "没有", "1234", "138000000012", "1380000000", "12800000001x", "13800000001 13900000002"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert not is_phone(text)


@pytest.mark.parametrize(("text", "tail"), [("0001", "0001"), (" 尾号 0001 ", "0001"), ("01", "01"), ("", "")])
def test_of_what_somebody_types_the_last_digits_count(text: str, tail: str) -> None:
    assert tail_of(text) == tail


@pytest.mark.parametrize(
    ("phone", "other"),
    [
        ("13800000001", "+86 138 0000 0001"),
        ("13800000001", "8613800000001"),
        ("138-0000-0001", "1380000-0001"),
        ("0371-60000001", "+86-371-60000001"),
        ("(0371) 6000 0001", "0371-60000001转8015"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(phone: str, other: str) -> None:
    assert bare(phone) == bare(other)
    assert bare(phone) != bare("13800000002")
