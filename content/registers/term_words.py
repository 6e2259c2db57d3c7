"""Since when an application is here, and what it waits for until when, as staff read it."""

from content.registers.applications import Application


def term_in_words(one: Application, *, announced: bool) -> str:
    """`announced`: whether the holidays until its last day are."""
    if not one.is_open:
        received = f"{one.received_on} 收到，" if one.received_on else ""
        return f"{received}{one.closed_on} 办结。" if one.closed_on else f"{received}{one.standing}。"
    if one.received_on is None:
        return "还没有确认收到：请与申请人确认，再登记确认的日期（确认收到）。"
    if one.steps.supplement and one.steps.awaits_supplement:
        return f"待补正，申请人最迟 {one.steps.supplement.until} 补正。"
    if one.steps.fee and one.steps.awaits_fee:
        return f"待缴费，申请人最迟 {one.steps.fee.until} 缴清。"
    estimated = "" if announced else "（那一年的放假安排还没有公布，暂按周一至周五推算）"
    return f"收到日期 {one.received_on}，最迟 {one.due_on} 答复{estimated}。"
