"""处理决定: how many decisions of each kind a unit made in a month (政府信息公开条例 第二十条第（五）（六）项)."""

from datetime import date

from content.registers.fitting import month_to_come
from content.registers.register import Register, Values
from content.registers.written import choice, count, month, words

KINDS = ("行政许可", "其他对外管理服务事项", "行政处罚", "行政强制")
FIELDS = (
    choice("kind", "类别", KINDS),
    month(),
    words("unit", "单位"),
    count("count", "件数", hint="当月作出的全部决定，依法不公开的也算"),
)


def faults(values: Values, today: date) -> list[str]:
    return month_to_come(values["month"], today)


DECISIONS = Register(
    "decisions",
    "处理决定",
    about="各单位每月作出的许可、处罚、强制等决定件数（条例第二十条第（五）（六）项）",
    on="month",
    fields=FIELDS,
    faults=faults,
    once=(("kind", "month", "unit"),),
)
