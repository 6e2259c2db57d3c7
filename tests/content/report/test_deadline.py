"""Until when a report is due: by its year and whose it is."""

from datetime import date

from content.report.deadline import Level, due_on, in_words, is_over


def test_a_department_has_until_the_end_of_january_a_government_until_the_end_of_march() -> None:
    assert due_on(2026, Level.DEPARTMENT) == date(2027, 1, 31)
    assert due_on(2026, Level.GOVERNMENT) == date(2027, 3, 31)


def test_a_year_is_over_on_new_years_day_and_not_on_its_last_day() -> None:
    assert not is_over(2026, date(2026, 12, 31))
    assert is_over(2026, date(2027, 1, 1))


def test_it_says_how_many_days_are_left_and_how_late_it_is() -> None:
    said = [in_words(2026, Level.DEPARTMENT, day) for day in (date(2027, 1, 8), date(2027, 1, 31), date(2027, 2, 2))]
    assert said[0] == "2026 年年度报告最迟 2027-01-31 公开（条例第四十九条），还有 23 天。"
    assert said[1].endswith("就是今天。")
    assert said[2].endswith("已超过 2 天。")
