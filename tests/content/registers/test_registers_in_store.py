"""The registers in the database: numbers for life, a history that only grows, a log that says nothing of people."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from content.log import Kind
from content.registers.kinds import REGISTERS, register_named
from content.registers.register import Entry, Register, Value
from content.store.store import Store
from content.zone import SHANGHAI

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=SHANGHAI)
DOCUMENTS, CASES, FEES = REGISTERS["documents"], REGISTERS["cases"], REGISTERS["fees"]
DOCUMENT = {
    "kind": "规范性文件",
    "title": "示范区停车管理办法",
    "document_number": "示管〔2026〕1号",
    "made_on": date(2026, 1, 5),
}
CASE = {"kind": "行政复议", "filed_on": date(2026, 2, 3), "party": "张三", "subject": "不服不予公开"}


def whole(register: Register, given: dict[str, Any]) -> dict[str, Value]:
    return {one.name: given.get(one.name, one.empty) for one in register.fields}


def add(store: Store, register: Register, given: dict[str, Any], at: datetime = NOW) -> Entry:
    with store.write() as work:
        return work.registers.add(register, whole(register, given), by="吴九", salt="盐", now=at)


def test_it_comes_back_as_it_was_entered(store: Store) -> None:
    fee = {"title": "停车费", "month": date(2026, 2, 1), "amount": Decimal("12.50")}
    made = [add(store, DOCUMENTS, DOCUMENT), add(store, CASES, CASE), add(store, FEES, fee)]
    with store.read() as work:
        assert [work.registers.get(one.number) for one in made] == made
        assert [str(one.values["amount"]) for one in work.registers.all(FEES)] == ["12.50"]
        assert work.registers.get("cases-2026-0001").values["as_reviewer"] is False


def test_numbers_count_per_register_and_year(store: Store) -> None:
    later = NOW + timedelta(days=365)
    numbers = [add(store, *one).number for one in ((DOCUMENTS, DOCUMENT), (CASES, CASE), (DOCUMENTS, DOCUMENT))]
    numbers.append(add(store, DOCUMENTS, DOCUMENT, later).number)
    assert numbers == ["documents-2026-0001", "cases-2026-0001", "documents-2026-0002", "documents-2027-0001"]


def test_only_what_was_there_by_a_day_and_is_not_void_counts(store: Store) -> None:
    kept, gone, later = (add(store, DOCUMENTS, DOCUMENT | {"made_on": date(2026, 1, day)}) for day in (5, 5, 6))
    with store.write() as work:
        work.registers.void(gone.number, by="吴九", reason="登重了", now=NOW)
    with store.read() as work:
        assert [one.number for one in work.registers.all(DOCUMENTS, until=date(2026, 1, 5))] == [kept.number]
        assert [one.number for one in work.registers.all(DOCUMENTS)] == [kept.number, later.number]
        assert [one.voided for one in work.registers.everything(DOCUMENTS)] == [False, True, False]


def test_every_change_keeps_before_and_after(store: Store) -> None:
    made = add(store, DOCUMENTS, DOCUMENT)
    put_right = {**made.values, "repealed_on": date(2026, 3, 1), "reason": "已被取代"}
    with store.write() as work:
        work.registers.change(made.number, put_right, by="吴九", reason="补登废止", now=NOW)
        work.registers.change(made.number, put_right, by="吴九", reason="又来一次", now=NOW)
        work.registers.void(made.number, by="吴九", reason="登错了", now=NOW)
    with store.read() as work:
        first, second, third = work.registers.history(made.number)
    assert (first.act, first.before, first.after["made_on"]) == ("登记", {}, "2026-01-05")
    assert (second.act, second.reason, second.before) == ("更正", "补登废止", {"repealed_on": None, "reason": ""})
    assert second.after == {"repealed_on": "2026-03-01", "reason": "已被取代"}
    assert (third.act, third.by, third.reason) == ("作废", "吴九", "登错了")


def test_the_log_tells_which_fields_and_never_what_stands_in_them(store: Store) -> None:
    made = add(store, CASES, CASE)
    with store.write() as work:
        work.registers.change(made.number, {**made.values, "party": "李四"}, by="吴九", reason="写错了", now=NOW)
    with store.read() as work:
        first, second = work.log.entries()
        assert work.log.verify() is None
    assert [one.event.kind for one in (first, second)] == [Kind.REGISTERED, Kind.CHANGED]
    assert second.event.evidence == {
        "register": "复议诉讼",
        "number": "cases-2026-0001",
        "change": "更正",
        "fields": "申请人或原告",
    }
    assert "张三" not in str(first) + str(second)
    assert len({first.event.digest, second.event.digest, ""}) == 3


def test_nobody_deletes_an_entry_or_touches_its_history(store: Store) -> None:
    add(store, DOCUMENTS, DOCUMENT)
    for statement in ("DELETE FROM register_entries", "UPDATE register_changes SET reason = 'x'"):
        with pytest.raises(DatabaseError), store.engine.begin() as connection:
            connection.execute(text(statement))


def test_a_register_is_known_by_both_its_names() -> None:
    assert register_named("documents") is register_named("规范性文件") is DOCUMENTS
    assert register_named("文件") is None
