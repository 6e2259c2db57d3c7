"""The page staff check a report with: the first rows of every figure are those that `explain` gives."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path

import pytest

from bot.actions.application_endings import close
from bot.actions.apply import receive_by_hand
from bot.views.annual_report import drafted_from, material_of, report_of
from bot.views.explained import explain, first_rows
from bot.views.report_checking import checking_page
from content.registers.applications import ApplicantKind, Draft, Way
from content.zone import SHANGHAI
from tests.bot.office import PEOPLE, Office, make_office

YEAR, MOST = 2024, 2
KINDS = cycle((ApplicantKind.PERSON, ApplicantKind.COMPANY, ApplicantKind.PERSON))
OUTCOMES = cycle(("a", "b", "", "c8", ""))


@pytest.fixture
def office(tmp_path: Path, address: str) -> Iterator[Office]:
    made = make_office(tmp_path, database=address)
    made.register({**PEOPLE, "陈一": {"依申请公开"}, "陈二": {"依申请公开", "统计"}})
    for number in range(14):
        came = datetime(YEAR - 1, 12, 20, 9, 0, tzinfo=SHANGHAI) + timedelta(days=3 * number)
        draft = Draft(
            way=Way.IN_PERSON, applicant_kind=next(KINDS), name=f"张三{number}", description=f"第{number}份材料"
        )
        one = receive_by_hand(made.app, "陈一", draft, submitted_at=came, now=made.now)
        if outcome := next(OUTCOMES):
            close(made.app, "陈一", one.number, outcome, on=date(YEAR, 2, 20), now=made.now)
    yield made
    made.app.close()


def test_the_first_rows_of_every_figure_are_those_that_explain_gives(office: Office) -> None:
    laid_out = first_rows(office.app, "陈二", material_of(office.app, YEAR), MOST)
    report = report_of(office.app, YEAR)
    assert {one.place.address for one in laid_out} == {str(cell) for cell, figure in report.cells.items() if figure}
    for one in laid_out:
        whole = explain(office.app, "陈二", YEAR, one.place.address)
        assert one.figure == whole.figure == len(whole.rows)
        assert one.rows == whole.rows[:MOST]


def test_who_applied_stands_there_only_for_who_may_see_it(office: Office) -> None:
    material = material_of(office.app, YEAR)
    report, _ = drafted_from(office.app, material)
    of_statistician, of_both = (checking_page(office.app, name, report, material) for name in ("吴九", "陈二"))
    assert "张三3" not in of_statistician
    assert "第3份材料" not in of_statistician
    assert "张三3" in of_both
    for page in (of_statistician, of_both):
        assert 'href="#table3.r1.自然人"' in page
        assert 'id="table3.r1.自然人"' in page
        assert 'href="#ling"' in page
