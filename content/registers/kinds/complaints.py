"""投诉举报: complaints and reports about how the office discloses (政府信息公开条例 第五十一条)."""

from datetime import date

from content.registers.fitting import both_or_neither, in_order, not_to_come
from content.registers.register import Register, Values
from content.registers.written import day, words

FIELDS = (
    day("received_on", "收到日期", required=True),
    words("way", "方式", hint="如 来信、电话、网上"),
    words("party", "投诉举报人", hint="匿名的不写"),
    words("subject", "事由", required=True),
    day("closed_on", "办结日期", hint="还没有办结的不写"),
    words("result", "办理结果"),
)
WORDS = {one.name: one.word for one in FIELDS}


def faults(values: Values, today: date) -> list[str]:
    found = in_order(values, WORDS, "received_on", "closed_on")
    found += both_or_neither(values, WORDS, "closed_on", "result")
    return found + not_to_come(values, {name: WORDS[name] for name in ("received_on", "closed_on")}, today)


COMPLAINTS = Register(
    "complaints",
    "投诉举报",
    about="对信息公开工作的投诉举报（条例第五十一条）",
    on="received_on",
    fields=FIELDS,
    faults=faults,
    once=(("received_on", "way", "party", "subject"),),
    personal=True,
)
