"""What is known to be written into the places of a letter, from the application and the office's own settings."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from content.masking import mask
from content.registers.applications import Application, Draft
from content.registers.fees import Advice, pages_for
from content.registers.money import YUAN, in_yuan
from content.registers.steps import Answer, Asked, Consultation, Fee, FeeBasis, Steps
from content.zone import day_of


def chinese_day(day: date | None) -> str:
    """`2026年3月2日`; "" for None."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def words_of(one: Application, today: date, advice: Advice) -> dict[str, str]:
    """By the names of the places; "" where it is not known. `advice`: for how the fee was reckoned."""
    draft = one.draft
    return {
        "申请编号": one.number,
        "申请人": draft.name,
        "称呼": "你" if draft.applicant_kind.is_person else "你单位",
        "申请方式": draft.way,
        "申请内容": asked_for(draft),
        "载体形式": draft.form,
        "获取方式": draft.obtain,
        "提交日期": chinese_day(day_of(one.submitted_at)),
        "收到日期": chinese_day(one.received_on),
        "答复期限": chinese_day(one.due_on),
        "日期": chinese_day(today),
        **_of_steps(one.steps),
        **_of_extension(one),
        **_of_fee(one.steps, advice),
    }


def asked_for(draft: Draft) -> str:
    """`《标题》（文号）；描述`, without what was not written."""
    title = f"《{draft.title.strip('《》')}》" if draft.title else ""
    number = f"（{draft.document_number}）" if title and draft.document_number else draft.document_number
    described = "".join(line.strip() for line in draft.description.splitlines()).rstrip("。；")
    return "；".join(filter(None, (title + number, described)))


def asked_for_by_somebody(draft: Draft) -> str:
    """As `asked_for`, for whoever must not learn who asks: the title and number where there are any.

    "" where it tells of a person, for a clerk to write it: people name themselves in what they ask for.
    """
    asked = asked_for(replace(draft, description="") if draft.title or draft.document_number else draft)
    known = (draft.name, draft.contact, draft.phone, draft.email, draft.address, draft.identity_number)
    masked = mask(asked, known=known)
    return asked if masked.text == asked and not masked.unsure else ""


def _of_steps(steps: Steps) -> dict[str, str]:
    asked = steps.supplement
    third = [one for one in steps.consultations if one.asked is Asked.THIRD_PARTY]
    against = [one.party for one in third if one.answer is Answer.REFUSES]
    return {
        "补正事项": asked.says if asked else "",
        "补正告知日期": chinese_day(asked.asked_on) if asked else "",
        "补正期限": chinese_day(asked.until) if asked else "",
        "收到补正日期": chinese_day(asked.completed_on) if asked else "",
        "第三方": third[-1].party if third else "",
        "不同意公开的第三方": against[0] if len(against) == 1 else "",
        "第三方的意见": _heard(third),
    }


def _heard(asked: Iterable[Consultation]) -> str:
    """What all of them said, who refused before who did not; "" before the first was heard."""
    said = {one.answer for one in asked}
    answers = [answer for answer in (Answer.REFUSES, Answer.AGREES, Answer.SILENT) if answer in said]
    if not answers:
        return ""
    each = "，有的".join(answers)
    return f"经征求意见，第三方{'有的' if len(answers) > 1 else ''}{each}"


def _of_extension(one: Application) -> dict[str, str]:
    extension = one.steps.extension
    return {
        "延长理由": extension.reason.rstrip("。") if extension else "",
        "延长后的答复期限": chinese_day(one.due_on) if extension else "",
    }


def _of_fee(steps: Steps, advice: Advice) -> dict[str, str]:
    fee = steps.fee
    if fee is None:
        return {"收费金额": "", "收费计算": "", "收费通知日期": ""}
    reckoned = _reckoned(fee, advice)
    return {
        "收费金额": in_yuan(fee.fen),
        "收费计算": f"{fee.basis}计收，{reckoned}" if reckoned else "",
        "收费通知日期": chinese_day(fee.noticed_on),
    }


def _reckoned(fee: Fee, advice: Advice) -> str:
    """How the scale comes to what is charged; "" where it does not."""
    charged = Decimal(fee.fen) / YUAN
    advice = replace(advice, pages=pages_for(charged))
    agrees = charged == (advice.by_piece if fee.basis is FeeBasis.BY_PIECE else advice.by_page)
    lines = (line for line in advice.reckoning if line.startswith(fee.basis))
    return next((line.removeprefix(f"{fee.basis}：").rstrip("。") for line in lines), "") if agrees else ""
