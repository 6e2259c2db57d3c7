"""Where an application is, in plain words, without a word of who asks for what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from content.registers.applications import Application, State
from content.zone import day_of

PLAIN_WORDS: Mapping[State, str] = MappingProxyType(
    {
        State.SUBMITTED: "已提交，工作人员会与您联系确认；以双方确认之日为收到申请之日，从那天起算答复期限。",
        State.RECEIVED: "已于 {received} 收到，最迟 {due} 答复您；依法延长期限或者征求第三方意见的，会告知您。",
        State.WORKING: "正在办理，最迟 {due} 答复您；依法延长期限或者征求第三方意见的，会告知您。",
        State.CLOSED: "已于 {closed} 办结。",
    }
)


@dataclass(frozen=True, slots=True)
class Progress:
    """What the applicant may see wherever they ask. `says`: the last word of the office to them."""

    number: str
    state: State
    submitted_on: date
    received_on: date | None
    due_on: date | None
    closed_on: date | None
    says: str

    @classmethod
    def of(cls, one: Application) -> "Progress":
        submitted_on = day_of(one.submitted_at)
        return cls(one.number, one.state, submitted_on, one.received_on, one.due_on, one.closed_on, one.says)

    @property
    def words(self) -> str:
        """`已于 2026-03-02 收到，…`, and what the office has to say."""
        words = PLAIN_WORDS[self.state].format(received=self.received_on, due=self.due_on, closed=self.closed_on)
        return words + self.says
