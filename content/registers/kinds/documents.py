"""规范性文件: documents with general force, made, made public, repealed (政府信息公开条例 第二十条第（一）项)."""

from datetime import date

from content.registers.fitting import in_order, not_to_come
from content.registers.register import Register, Values
from content.registers.written import choice, day, words

KINDS = ("规章", "规范性文件")
FIELDS = (
    choice("kind", "类别", KINDS),
    words("title", "名称", required=True),
    words("document_number", "文号"),
    words("unit", "单位", hint="制发或起草的单位"),
    day("made_on", "制发日期", required=True),
    day("published_on", "公开日期", hint="第一次对外公开的日期；没有公开的不写"),
    day("repealed_on", "废止日期", hint="废止、失效、宣布失效的日期；现行有效的不写"),
    words("reason", "废止理由"),
)
WORDS = {one.name: one.word for one in FIELDS}


def faults(values: Values, today: date) -> list[str]:
    found = in_order(values, WORDS, "made_on", "published_on", "repealed_on")
    if values["reason"] and not values["repealed_on"]:
        found.append("写了废止理由，没有写废止日期。")
    return found + not_to_come(values, {name: WORDS[name] for name in ("made_on", "published_on")}, today)


DOCUMENTS = Register(
    "documents",
    "规范性文件",
    about="规章和规范性文件的制发、公开、废止（条例第二十条第（一）项）",
    on="made_on",
    fields=FIELDS,
    faults=faults,
    once=(("document_number",), ("title", "made_on")),
)
