"""What a text is indexed by."""

import pytest

from content.search.words import pairs, plain, terms, words


def test_a_long_word_is_found_by_the_shorter_ones_in_it() -> None:
    assert {"公积金", "提取"} <= set(words("公积金提取"))


def test_a_name_no_dictionary_knows_is_found_by_its_pairs() -> None:
    assert {"月亮", "亮岛"} <= set(pairs("月亮岛"))


def test_numbers_and_letters_pair_as_one_character() -> None:
    assert pairs("去a7县坐12路") == ["去a7", "a7县", "县坐", "坐12", "12路"]


def test_what_stands_between_parts_the_pairs() -> None:
    assert pairs("停水，停电") == ["停水", "停电"]


@pytest.mark.parametrize("written", ["ＷｉＦｉ", "WIFI", " wifi\n"])
def test_one_word_however_it_is_typed(written: str) -> None:
    assert plain(written) == "wifi"


@pytest.mark.parametrize("nothing", ["", "。！？", "\x00\x01", "😀😀", " \u3000 "])
def test_what_says_nothing_has_no_terms(nothing: str) -> None:
    assert terms(plain(nothing)) == []
