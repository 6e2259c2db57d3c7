"""政府集中采购: how many purchases a unit made in a month, for how much (第二十条第（九）项; the format of 2019)."""

from datetime import date

from content.registers.fitting import month_to_come
from content.registers.register import Register, Values
from content.registers.written import amount, count, month, words

FIELDS = (
    month(),
    words("unit", "单位"),
    count("count", "项目数量"),
    amount("amount", "金额（万元）"),
)


def faults(values: Values, today: date) -> list[str]:
    found = month_to_come(values["month"], today)
    if values["amount"] and not values["count"]:
        found.append("有采购金额，项目数量却是 0，请核对。")
    return found


PROCUREMENT = Register(
    "procurement",
    "政府集中采购",
    about="各单位每月的集中采购项目数和金额（条例第二十条第（九）项，2019、2020 年的格式用）",
    on="month",
    fields=FIELDS,
    faults=faults,
    once=(("month", "unit"),),
)
