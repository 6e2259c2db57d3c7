"""What people mean by what they type."""

import pytest

from bot.chat.dialogues.keywords import rule_for
from bot.chat.dialogues.words import SPELLINGS, Command, after, bare, chosen, command, is_figure, is_no, is_yes, picked
from bot.settings_chat import TOPICS, Keyword


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("留言", Command.LETTER), ("  留 言！", Command.LETTER), ("“留言”", Command.LETTER), ("流言", Command.LETTER),
        ("ＨＥＬＰ", Command.HELP), ("？", Command.HELP), ("幫助", Command.HELP), ("取消。", Command.CANCEL),
        ("提交吧", None), ("人工智能", None), ("", None), ("查詢", Command.PROGRESS),
    ],
)  # fmt: skip
def test_a_command_is_known_however_it_is_typed(typed: str, meant: Command | None) -> None:
    assert command(typed) is meant


def test_no_spelling_means_two_things_and_each_can_be_typed() -> None:
    words = [word for spellings in SPELLINGS.values() for word in spellings.split()]
    assert len(words) == len(set(words))
    assert [word for word in words if bare(word) != word] == []
    assert [one for one in Command if command(one.value) is not one] == []


@pytest.mark.parametrize(
    ("typed", "asked", "rest"),
    [
        ("查询 12345678", Command.PROGRESS, "12345678"), ("查询１２３４５６７８", Command.PROGRESS, "12345678"),
        ("查询进度：12345678", Command.PROGRESS, "12345678"), ("查询", Command.PROGRESS, ""),
        ("搜索，停水", Command.SEARCH, "停水"), ("停水", Command.SEARCH, None),
    ],
)  # fmt: skip
def test_what_stands_after_a_command(typed: str, asked: Command, rest: str | None) -> None:
    assert after(typed, asked) == rest


def test_a_command_that_must_be_parted_is_no_beginning_of_a_longer_word() -> None:
    assert after("人工智能产业", Command.LETTER, parted=True) is None
    assert after("人工：产业", Command.LETTER, parted=True) == "产业"


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("3", 3),
        ("３", 3),
        ("3.", 3),
        ("第三个", 3),
        ("③", 3),
        ("三", 3),
        ("选3", 3),
        ("6", None),
        ("0", None),
        ("30", None),
    ],
)
def test_a_place_in_a_list_of_five(typed: str, at: int | None) -> None:
    assert picked(typed, 5) == at


def test_a_figure_chooses_though_there_is_no_such_place() -> None:
    assert [is_figure(typed) for typed in ("6", "０", "10", "第六个", "2025", "12345678", "停水", "")] == [
        True, True, True, True, False, False, False, False
    ]  # fmt: skip


def test_a_word_of_a_list_is_chosen_by_place_or_by_itself() -> None:
    assert [chosen(typed, TOPICS) for typed in ("１", "求助", " 建 议。", "表扬", "")] == [
        "咨询", "求助", "建议", None, None
    ]  # fmt: skip


def test_yes_and_no_are_never_the_same() -> None:
    assert [is_yes(word) for word in ("是的", "OK", "同意。", "不同意", "")] == [True, True, True, False, False]
    assert [is_no(word) for word in ("不同意", "不", "no", "同意", "")] == [True, True, True, False, False]


def test_a_rule_whose_word_was_written_alone_goes_first() -> None:
    within, alone = Keyword(("地址",), "甲"), Keyword(("办公地址",), "乙", exact=True)
    rules = (within, alone)
    assert rule_for("办公 地址", rules) is alone
    assert rule_for("请问办公地址在哪", rules) is within
    assert rule_for("电话", rules) is None
    assert rule_for("我想反映一件事，" * 6 + "地址不详", rules) is None
