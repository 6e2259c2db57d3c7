"""The file of what people say and offices write, and how it is read."""

import pytest

from content.search.thesaurus import BadThesaurus, Thesaurus, read, thesaurus


def found(words: Thesaurus, text: str) -> list[tuple[str, ...]]:
    return list(words.found(text))


def test_the_file_is_sound_and_broad() -> None:
    assert len(thesaurus().groups) > 1000


def test_no_word_stands_for_itself_or_twice_for_the_same() -> None:
    for word, others in thesaurus().groups.items():
        assert word not in others
        assert len(set(others)) == len(others), word


def test_what_is_said_stands_for_what_is_written_and_not_the_other_way_round() -> None:
    words = read("said: {房产: [房本 = 不动产权证书]}")
    assert found(words, "房本在哪办") == [("不动产权证书",)]
    assert found(words, "不动产权证书在哪办") == []


def test_two_characters_across_two_words_are_no_word() -> None:
    words = read("said: {生育: [产检 = 产前检查]}")
    assert found(words, "产检要带什么") == [("产前检查",)]
    assert found(words, "安全生产检查怎么安排") == []


def test_words_that_are_the_same_stand_for_each_other() -> None:
    words = read("same: {称谓: [居委会 居民委员会]}")
    assert found(words, "居民委员会") == [("居委会",)]
    assert found(words, "居委会") == [("居民委员会",)]


def test_of_words_within_each_other_the_longest_counts() -> None:
    words = read("said: {医疗: [居民医保 = 城乡居民基本医疗保险, 医保 = 医疗保险]}")
    assert found(words, "居民医保怎么交") == [("城乡居民基本医疗保险",)]


@pytest.mark.parametrize(
    "wrong",
    [
        "said: {房产: [房本]}",
        "said: {房产: [= 证书]}",
        "same: {房产: [房本]}",
        "same: {房产: [房 屋]}",
        "other: {}",
        "[]",
        "said: {房产: [12]}",
    ],
)
def test_a_group_that_is_not_as_the_head_says_is_refused(wrong: str) -> None:
    with pytest.raises(BadThesaurus):
        read(wrong)
