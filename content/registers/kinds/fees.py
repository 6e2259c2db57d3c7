"""收费: what a unit took in for an administrative fee in a month (政府信息公开条例 第二十条第（八）项), in 万元."""

from datetime import date

from content.registers.fitting import month_to_come
from content.registers.register import Register, Values
from content.registers.written import amount, month, words

FIELDS = (
    words("title", "收费项目", required=True),
    month(),
    words("unit", "单位"),
    amount("amount", "金额（万元）"),
)


def faults(values: Values, today: date) -> list[str]:
    return month_to_come(values["month"], today)


FEES = Register(
    "fees",
    "收费",
    about="各单位每月收取的行政事业性收费（条例第二十条第（八）项）",
    on="month",
    fields=FIELDS,
    faults=faults,
    once=(("title", "month", "unit"),),
)
