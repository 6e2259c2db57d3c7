"""What may be seen of applications for information: by the applicant where it is, by the staff whose task it is all."""

import hmac
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo
from bot.actions.guessing import count_try, forget_tries
from content.registers.applications import TAIL, Application, State
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App
    from content.store.store import Work

NO_SUCH = "没有查到：请核对申请编号和联系电话的后四位。"
YEAR_AND_SERIAL = re.compile(r"((?:19|20)\d\d)\D*?(\d{1,9})\D*$")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an application is, without a word of who asks for what."""

    number: str
    state: State
    submitted_on: date
    received_on: date | None
    due_on: date | None
    says: str

    @property
    def words(self) -> str:
        """For the applicant, in plain words."""
        return PLAIN_WORDS[self.state].format(received=self.received_on, due=self.due_on) + self.says


PLAIN_WORDS = {
    State.SUBMITTED: "已提交，等待工作人员与您确认收到；以确认之日为收到申请之日，从那天起算答复期限。",
    State.RECEIVED: "已于 {received} 收到，最迟 {due} 答复您；依法延长或需要征求意见的，会告知您。",
    State.WORKING: "正在办理，最迟 {due} 答复您；依法延长或需要征求意见的，会告知您。",
    State.CLOSED: "已办结。",
}


def progress(app: "App", number: str, tail: str, *, asker: str, now: datetime) -> Progress:
    """By number, however it is written, and the last four digits of the telephone number.

    `asker`: whoever tries, as the door tells them apart (never shown). Raises CannotDo with the same words whether
    the number or the digits are wrong, and after too many tries.
    """
    subject = f"application:{''.join(filter(str.isdecimal, number))}"
    count_try(app.store.shelf, subject, asker, now)
    with app.store.read() as work:
        found = find(work, number)
    kept = found.draft.phone_tail if found else ""
    same = hmac.compare_digest(kept.encode().ljust(TAIL), tail.strip().encode().ljust(TAIL))
    if found is None or not kept or not same:
        raise CannotDo(NO_SUCH)
    forget_tries(app.store.shelf, subject)
    return _progress(found)


def progress_of(app: "App", visitor: str, number: str = "") -> list[Progress]:
    """What somebody applied for in the chat, newest first; only one of them when its number is given."""
    with app.store.read() as work:
        theirs = work.applications.of_visitor(visitor)
        named = find(work, number) if number else None
    return [_progress(one) for one in theirs if not number or (named and one.number == named.number)]


def find(work: "Work", text: str) -> Application | None:
    """By its number, or by the year and serial in what somebody typed: 依申请（2026）12号, 2026-12, 20260012."""
    try:
        return work.applications.get(text.strip())
    except KeyError:
        match = YEAR_AND_SERIAL.search(text)
    return work.applications.by_serial(int(match[1]), int(match[2])) if match else None


def _progress(one: Application) -> Progress:
    return Progress(one.number, one.state, day_of(one.submitted_at), one.received_on, one.due_on, one.says)
