"""Entries of any register, as Hypothesis makes them up: whatever its fields take, fitting together."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from content.cells import one_line
from content.registers.register import Field, Register, Values
from content.registers.written import amount_in, month_in, sentence_in

FIRST, LAST = date(1990, 1, 1), date(2024, 12, 31)
DAYS = st.dates(FIRST, LAST)
TEXTS = st.one_of(
    st.sampled_from(["=1+1", "'=1", "-1", "＠甲", "2026-03-02", "007", "停车费，含税", '“引号"', "1e5", "是", "TRUE"]),
    st.text(st.characters(codec="utf-8"), max_size=12).map(lambda text: one_line(text) or "甲"),
)
AMOUNTS = st.decimals(0, 999_999, places=6).map(lambda amount: amount_in(str(amount)))


def values_of(field: Field) -> st.SearchStrategy[Any]:
    if field.shape is bool:
        return st.booleans()
    given = _given(field)
    return given if field.required else st.one_of(st.just(field.empty), given)


def _given(field: Field) -> st.SearchStrategy[Any]:
    if field.choices:
        return st.sampled_from(field.choices)
    if field.shape is date:
        return DAYS.map(lambda day: day.replace(day=1)) if field.read is month_in else DAYS
    if field.shape in (int, Decimal):
        return st.integers(0, 10**9 - 1) if field.shape is int else AMOUNTS
    return TEXTS.map(sentence_in) if field.read is sentence_in else TEXTS


def entries(register: Register) -> st.SearchStrategy[Values]:
    made = st.fixed_dictionaries({one.name: values_of(one) for one in register.fields})
    return made.map(_fitting).filter(lambda values: register.faults(values, LAST) == [])


def _fitting(values: dict[str, Any]) -> Values:
    """Most of what is made up at random does not fit: closed without a result, repealed before it was made."""
    first = next((values[name] for name in ("made_on", "since", "filed_on", "received_on") if name in values), FIRST)
    for name in {"published_on", "repealed_on", "until", "closed_on"} & values.keys():
        values[name] = max(first, values[name]) if values[name] else None
    if "closed_on" in values and not (values["closed_on"] and values["result"]):
        values |= {"closed_on": None, "result": ""}
    if "reason" in values and not values["repealed_on"]:
        values["reason"] = ""
    return values
