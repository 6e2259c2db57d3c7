"""Where an application is, in plain words, without a word of who asks for what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from content.registers.applications import INCOMPLETE, UNPAID, Application, State
from content.registers.money import in_yuan
from content.zone import day_of

MAY_CHANGE = "依法延长期限或者征求第三方意见的，会告知您。"
PLAIN_WORDS: Mapping[str, str] = MappingProxyType(
    {
        State.SUBMITTED.chinese: "已提交，工作人员会与您联系确认；以双方确认之日为收到申请之日，从那天起算答复期限。",
        State.RECEIVED.chinese: "已于 {received} 收到，最迟 {due} 答复您；{more}",
        State.WORKING.chinese: "正在办理，最迟 {due} 答复您；{more}",
        State.CLOSED.chinese: "已于 {closed} 办结。",
        State.VOIDED.chinese: "这件登记已作废，不再办理；有疑问请与我们联系。",
        INCOMPLETE: "待补正：请最迟 {complete} 补正，收到补正后重新起算答复期限；没有正当理由逾期不补正的，不再办理。",
        UNPAID: "待缴费：请最迟 {pay} 缴纳信息处理费 {yuan} 元；逾期不缴的，不再办理。",
    }
)


@dataclass(frozen=True, slots=True)
class Progress:
    """What the applicant may see wherever they ask. `says`: the last word of the office to them.

    `standing`: its state in a word, or whom it waits for; `sentence` says the same at length.
    """

    number: str
    state: State
    submitted_on: date
    received_on: date | None
    due_on: date | None
    closed_on: date | None
    says: str
    standing: str
    sentence: str

    @classmethod
    def of(cls, one: Application) -> "Progress":
        asked = one.steps.supplement if one.standing == INCOMPLETE else None
        return cls(
            number=one.number,
            state=one.state,
            submitted_on=day_of(one.submitted_at),
            received_on=one.received_on,
            due_on=one.due_on,
            closed_on=one.closed_on,
            says=asked.says if asked else one.says,
            standing=one.standing,
            sentence=_sentence(one),
        )

    @property
    def words(self) -> str:
        """`已于 2026-03-02 收到，…`, and what the office has to say."""
        return self.sentence + self.says


def _sentence(one: Application) -> str:
    days = {"received": one.received_on, "due": one.due_on, "closed": one.closed_on}
    asked, fee = one.steps.supplement, one.steps.fee
    return PLAIN_WORDS[one.standing].format(
        **days,
        complete=asked.until if asked else "",
        pay=fee.until if fee else "",
        yuan=in_yuan(fee.fen) if fee else "",
        more=_more(one),
    )


def _more(one: Application) -> str:
    if one.steps.open_consultations:
        return "正在征求意见，征求意见的时间不计入答复期限。"
    if one.steps.extension:
        return f"答复期限已经依法延长 {one.steps.extension.days} 个工作日。"
    return MAY_CHANGE
