"""Leaving a letter: a number to ask with, and limits told politely."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions.errors import CannotDo
from bot.actions.leave_letter import LONGEST, MOST_WAITING, leave
from bot.views.letters import mine, progress
from content.letters import Asker, Kind, LetterDraft, Part, State
from tests.bot.letters.mailroom import DRAFT, TEXT
from tests.bot.letters.mailroom import Mailroom as Office


def left(office: Office, draft: LetterDraft = DRAFT) -> str:
    with office.app.store.write() as work:
        return leave(work, office.app.settings, draft, now=office.now)


def asked(text: str, draft: LetterDraft = DRAFT) -> LetterDraft:
    return replace(draft, parts=(Part(kind=Kind.TEXT, text=text),))


def test_a_letter_gets_a_number_of_eight_digits_with_which_its_writer_sees_where_it_is(office: Office) -> None:
    number = left(office)
    assert len(number) == 8
    assert number.isdecimal()
    found = progress(office.app, number, Asker("visitor-1"), now=office.now)
    assert (found.state, found.says, found.answers) == (State.WAITING, "待答复", ())
    assert [one.number for one in mine(office.app, "visitor-1")] == [number]


def test_a_number_that_is_taken_is_not_given_out_again(office: Office) -> None:
    numbers = iter(["10000001", "10000001", "10000002"])
    with office.app.store.write() as work:
        first = leave(work, office.app.settings, DRAFT, now=office.now, number=lambda: next(numbers))
        other = asked("请问老年卡到哪里办理？")
        second = leave(work, office.app.settings, other, now=office.now, number=lambda: next(numbers))
    assert (first, second) == ("10000001", "10000002")


def test_somebody_else_sees_nothing_of_it_and_not_even_that_it_is_there(office: Office) -> None:
    number = left(office)
    with pytest.raises(CannotDo) as theirs:
        progress(office.app, number, Asker("visitor-2"), now=office.now)
    with pytest.raises(CannotDo) as nobodys:
        progress(office.app, "99999999", Asker("visitor-2"), now=office.now)
    assert theirs.value.says == nobodys.value.says


def test_on_the_page_the_last_four_digits_of_the_phone_are_asked_for(office: Office) -> None:
    number = left(office, replace(DRAFT, visitor="", door="web", phone="13800001234"))
    assert progress(office.app, number, Asker(tail="１２３４"), who="192.0.2.1", now=office.now).number == number
    with pytest.raises(CannotDo, match="没有查到"):
        progress(office.app, number, Asker(tail="1235"), who="192.0.2.1", now=office.now)
    with pytest.raises(CannotDo, match="没有查到"):
        progress(office.app, number, Asker(tail=""), who="192.0.2.1", now=office.now)


def test_digits_cannot_be_tried_until_they_fit(office: Office) -> None:
    number = left(office, replace(DRAFT, visitor="", door="web", phone="13800001234"))
    for guess in range(10):
        with pytest.raises(CannotDo, match="没有查到"):
            progress(office.app, number, Asker(tail=f"000{guess}"), who=f"192.0.2.{guess}", now=office.now)
    with pytest.raises(CannotDo, match="次数太多"):
        progress(office.app, number, Asker(tail="1234"), who="192.0.2.99", now=office.now)
    office.later(timedelta(hours=1, minutes=1))
    assert progress(office.app, number, Asker(tail="1234"), who="192.0.2.99", now=office.now)


def test_one_address_cannot_try_many_numbers(office: Office) -> None:
    for number in range(10000000, 10000030):
        with pytest.raises(CannotDo, match="没有查到"):
            progress(office.app, str(number), Asker(tail="1234"), who="192.0.2.1", now=office.now)
    with pytest.raises(CannotDo, match="次数太多"):
        progress(office.app, "10000030", Asker(tail="1234"), who="192.0.2.1", now=office.now)


@pytest.mark.parametrize(
    ("draft", "says"),
    [
        (replace(DRAFT, parts=(Part(kind=Kind.PICTURE, media="m"),)), "用文字写明"),
        (asked("好" * (LONGEST + 1)), "最多 5000 字"),
        (replace(DRAFT, visitor="", door="web"), "联系电话"),
        (replace(DRAFT, phone="12"), "联系电话看不懂"),
        (replace(DRAFT, parts=(*DRAFT.parts, *[Part(kind=Kind.PICTURE, media="m")] * 10)), "最多 9 个"),
    ],
)
def test_what_cannot_be_worked_on_is_refused_with_what_to_do(draft: LetterDraft, says: str, office: Office) -> None:
    with pytest.raises(CannotDo, match=says):
        left(office, draft)


def test_the_same_words_again_are_one_letter(office: Office) -> None:
    number = left(office)
    with pytest.raises(CannotDo, match=f"已经收到，编号 {number}"):
        left(office, asked(f" {TEXT}\n"))


def test_who_has_five_letters_waiting_waits_for_an_answer_first(office: Office) -> None:
    for number in range(MOST_WAITING):
        left(office, asked(f"这是我的第{number}个问题"))
        office.later(timedelta(days=2))
    with pytest.raises(CannotDo, match="还没有答复"):
        left(office, asked("还有一个问题"))
    assert left(office, asked("还有一个问题", replace(DRAFT, visitor="visitor-2")))


def test_from_one_address_only_so_many_letters_come_in_a_day(office: Office) -> None:
    page = replace(DRAFT, visitor="", door="web", phone="13800001234", origin="hash")
    for number in range(20):
        left(office, asked(f"这是第{number}个人的问题", replace(page, phone=f"138000012{number:02}")))
    with pytest.raises(CannotDo, match="从您的网络"):
        left(office, asked("又一个问题", page))
    office.later(timedelta(days=1, minutes=1))
    assert left(office, asked("又一个问题", page))


def test_on_the_page_a_person_is_the_telephone_however_it_is_written(office: Office) -> None:
    page = replace(DRAFT, visitor="", door="web", origin="hash")
    for number, phone in enumerate(
        ("13800001234", "+86 138-0000-1234", "138 0000 1234", "8613800001234", "13800001234")
    ):
        left(office, asked(f"第 {number} 件事怎么办", replace(page, phone=phone, origin=f"hash-{number}")))
    with pytest.raises(CannotDo, match="5 件留言还没有答复"):
        left(office, asked("再问一件事", replace(page, phone="13800001234")))
    with pytest.raises(CannotDo):
        left(office, asked("第 0 件事怎么办", replace(page, phone="138-0000-1234")))
    assert left(office, asked("再问一件事", replace(page, phone="13800005678")))


def test_on_the_page_a_person_leaves_five_letters_a_day(office: Office) -> None:
    page = replace(DRAFT, visitor="", door="web", origin="hash", phone="13800001234")
    for number in range(5):
        letter = left(office, asked(f"第 {number} 件事怎么办", page))
        with office.app.store.write() as work:
            work.letters.change(letter, state=State.ANSWERED)
    with pytest.raises(CannotDo, match="一天最多留言 5 件"):
        left(office, asked("再问一件事", page))
    office.later(timedelta(days=1))
    assert left(office, asked("再问一件事", page))
