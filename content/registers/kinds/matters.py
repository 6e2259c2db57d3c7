"""权责事项: what is on the lists of licences, penalties, coercive measures and fees, from when to when.

Columns 上一年项目数量 and 本年增/减 of the format of 2019 (政府信息公开条例 第二十条第（五）（六）（八）项).
"""

from datetime import date

from content.registers.fitting import in_order, not_to_come
from content.registers.register import Register, Values
from content.registers.written import choice, day, words

KINDS = ("行政许可", "其他对外管理服务事项", "行政处罚", "行政强制", "行政事业性收费")
FIELDS = (
    choice("kind", "类别", KINDS),
    words("title", "名称", required=True),
    words("unit", "单位"),
    day("since", "列入日期", required=True, hint="列入清单的日期；早就在清单上的写原来的日期"),
    day("until", "取消日期", hint="从这一天起不在清单上；还在清单上的不写"),
)
WORDS = {one.name: one.word for one in FIELDS}


def faults(values: Values, today: date) -> list[str]:
    return in_order(values, WORDS, "since", "until") + not_to_come(values, {"since": WORDS["since"]}, today)


MATTERS = Register(
    "matters",
    "权责事项",
    about="清单上的许可、处罚、强制、收费等事项，何时列入、何时取消（条例第二十条第（五）（六）（八）项）",
    on="since",
    fields=FIELDS,
    faults=faults,
    once=(("kind", "title", "unit", "since"),),
)
