"""复议诉讼: reconsiderations and lawsuits about disclosure, with the results of the report's table four."""

from datetime import date

from content.registers.fitting import both_or_neither, in_order, not_to_come
from content.registers.register import Register, Values
from content.registers.written import choice, day, words, yes

KINDS = ("行政复议", "未经复议直接起诉", "复议后起诉")
RESULTS = ("结果维持", "结果纠正", "其他结果")
FIELDS = (
    choice("kind", "类别", KINDS),
    day("filed_on", "受理日期", required=True),
    words("party", "申请人或原告", required=True),
    words("subject", "事由", required=True),
    words("document_number", "案号"),
    words("application", "申请编号", hint="因哪件信息公开申请引起，如 依申请〔2026〕0001号"),
    day("closed_on", "审结日期", hint="还没有审结的不写"),
    choice("result", "结果", RESULTS, required=False),
    yes("as_reviewer", "作为复议机关", hint="只是复议机关、作共同被告的写“是”：由原行为机关统计，这里不计"),
)
WORDS = {one.name: one.word for one in FIELDS}


def faults(values: Values, today: date) -> list[str]:
    found = in_order(values, WORDS, "filed_on", "closed_on")
    found += both_or_neither(values, WORDS, "closed_on", "result")
    return found + not_to_come(values, {name: WORDS[name] for name in ("filed_on", "closed_on")}, today)


CASES = Register(
    "cases",
    "复议诉讼",
    about="因政府信息公开引起的行政复议和行政诉讼（年报第四张表）",
    on="filed_on",
    fields=FIELDS,
    faults=faults,
    once=(("kind", "document_number"), ("kind", "filed_on", "party", "subject")),
    personal=True,
)
