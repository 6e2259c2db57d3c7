"""Letters stay as records; who wrote them is forgotten."""

from datetime import timedelta

import pytest

from bot.actions.answer_letter import answer
from bot.actions.errors import CannotDo
from bot.actions.forget import forget
from bot.actions.forget_letters import KEPT, forget_old
from bot.actions.leave_letter import leave
from bot.views.inbox import one
from bot.views.letters import mine, progress
from content.letters import Asker, Kind, LetterDraft, Part, State
from tests.bot.letters.mailroom import DRAFT, Mailroom

ASKED = "我叫王小五，身份证110101199003070018，请问补贴"
PLACE = Part(kind=Kind.PLACE, text="示范路", latitude=34.75, longitude=113.62)
DRAFT_WITH_PLACE = LetterDraft(
    topic="咨询", parts=(*DRAFT.parts, PLACE), visitor="visitor-1", name="王小五", phone="13800001234"
)


def left_the_account(office: Mailroom) -> None:
    with office.app.store.write() as work:
        forget(work, "visitor-1", office.now)


def test_nothing_of_a_settled_letter_leads_to_who_left_the_account(office: Mailroom) -> None:
    number = office.left(ASKED, DRAFT_WITH_PLACE)
    office.answered(number, "王小五您好，请到政务大厅办理。")
    left_the_account(office)
    letter = office.letter(number)
    assert (letter.visitor, letter.name, letter.phone, letter.parts[1].latitude) == ("", "", "", None)
    assert letter.text == "我叫王**，身份证******************，请问补贴"
    assert letter.answers[0].text == "王**您好，请到政务大厅办理。"
    assert letter.state is State.ANSWERED
    assert mine(office.app, "visitor-1") == []
    with pytest.raises(CannotDo, match="没有查到"):
        progress(office.app, number, Asker("visitor-1", "1234"), now=office.now)


def test_a_letter_that_waits_keeps_the_telephone_typed_with_it(office: Mailroom) -> None:
    number = office.left(ASKED, DRAFT_WITH_PLACE)
    left_the_account(office)
    letter = office.letter(number)
    assert (letter.visitor, letter.phone, letter.text) == ("", "13800001234", ASKED)
    office.answered(number)
    assert progress(office.app, number, Asker(tail="1234"), now=office.now).state is State.ANSWERED


def test_staff_see_when_nobody_can_learn_of_an_answer(office: Mailroom) -> None:
    number, with_phone = office.left(), office.left(ASKED, DRAFT_WITH_PLACE)
    assert one(office.app, "冯一", number, now=office.now).asks == "由本人查询"
    left_the_account(office)
    office.answered(with_phone)
    said = answer(office.app, "冯一", number, "请到政务大厅办理。", now=office.now)
    assert said.in_words == "无法告知（没有电话，已取消关注或已清除）"
    entries = [one(office.app, "冯一", each, now=office.now) for each in (number, with_phone)]
    assert [entry.told_in_words for entry in entries] == [said.in_words, "由本人查询"]


def test_other_peoples_letters_stay_as_they_are(office: Mailroom) -> None:
    other = office.left(ASKED, visitor="visitor-2")
    page = office.left(ASKED, visitor="", door="web", phone="13800001234")
    left_the_account(office)
    assert office.letter(other).visitor == "visitor-2"
    assert office.letter(page).phone == "13800001234"
    with office.app.store.write() as work:
        forget(work, "", office.now)
    assert office.letter(page).text == ASKED


def test_half_a_year_after_it_is_settled_every_letter_is_emptied(office: Mailroom) -> None:
    answered = office.left(ASKED, DRAFT_WITH_PLACE)
    waiting = office.left("还没有答复的问题")
    office.answered(answered)
    office.later(KEPT)
    assert forget_old(office.app, office.now) == 0
    office.later(timedelta(seconds=1))
    assert forget_old(office.app, office.now) == 1
    assert forget_old(office.app, office.now) == 0
    assert office.letter(answered).visitor == ""
    assert office.letter(waiting).visitor == "visitor-1"


def test_whoever_comes_back_is_somebody_new(office: Mailroom) -> None:
    office.answered(office.left())
    left_the_account(office)
    with office.app.store.write() as work:
        assert leave(work, office.app.settings, DRAFT, now=office.now)
