"""What was done with an application on the way, a line per step, as staff read it."""

from collections.abc import Iterator

from content.registers.money import in_yuan
from content.registers.steps import Consultation, Fee, Steps, Supplement


def step_lines(steps: Steps) -> Iterator[tuple[str, str]]:
    """The step's word, and what became of it."""
    if steps.supplement:
        yield "补正", _supplement(steps.supplement)
    for one in steps.consultations:
        yield "征求意见", _consultation(one)
    if steps.extension:
        one_time = steps.extension
        why = f"：{one_time.reason}" if one_time.reason else ""
        yield "延长期限", f"{one_time.on} 经{one_time.approved_by}同意，延长 {one_time.days} 个工作日{why}"
    if steps.fee:
        yield "收费", _fee(steps.fee)


def _supplement(one: Supplement) -> str:
    late = "（晚于 7 个工作日）" if one.late else ""
    became = f"{one.completed_on} 收到补正" if one.completed_on else "还没有收到"
    return f"{one.asked_on} 告知{late}，限 {one.until}，{became}；要补正：{one.says}"


def _consultation(one: Consultation) -> str:
    asked = f"{one.asked_on} 征求{one.asked}（{one.party}），限 {one.until}"
    heard = f"{one.answered_on} {one.answer}" if one.answered_on else one.answer or "还没有答复"
    return f"{asked}，{heard}{f'：{one.says}' if one.says else ''}"


def _fee(one: Fee) -> str:
    became = f"{one.paid_on} 缴清" if one.paid_on else f"{one.waived_on} 免收" if one.waived_on else "还没有缴"
    return f"{one.noticed_on} 通知{one.basis}收费 {in_yuan(one.fen)} 元，限 {one.until}，{became}"
