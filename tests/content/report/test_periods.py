"""Quarters and months: which comes before, changes in numbers and percent, ranks."""

from datetime import date
from decimal import Decimal

import pytest

from content.report.periods import Compared, Period, compared, ranks


@pytest.mark.parametrize(
    ("period", "before", "says"),
    [
        (Period.quarter(2026, 1), Period.quarter(2025, 4), "2026年第一季度"),
        (Period.quarter(2026, 3), Period.quarter(2026, 2), "2026年第三季度"),
        (Period.month(2026, 1), Period.month(2025, 12), "2026年1月"),
        (Period.month(2026, 12), Period.month(2026, 11), "2026年12月"),
    ],
)
def test_the_period_before_is_as_long(period: Period, before: Period, says: str) -> None:
    assert (period.before, period.says) == (before, says)
    assert period.year_before.before == before.year_before


def test_a_period_begins_and_ends_with_its_months() -> None:
    assert (Period.quarter(2026, 4).begin, Period.quarter(2026, 4).end) == (date(2026, 10, 1), date(2026, 12, 31))
    assert Period.month(2024, 2).end == date(2024, 2, 29)


def test_a_change_has_a_percentage_but_over_nothing() -> None:
    grown, new, gone = Compared(120, 90, 160), Compared(3, 0, 0), Compared(0, 8, 8)
    assert (grown.change, grown.percent) == (30, Decimal("33.3"))
    assert (grown.year_change, grown.year_percent) == (-40, Decimal("-25.0"))
    assert (new.change, new.percent, gone.percent) == (3, None, Decimal("-100.0"))
    assert Compared(Decimal("1.50"), Decimal("1.00"), 0).percent == Decimal("50.0")


def test_what_is_not_known_has_no_change() -> None:
    assert (Compared(None, 5, 5).change, Compared(5, None, 5).percent) == (None, None)


def test_whatever_has_a_figure_somewhere_is_listed_the_largest_first() -> None:
    found = compared({"甲": 1, "乙": 5}, {"丙": 2, "丁": 0}, {})
    assert list(found) == ["乙", "甲", "丙"]
    assert found["丙"] == Compared(0, 2, 0)


def test_equal_ones_share_a_rank_and_the_next_is_as_far_down() -> None:
    assert ranks([("甲", 7), ("乙", 9), ("丙", 7), ("丁", 0)]) == {"乙": 1, "甲": 2, "丙": 2, "丁": 4}
