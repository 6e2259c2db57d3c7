"""Check digits, by their standards' own arithmetic and by what a slip does to them."""

from hypothesis import given
from hypothesis import strategies as st

from content.checks.check_digits import credit_code, id_card, luhn

digits = st.integers(0, 9).map(str)


def some(count: int) -> st.SearchStrategy[str]:
    return st.lists(digits, min_size=count, max_size=count).map("".join)


def with_id_check(body: str) -> str:
    weighted = sum(int(digit) * pow(2, 17 - at, 11) for at, digit in enumerate(body))
    return body + "10X98765432"[weighted % 11]


def with_luhn(body: str) -> str:
    return next(body + str(last) for last in range(10) if luhn(body + str(last)))


def test_known_numbers() -> None:
    assert id_card("11010519491231002X")  # the example of GB 11643-1999
    assert luhn("79927398713")  # the example of ISO/IEC 7812
    assert credit_code("91350100M000100Y43")  # the example of GB 32100-2015
    assert not credit_code("91350100M000100Y44")


@given(some(17), st.integers(0, 16), st.integers(1, 9))
def test_an_id_number_with_one_wrong_digit_is_wrong(body: str, at: int, step: int) -> None:
    number = with_id_check(body)
    wrong = number[:at] + str((int(number[at]) + step) % 10) + number[at + 1 :]
    assert id_card(number)
    assert not id_card(wrong)


@given(some(18), st.integers(0, 17), st.integers(1, 9))
def test_a_card_number_with_one_wrong_digit_is_wrong(body: str, at: int, step: int) -> None:
    number = with_luhn(body)
    wrong = number[:at] + str((int(number[at]) + step) % 10) + number[at + 1 :]
    assert not luhn(wrong)


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17))
def test_exactly_one_last_character_makes_a_credit_code(body: str) -> None:
    assert sum(credit_code(body + last) for last in "0123456789ABCDEFGHJKLMNPQRTUWXY") == 1
