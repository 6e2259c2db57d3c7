"""Applications come in: from the chat, the public form, and over the counter."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest

from bot.actions.application_endings import close
from bot.actions.apply import MOST_A_DAY, MOST_A_DAY_FROM_ONE_ADDRESS, helped, receive, receive_by_hand
from bot.actions.errors import CannotDo, NotAllowed, WrongUse
from content.registers.applications import Application, Draft, State, Way
from content.registers.identity import LARGEST, MOST, Picture
from content.store.copies import leave_a_gap
from tests.bot.applications.conftest import CLERK
from tests.bot.office import Office
from tests.content.registers.applicants import CITIZEN, COMPANY

CARD = Picture(b"\xff\xd8\xff" + b"sample" * 50, "card.jpg")


def sent(
    office: Office, draft: Draft = CITIZEN, *, visitor: str = "", origin: str = "", card: bool = False
) -> Application:
    with office.app.store.write() as work:
        pictures = [CARD] if card else []
        return receive(work, office.app, draft, visitor=visitor, origin=origin, pictures=pictures, now=office.now)


def test_what_is_sent_in_the_chat_gets_a_number_and_waits_to_be_confirmed(office: Office) -> None:
    made = sent(office, visitor="oSample")
    assert made.number == "依申请〔2025〕0001号"
    assert (made.state, made.submitted_at, made.received_on, made.due_on) == (State.SUBMITTED, office.now, None, None)
    assert sent(office, replace(CITIZEN, title="另一件")).number == "依申请〔2025〕0002号"


def test_those_whose_task_it_is_are_told_in_the_chat(office: Office) -> None:
    with office.app.store.write() as work:
        for visitor, person in (("oClerk", CLERK), ("oWriter", "张三")):
            work.bindings.bind(visitor, person, office.now)
    made = sent(office, visitor="oSample")
    with office.app.store.read() as work:
        (told,) = work.notices.about(f"received:{made.number}")
    assert told.visitor == "oClerk"
    assert "确认收到" in told.text
    assert CITIZEN.name not in told.text


def test_an_applicant_is_told_all_that_is_missing_and_nothing_is_registered(office: Office) -> None:
    with pytest.raises(CannotDo) as refused:
        sent(office, Draft(way=Way.WECHAT, name="张三"))
    assert [gap.field for gap in refused.value.problems] == [
        "identity_number",
        "phone",
        "description",
        "form",
        "obtain",
    ]
    assert "没有写联系方式" in refused.value.says
    with office.app.store.read() as work:
        assert work.applications.all() == []


def test_what_only_looks_mistyped_is_taken(office: Office) -> None:
    assert sent(office, replace(CITIZEN, phone="见附件1234")).number


def test_the_same_again_is_told_its_number(office: Office) -> None:
    made = sent(office, visitor="oSample")
    with pytest.raises(CannotDo, match=made.number):
        sent(office, replace(CITIZEN, name="张三 "), visitor="oSample")
    assert sent(office, visitor="oOther").number != made.number


def test_the_same_sent_from_several_windows_at_once_is_registered_once(office: Office) -> None:
    together = Barrier(4)

    def send(_: int) -> str:
        together.wait(10)
        try:
            return sent(office, origin="同一个地址").number
        except CannotDo:
            return ""

    with ThreadPoolExecutor(4) as windows:
        numbers = list(windows.map(send, range(4)))
    with office.app.store.read() as work:
        assert [one.number for one in work.applications.all()] == [number for number in numbers if number]
    assert sorted(numbers) == ["", "", "", "依申请〔2025〕0001号"]


@pytest.mark.parametrize(("whose", "most"), [("visitor", MOST_A_DAY), ("origin", MOST_A_DAY_FROM_ONE_ADDRESS)])
def test_too_many_a_day_are_refused_with_the_ways_that_stay_open(office: Office, whose: str, most: int) -> None:
    for place in range(most):
        sent(office, replace(CITIZEN, title=f"第{place}件"), **{whose: "某人"})
    with pytest.raises(CannotDo, match="邮寄"):
        sent(office, **{whose: "某人"})
    office.later(timedelta(days=1))
    assert sent(office, **{whose: "某人"}).number


def test_a_clerk_registers_what_came_by_post_the_day_it_was_signed_for(office: Office) -> None:
    signed = office.now - timedelta(days=4)
    made = receive_by_hand(office.app, CLERK, COMPANY, submitted_at=signed, now=office.now)
    assert (made.state, made.received_on, made.due_on) == (State.RECEIVED, date(2025, 2, 28), date(2025, 3, 28))
    with office.app.store.read() as work:
        (registered,) = work.applications.history(made.number)
    assert (registered.by, registered.at) == (CLERK, office.now)


def test_a_clerk_registers_it_however_little_it_says(office: Office) -> None:
    assert receive_by_hand(office.app, CLERK, Draft(way=Way.IN_PERSON), now=office.now).state is State.RECEIVED


def test_a_clerk_who_writes_the_same_down_twice_is_told_its_number(office: Office) -> None:
    made = receive_by_hand(office.app, CLERK, COMPANY, now=office.now)
    office.later(timedelta(days=2))
    with pytest.raises(CannotDo, match=f"{made.number}.*--again"):
        receive_by_hand(office.app, CLERK, replace(COMPANY, name=f"{COMPANY.name} "), now=office.now)
    assert receive_by_hand(office.app, CLERK, replace(COMPANY, title="另一件"), now=office.now)
    assert receive_by_hand(office.app, CLERK, COMPANY, again=True, now=office.now).number != made.number


def test_what_was_asked_and_answered_before_may_come_again_another_day(office: Office) -> None:
    made = receive_by_hand(office.app, CLERK, COMPANY, now=office.now)
    close(office.app, CLERK, made.number, "a", now=office.now)
    with pytest.raises(CannotDo, match=made.number):
        receive_by_hand(office.app, CLERK, COMPANY, now=office.now)
    office.later(timedelta(days=1))
    assert receive_by_hand(office.app, CLERK, COMPANY, now=office.now).number != made.number


def test_nothing_is_registered_for_a_time_to_come(office: Office) -> None:
    with pytest.raises(WrongUse, match="不会晚于现在"):
        receive_by_hand(office.app, CLERK, COMPANY, submitted_at=office.now + timedelta(minutes=1), now=office.now)


def test_only_who_has_the_task_registers_by_hand(office: Office) -> None:
    with pytest.raises(NotAllowed, match="依申请公开"):
        receive_by_hand(office.app, "张三", COMPANY, now=office.now)


def test_a_picture_of_the_document_lies_apart_and_unreadable(office: Office) -> None:
    made = sent(office, replace(CITIZEN, identity_number=""), card=True)
    (file,) = (office.folder / "var/identity").iterdir()
    assert b"sample" not in file.read_bytes()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert not list((office.folder / "var/files").rglob("*card*"))
    with office.app.store.read() as work:
        (kept,) = work.identity.of(made.number)
        assert office.app.identity.read(kept) == CARD.content
        assert kept.key not in repr(kept)


@pytest.mark.parametrize(
    ("pictures", "says"),
    [
        ([Picture(b"MZ program", "card.jpg")], "JPG"),
        ([Picture(b"\x89PNG" + b"0" * LARGEST)], "太大"),
        ([CARD] * (MOST + 1), "最多"),
    ],
)
def test_what_is_no_picture_of_a_document_is_refused(office: Office, pictures: list[Picture], says: str) -> None:
    with pytest.raises(WrongUse, match=says), office.app.store.write() as work:
        receive(work, office.app, CITIZEN, pictures=pictures, now=office.now)
    with office.app.store.read() as work:
        assert work.applications.all() == []


def test_an_item_that_answered_is_counted(office: Office) -> None:
    with office.app.store.write() as work:
        helped(work, "2025-00001", office.now)
    with office.app.store.read() as work:
        assert work.applications.times_helped(date(2025, 3, 4), date(2025, 3, 4)) == {"2025-00001": 1}


def test_numbers_given_out_after_a_backup_are_passed_over_once_it_is_restored(office: Office) -> None:
    sent(office)
    with office.app.store.write() as work:
        leave_a_gap(work, 100)
    assert sent(office, replace(CITIZEN, title="另一件")).number == "依申请〔2025〕0102号"
