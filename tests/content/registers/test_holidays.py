"""The notice on a year's holidays: read from a file with every fault told, and kept over what the library knows."""

from datetime import date, datetime

import pytest

from content import lined
from content.registers.holidays import Notice, read
from content.registers.working_days import AnnouncedDays
from content.store.store import Store
from content.zone import SHANGHAI

NOW = datetime(2026, 11, 5, 9, 0, tzinfo=SHANGHAI)
WRITTEN = """\
年份: 2027
来源: 示范通知〔2026〕1号
放假:
  - 2026-12-31..2027-01-02
  - 2月5日至2月8日
  - 2027-04-05, 2027/5/1
调休上班:
  - 2月14日
"""
NOTICE = Notice(
    2027,
    "示范通知〔2026〕1号",
    (
        *(date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)),
        *(date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 7), date(2027, 2, 8)),
        *(date(2027, 4, 5), date(2027, 5, 1)),
    ),
    (date(2027, 2, 14),),
)


def test_days_are_read_one_by_one_or_as_a_range_with_or_without_the_year() -> None:
    assert read(lined.read(WRITTEN)) == (NOTICE, [])
    noticed = WRITTEN.replace("2月5日至2月8日", "2月5日（农历除夕、周五）至8日（周一）")
    assert read(lined.read(noticed)) == (NOTICE, [])
    english = "year: 2027\nsource: 一号\noff: 1月1日\n"
    assert read(lined.read(english)) == (Notice(2027, "一号", (date(2027, 1, 1),), ()), [])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("放假: [2月8日至2月5日]", "第3行 放假[1]：“2月8日至2月5日”不是一段日期"),
        ("放假: [2月30日]", "第3行 放假[1]：没有“2027年2月30日”这一天"),
        ("放假: [下周一]", "第3行 放假[1]：“下周一”不是日期"),
        ("放假: [2028-01-01]", "第3行 放假[1]：“2028-01-01”不在 2027 年"),
        ("放假: [2月5日, 2027-02-05]", "第3行 放假[2]：2027-02-05 写了两次"),
        ("放假: [2月14日]", "第4行 调休上班[1]：2027-02-14 写在放假里，又写在调休上班里"),
        ("放假: [2月5日]\n加班: 无", "第4行 加班：没有这一项"),
        ("放假:", "没有写放假（off）"),
        ("放假: ，", "第3行 放假：没有写哪天放假"),
    ],
)
def test_every_fault_of_a_notice_is_told_with_its_line(line: str, says: str) -> None:
    notice, faults = read(lined.read(f"年份: 2027\n来源: 一号\n{line}\n调休上班: [2月14日]\n"))
    assert notice is None
    assert any(says in str(fault) for fault in faults), faults


def test_faults_of_all_kinds_are_told_at_once() -> None:
    _, faults = read(lined.read("年份: 2027\n放假: [2月30日]\n调休上班: [下周]\n补班: x\n"))
    assert [fault.line for fault in faults] == [4, 1, 2, 3]


def test_a_weekday_cannot_be_made_up_for_and_a_year_is_a_year() -> None:
    _, faults = read(lined.read("年份: 2027\n来源: 一号\n放假: 1月1日\n调休上班: 2月15日\n"))
    assert "第4行 调休上班：2027-02-15 是周一至周五" in str(faults[0])
    assert "不是年份" in str(read(lined.read("年份: 明年\n来源: 一号\n放假: 1月1日\n"))[1][0])
    assert "四项" in str(read(lined.read("放假"))[1][0])


def test_a_year_that_was_entered_is_reckoned_by_its_notice_alone(store: Store) -> None:
    library = AnnouncedDays()
    with store.write() as work:
        assert not work.holidays.calendar().is_announced(2027)
        work.holidays.enter(Notice(2027, "旧", (date(2027, 3, 1),), ()), "钱一", NOW)
        work.holidays.enter(NOTICE, "钱一", NOW)
        work.holidays.enter(Notice(2025, "另定", (date(2025, 3, 4),), ()), "钱一", NOW)
    with store.read() as work:
        calendar = work.holidays.calendar()
        assert [one.year for one in work.holidays.notices()] == [2025, 2027]
        assert work.holidays.notices(2027) == [NOTICE]
    assert [calendar.is_announced(year) for year in (2027, 2028)] == [True, False]
    days = {date(2026, 12, 31): False, date(2027, 2, 14): True, date(2027, 2, 5): False, date(2027, 3, 1): True}
    assert {day: calendar.is_working(day) for day in days} == days
    # 1 October 2025 is a holiday of the library's, and not of the notice that took its place.
    assert (library.is_working(date(2025, 10, 1)), calendar.is_working(date(2025, 10, 1))) == (False, True)
    assert calendar.is_working(date(2024, 10, 1)) is False
