"""The figures of a quarter are those of its months, and its parts add up to the year."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from content.letters import Kind as PartKind
from content.letters import LetterDraft, Part, State
from content.log import Event, Kind, voiding
from content.registers.kinds import REGISTERS
from content.report.periods import Period
from content.store.store import Store
from content.tables import ApplicationRow
from content.zone import SHANGHAI

EVENT = Event(
    kind=Kind.PUBLISHED,
    at=datetime(2026, 1, 5, 9, tzinfo=SHANGHAI),
    by="周八",
    item_id="2026-00001",
    channel="website",
    medium="政府网站",
    column="通知公告",
    unit="综合办公室",
    counts="counted",
)
FIRST, SECOND = Period.quarter(2026, 1), Period.quarter(2026, 2)


def event(number: int, month: int, channel: str = "website", **fields: Any) -> Event:
    medium = {"website": "政府网站", "douyin": "政务抖音"}[channel]
    at = datetime(2026, month, 28, 23, 30, tzinfo=SHANGHAI)
    return replace(EVENT, item_id=f"2026-{number:05d}", at=at, channel=channel, medium=medium, **fields)


def write(store: Store, *events: Event) -> None:
    with store.write() as work:
        for one in events:
            work.log.append(one)


def test_publications_are_split_by_medium_column_and_unit(store: Store) -> None:
    write(store, event(1, 1), event(1, 3, "douyin"), event(2, 3, unit="建设局"), event(3, 4), event(4, 2, counts=""))
    write(store, voiding(event(2, 3), at=datetime(2026, 5, 1, tzinfo=SHANGHAI), by="周八"))
    with store.read() as work:
        found = work.period_figures.published(FIRST)
        assert found["medium"] == {"政府网站": 1, "政务抖音": 1}
        assert found["unit"] == {"综合办公室": 2}
        assert work.period_figures.published(Period.quarter(2025, 1))["column"] == {}


def test_an_item_counts_once_in_the_month_it_first_came_out(store: Store) -> None:
    write(store, event(1, 1), event(1, 4, "douyin"), event(2, 4), event(3, 2), event(3, 5, "douyin"))
    # Published in error on the website: then its first month is that of the other channel.
    write(store, voiding(event(3, 2), at=datetime(2026, 6, 1, tzinfo=SHANGHAI), by="周八"))
    with store.read() as work:
        assert work.period_figures.once(2026, 12) == {1: 1, 4: 1, 5: 1}
        assert work.period_figures.once(2026, 4) == {1: 1, 4: 1}
        assert work.figures.counts(2026).distinct == 3


def test_without_a_number_nobody_knows_how_many_are_different(store: Store) -> None:
    nameless = Event(kind=Kind.RECORDED, at=event(1, 2).at, by="吴九", medium="政府网站", counts="counted")
    write(store, nameless, nameless, event(1, 4))
    with store.read() as work:
        assert work.period_figures.once(2026, 12) == {2: None, 4: 1}


def test_applications_are_counted_by_the_days_they_came_and_were_closed(store: Store) -> None:
    unanswered = _application(6, received=date(2026, 1, 5), closed=date(2026, 3, 1))
    unanswered.due_on = None  # its applicant did not complete it, or did not pay
    with store.write() as work:
        work.session.add_all(
            [
                unanswered,
                _application(1, received=date(2025, 12, 20), closed=date(2026, 1, 4)),
                _application(2, received=date(2026, 1, 1), closed=date(2026, 3, 31)),
                _application(3, received=date(2026, 3, 31)),
                _application(4, received=date(2026, 2, 1), closed=date(2026, 2, 2), state="voided"),
                _application(5),
            ]
        )
    with store.read() as work:
        assert work.period_figures.applications(FIRST) == {"received": 3, "closed": 3, "on_time": 2}
        assert work.period_figures.applications(SECOND) == {"received": 0, "closed": 0, "on_time": 0}


def _application(
    number: int, received: date | None = None, closed: date | None = None, state: str = ""
) -> ApplicationRow:
    return ApplicationRow(
        number=str(number),
        year=2026,
        serial=number,
        way="当面",
        applicant_kind="自然人",
        state=state or ("closed" if closed else "received"),
        submitted_at=EVENT.at,
        received_on=received,
        due_on=received + timedelta(days=28) if received else None,
        closed_on=closed,
        salt="盐",
    )


def test_letters_are_counted_when_they_came_and_when_they_were_first_answered(store: Store) -> None:
    draft = LetterDraft(topic="咨询", parts=(Part(kind=PartKind.TEXT, text="何时开门？"),), phone="13800000000")
    came = [datetime(2026, 3, 31, 23, 59, tzinfo=SHANGHAI), datetime(2026, 4, 1, 0, 0, tzinfo=SHANGHAI)]
    with store.write() as work:
        for number, at in enumerate(came):
            work.letters.add(str(number), draft, at)
        work.letters.change("0", state=State.ANSWERED, answered_at=came[1])
    with store.read() as work:
        found = work.period_figures
        assert (found.letters_received(FIRST), found.letters_received(SECOND)) == (1, 1)
        assert (found.letters_answered(FIRST), len(found.letters_answered(SECOND))) == ([], 1)
        assert len(work.letters.waiting_since(came[0] - timedelta(days=1), ("咨询",))) == 1
        assert work.letters.waiting_since(came[0] - timedelta(days=1), ("求助",)) == []


def test_decisions_and_fees_are_summed_over_the_months(store: Store) -> None:
    entries = [
        ("decisions", {"kind": "行政许可", "month": date(2026, 1, 1), "count": 3}),
        ("decisions", {"kind": "行政许可", "month": date(2026, 3, 1), "count": 4}),
        ("decisions", {"kind": "行政处罚", "month": date(2026, 4, 1), "count": 9}),
        ("fees", {"title": "停车费", "month": date(2026, 2, 1), "amount": Decimal("1.25")}),
        ("fees", {"title": "占道费", "month": date(2026, 3, 1), "amount": Decimal("0.1")}),
    ]
    with store.write() as work:
        for name, given in entries:
            register = REGISTERS[name]
            whole = {one.name: given.get(one.name, one.empty) for one in register.fields}
            work.registers.add(register, whole, by="吴九", salt="盐", now=EVENT.at)
    with store.read() as work:
        assert work.period_figures.decisions(FIRST) == {"行政许可": 7}
        assert work.period_figures.fees(FIRST) == Decimal("1.35")
