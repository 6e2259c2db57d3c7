"""Applications as a table of a spreadsheet: its columns, what people call them, and how each is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from content.registers.applications import OUTCOMES, WORDS, Application, Draft
from content.registers.money import in_yuan
from content.registers.steps import Consultation, Steps
from content.zone import SHANGHAI, to_the_minute

Write = Callable[[Application], str]
BETWEEN, BETWEEN_PARTS = " || ", " | "
"""Between several opinions asked for in one cell, and between the parts of one."""


@dataclass(frozen=True, slots=True)
class Column:
    """`word` stands above it when it is written; `also` are other words it is known by when it is read."""

    name: str
    word: str
    write: Write
    also: tuple[str, ...] = ()


ALSO: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "way": ("提交方式", "来件方式", "申请途径"),
        "applicant_kind": ("申请人类型", "申请人情况", "申请人性质"),
        "name": ("申请人姓名", "姓名", "姓名或名称", "申请人姓名或名称", "申请人名称"),
        "identity_kind": ("证件类型", "证件种类"),
        "identity_number": ("证件号", "身份证号", "身份证号码"),
        "phone": ("电话", "联系方式", "手机", "手机号"),
        "email": ("邮箱", "电子邮件"),
        "address": ("地址", "联系地址", "通讯地址"),
        "title": ("信息标题", "申请信息名称"),
        "document_number": ("信息文号",),
        "description": ("申请内容", "内容", "所需信息", "信息内容描述"),
        "form": ("提供形式",),
        "obtain": ("取得方式", "获取信息的方式"),
        "submitted_at": ("提交日期", "申请时间", "申请日期"),
        "received_on": ("收件日期", "收到申请日期"),
        "due_on": ("应答复日期",),
        "outcome": ("答复结果", "答复类型", "处理结果"),
        "closed_on": ("答复日期", "办结时间", "答复时间"),
        "former_number": ("原登记编号", "原申请编号", "登记编号"),
    }
)


def moment_cell(one: Application) -> str:
    """With the seconds where there are any: what is read again is the same moment."""
    at = one.submitted_at.astimezone(SHANGHAI)
    if at.second or at.microsecond:
        return at.replace(tzinfo=None).isoformat(" ")
    return to_the_minute(at)


def day_cell(day: date | None) -> str:
    return day.isoformat() if day else ""


def _of_draft(name: str) -> Write:
    return lambda one: str(getattr(one.draft, name))


def _of_own(name: str) -> Write:
    return lambda one: str(getattr(one, name))


def _of_day(name: str) -> Write:
    return lambda one: day_cell(getattr(one, name))


def _of_step(step: str, name: str) -> Write:
    def write(one: Application) -> str:
        found = getattr(one.steps, step)
        value = getattr(found, name) if found else None
        return day_cell(value) if isinstance(value, date) else "" if value is None else str(value)

    return write


def consulted_cell(steps: Steps) -> str:
    """`第三方 | 示范公司 | 2025-03-05 | 2025-03-06 | 2025-03-27 | 不同意公开 | 2025-03-20 | …`."""
    return BETWEEN.join(map(_consulted, steps.consultations))


def _consulted(one: Consultation) -> str:
    days = (one.asked_on, one.reached_on, one.until)
    parts = (one.asked, one.party, *map(day_cell, days), one.answer or "", day_cell(one.answered_on), one.says)
    return BETWEEN_PARTS.join(str(part).replace("|", "/") or "-" for part in parts)


def _noticed(one: Application) -> str:
    return in_yuan(one.steps.fee.fen) if one.steps.fee else ""


def _charged(one: Application) -> str:
    return in_yuan(one.fee_fen) if one.fee_fen else ""


def _supplement_late(one: Application) -> str:
    return "是" if one.steps.supplement and one.steps.supplement.late else ""


DRAFT = tuple(Column(name, WORDS[name], _of_draft(name), ALSO.get(name, ())) for name in Draft.__dataclass_fields__)
COURSE = (
    Column("submitted_at", WORDS["submitted_at"], moment_cell, ALSO["submitted_at"]),
    Column("state", WORDS["state"], lambda one: one.state.chinese),
    Column("received_on", WORDS["received_on"], _of_day("received_on"), ALSO["received_on"]),
    Column("due_on", WORDS["due_on"], _of_day("due_on"), ALSO["due_on"]),
    Column("outcome", WORDS["outcome"], lambda one: OUTCOMES.get(one.outcome, ""), ALSO["outcome"]),
    Column("closed_on", WORDS["closed_on"], _of_day("closed_on"), ALSO["closed_on"]),
    Column("says", WORDS["says"], _of_own("says")),
)
STEPS = (
    Column("supplement.asked_on", "补正告知日期", _of_step("supplement", "asked_on")),
    Column("supplement.until", "补正期限", _of_step("supplement", "until")),
    Column("supplement.says", "补正内容", _of_step("supplement", "says")),
    Column("supplement.late", "补正告知逾期", _supplement_late),
    Column("supplement.completed_on", "收到补正日期", _of_step("supplement", "completed_on")),
    Column("consultations", WORDS["consultations"], lambda one: consulted_cell(one.steps)),
    Column("extension.days", "延长工作日", _of_step("extension", "days"), ("延长", "延长天数", "是否延长")),
    Column("extension.on", "延长日期", _of_step("extension", "on")),
    Column("extension.approved_by", "延长同意人", _of_step("extension", "approved_by"), ("延长批准人",)),
    Column("extension.reason", "延长理由", _of_step("extension", "reason")),
    Column("fee.noticed_on", "收费通知日期", _of_step("fee", "noticed_on")),
    Column("fee.basis", "计费方式", _of_step("fee", "basis")),
    Column("fee.fen", "通知金额（元）", _noticed, ("通知金额", "通知金额(元)")),
    Column("fee.until", "缴费期限", _of_step("fee", "until")),
    Column("fee.paid_on", "缴费日期", _of_step("fee", "paid_on")),
    Column("fee.waived_on", "免收日期", _of_step("fee", "waived_on")),
    Column("fee_fen", "收费（元）", _charged, ("收费", "收费(元)", "收费金额", "信息处理费", "实收金额")),
)
COLUMNS = (Column("number", "申请编号", _of_own("number"), ("编号",)), *DRAFT, *COURSE, *STEPS)
HEADINGS = tuple(one.word for one in COLUMNS)


def cells_of(one: Application) -> list[str]:
    """In the order of HEADINGS."""
    return [column.write(one) for column in COLUMNS]
