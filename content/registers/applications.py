"""Applications for information (依申请公开): who asks for what, how it came, and where it is.

Source: 政府信息公开条例 (国务院令711号) 第二十七条 to 第四十五条; the applicant's kinds and the outcomes are the
columns and rows of table three of the annual report (国办公开办函〔2021〕30号). Pure values; the store keeps them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from content.phones import TAIL, tail_of
from content.registers.steps import NONE, Steps


class Way(StrEnum):
    """How it came (申请方式); it decides what day counts as the day of receipt (第三十一条)."""

    IN_PERSON = "当面"
    POST = "邮寄"
    ORDINARY_POST = "平信"
    FAX = "传真"
    ONLINE = "网上"
    EMAIL = "电子邮件"
    WECHAT = "微信"


class ApplicantKind(StrEnum):
    """Who asks (申请人情况): the six columns of table three, all but the first 法人或其他组织."""

    PERSON = "自然人"
    COMPANY = "商业企业"
    RESEARCH = "科研机构"
    WELFARE = "社会公益组织"
    LEGAL = "法律服务机构"
    OTHER = "其他"

    @property
    def is_person(self) -> bool:
        return self is ApplicantKind.PERSON


class State(StrEnum):
    """Where an application is. `SUBMITTED`: the day of receipt is still to be confirmed with the applicant.

    `VOIDED`: registered by mistake; it counts nowhere.
    """

    SUBMITTED = "submitted"
    RECEIVED = "received"
    WORKING = "working"
    CLOSED = "closed"
    VOIDED = "voided"

    @property
    def chinese(self) -> str:
        return STATE_WORDS[self]


STATE_WORDS: Mapping[State, str] = MappingProxyType(
    {
        State.SUBMITTED: "已提交，待确认收到",
        State.RECEIVED: "已收到",
        State.WORKING: "办理中",
        State.CLOSED: "已办结",
        State.VOIDED: "已作废",
    }
)
OPEN = (State.SUBMITTED, State.RECEIVED, State.WORKING)
WAITS = INCOMPLETE, UNPAID = "待补正", "待缴费"
"""Words for an open one that waits for the applicant."""

OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "a": "予以公开",
        "b": "部分公开",
        "c1": "不予公开：属于国家秘密",
        "c2": "不予公开：其他法律行政法规禁止公开",
        "c3": "不予公开：危及“三安全一稳定”",
        "c4": "不予公开：保护第三方合法权益",
        "c5": "不予公开：属于三类内部事务信息",
        "c6": "不予公开：属于四类过程性信息",
        "c7": "不予公开：属于行政执法案卷",
        "c8": "不予公开：属于行政查询事项",
        "d1": "无法提供：本机关不掌握相关政府信息",
        "d2": "无法提供：没有现成信息需要另行制作",
        "d3": "无法提供：补正后申请内容仍不明确",
        "e1": "不予处理：信访举报投诉类申请",
        "e2": "不予处理：重复申请",
        "e3": "不予处理：要求提供公开出版物",
        "e4": "不予处理：无正当理由大量反复申请",
        "e5": "不予处理：要求行政机关确认或重新出具已获取信息",
        "f1": "其他处理：申请人无正当理由逾期不补正",
        "f2": "其他处理：申请人逾期未按收费通知要求缴纳费用",
        "f3": "其他处理：其他",
    }
)
"""How an application ended, by the keys of table three's rows (2021; the 2019 format adds f1, f2 and f3 into f)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an applicant writes (第二十九条). Texts as written; "" = not said. Personal data is left out of the repr.

    `identity_kind`, `identity_number`: 身份证明. `contact`: the person to ask for, of an organisation. `title`,
    `document_number`, `description`: what is asked for, at least one of them. `form`, `obtain`: 形式要求, in what form
    and by what way the information is to come. `former_number`: what it was registered under elsewhere, before.
    """

    way: Way
    applicant_kind: ApplicantKind = ApplicantKind.PERSON
    name: str = field(default="", repr=False)
    identity_kind: str = ""
    identity_number: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    title: str = ""
    document_number: str = ""
    description: str = field(default="", repr=False)
    form: str = ""
    obtain: str = ""
    former_number: str = ""

    @property
    def phone_tail(self) -> str:
        """The last four digits; "" where the number has fewer."""
        tail = tail_of(self.phone)
        return tail if len(tail) == TAIL else ""

    def as_record(self) -> dict[str, str]:
        return {one.name: str(getattr(self, one.name)) for one in fields(self)}

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> "Draft":
        words = {one.name: str(record.get(one.name, "")) for one in fields(cls)}
        way, kind = Way(words.pop("way")), ApplicantKind(words.pop("applicant_kind"))
        return cls(way=way, applicant_kind=kind, **words)


WORDS: Mapping[str, str] = MappingProxyType(
    {
        "way": "申请方式",
        "applicant_kind": "申请人类别",
        "name": "申请人",
        "identity_kind": "证件名称",
        "identity_number": "证件号码",
        "contact": "联系人",
        "phone": "联系电话",
        "email": "电子邮箱",
        "address": "通信地址",
        "title": "信息名称",
        "document_number": "文号",
        "description": "内容描述",
        "form": "载体形式",
        "obtain": "获取方式",
        "former_number": "原编号",
        "submitted_at": "提交时间",
        "state": "办理状态",
        "received_on": "收到日期",
        "due_on": "答复期限",
        "says": "告知申请人的话",
        "outcome": "办理结果",
        "closed_on": "办结日期",
        "supplement": "补正",
        "consultations": "征求意见",
        "extension": "延长期限",
        "fee": "收费通知",
        "fee_fen": "实收信息处理费",
        "visitor": "微信身份",
        "identity_files": "证件图片",
        "letter": "文书",
    }
)
"""Every field of an application, with the word staff and applicants know it by."""

IDENTITY_KINDS = ("居民身份证", "护照", "港澳居民来往内地通行证", "台湾居民来往大陆通行证", "外国人永久居留身份证")
ORGANISATION_IDENTITY = "统一社会信用代码"
FORMS = ("纸质", "电子文档")
OBTAINS = ("邮寄", "电子邮件", "当面领取", "传真")
"""Words to choose from; others may be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """As it stands in the register. Days are those of Asia/Shanghai.

    `submitted_at`: handed in, signed for, or arrived here. `received_on`: the day of receipt (第三十一条), from which
    `due_on`, the last day to answer, is counted; None while no answer is due: until it is confirmed, and while the
    applicant is to complete it or to pay. `says`: the last word to the applicant. `outcome`: a key of OUTCOMES once
    closed. `steps`: what was done on the way. `fee_fen`: what was charged and paid, in 分. `visitor`: who in the chat
    may see it ("" = nobody); `origin`: what stands for the network address it came from.
    """

    number: str
    draft: Draft
    state: State
    submitted_at: datetime
    received_on: date | None = None
    due_on: date | None = None
    says: str = ""
    outcome: str = ""
    closed_on: date | None = None
    steps: Steps = NONE
    fee_fen: int = 0
    visitor: str = field(default="", repr=False)
    origin: str = field(default="", repr=False)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def standing(self) -> str:
        """Where it is, in a word: whom an open one waits for comes before its state."""
        if self.is_open:
            for waits, word in ((self.steps.awaits_supplement, INCOMPLETE), (self.steps.awaits_fee, UNPAID)):
                if waits:
                    return word
        return self.state.chinese


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which applications somebody looks for: in one of the states (none = all but what is voided), of a year.

    `words` stand in who asks, or in what for.
    """

    states: tuple[State, ...] = ()
    year: int | None = None
    words: str = field(default="", repr=False)


class Act(StrEnum):
    """What was done to an application, as its history says it."""

    RECEIVED = "登记"
    CONFIRMED = "确认收到"
    CORRECTED = "更正登记"
    NOTED = "办理进展"
    SUPPLEMENT_ASKED = "告知补正"
    COMPLETED = "收到补正"
    CONSULTED = "征求意见"
    ANSWERED = "收到意见"
    EXTENDED = "延长期限"
    FEE_NOTICED = "通知缴费"
    FEE_PAID = "缴费"
    FEE_WAIVED = "免收费用"
    CLOSED = "办结"
    UNDONE = "撤销登记"
    VOIDED = "作废"
    RECKONED = "期限重算"
    LETTER_WRITTEN = "出具文书"
    FORGOTTEN = "删除微信身份"
    IDENTITY_KEPT = "存入证件图片"
    IDENTITY_SEEN = "调阅证件图片"
    IDENTITY_DROPPED = "删除证件图片"
