"""年度事项: what else the report tells of a year, as sentences: training, rules, platforms, what was wrong."""

from datetime import date

from content.registers.fitting import not_to_come
from content.registers.register import Field, Register, Values
from content.registers.written import choice, count, day, sentence_in

KINDS = (
    "培训",
    "会议",
    "制度建设",
    "平台建设",
    "检查考核",
    "社会评议",
    "责任追究",
    "存在问题",
    "改进措施",
    "上年问题整改",
    "其他",
)
FIELDS = (
    choice("kind", "类别", KINDS),
    day("on", "日期", required=True),
    Field("says", "写进年报的话", sentence_in, required=True, hint="写成年报里的一句话"),
    count("number", "次数或人次", required=False, hint="如参加培训的人次"),
)
WORDS = {one.name: one.word for one in FIELDS}


def faults(values: Values, today: date) -> list[str]:
    return not_to_come(values, {"on": WORDS["on"]}, today)


FACTS = Register(
    "facts",
    "年度事项",
    about="写进年报文字的事：培训、制度、检查、存在的问题、改进措施等",
    on="on",
    fields=FIELDS,
    faults=faults,
    once=(("kind", "on", "says"),),
)
