"""Which passwords are taken."""

import pytest

from content.passwords import fault_of, password_of


@pytest.mark.parametrize(
    "good", ["三只白鹭过河去 2025", "correct horse battery", "zhangsan walks home", "张三爱吃糖醋排骨配米饭"]
)
def test_a_long_one_of_any_kind_is_taken(good: str) -> None:
    assert fault_of(good, "张三") == ""


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("三只白鹭", "太短"),
        ("x" * 500, "太长"),
        ("张三20250304", "不能只是姓名"),
        ("aaaaaaaaaaaa", "太常见"),
        ("1234567890", "太常见"),
        ("Password2025!", "太常见"),
        ("ｐａｓｓｗｏｒｄ１２３", "太常见"),
        ("qwertyuiop", "太常见"),
        ("woaini1314520", "太常见"),
        ("gongkai@2026", "太常见"),
    ],
)
def test_a_short_one_the_name_and_those_tried_first_are_not(bad: str, says: str) -> None:
    assert says in fault_of(bad, "张三")


def test_an_input_methods_wide_letters_make_no_other_password() -> None:
    assert password_of(" ａｂｃ　１２３ ") == password_of("abc 123")
