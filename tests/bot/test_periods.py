"""A quarter's and a month's figures beside the one before and last year's, from the log and the registers."""

import csv
import json
from typing import Any

from tests.bot.conftest import Run
from tests.bot.office import Office

ROWS = """\
日期,标题,载体,栏目,单位,索引号
2024-02-01,甲,政府网站,通知公告,综合办公室,A/1
2024-11-05,乙,政府网站,通知公告,综合办公室,A/2
2025-01-02,丙,政府网站,通知公告,综合办公室,A/3
2025-02-03,丁,政府网站,政策解读,建设局,A/4
2025-02-04,丁,政务抖音,政策解读,建设局,A/4
2025-03-05,戊,政府网站,政策解读,建设局,A/5
2025-04-06,戊,政务抖音,政策解读,建设局,A/5
"""


def fill(office: Office, run: Run) -> None:
    table = office.folder / "past.csv"
    table.write_text(ROWS, encoding="utf-8")
    assert run("import", table, "--by", "吴九", settings=office.settings).code == 0


def report(office: Office, run: Run, *words: str) -> Any:
    return json.loads(run("report", "periods", "2025", *words, "--json", settings=office.settings).out)


def test_a_quarter_stands_beside_the_one_before_and_last_years(office: Office, run: Run) -> None:
    fill(office, run)
    found = report(office, run, "--quarter", "1")
    added = found["totals"]["各载体相加"]
    assert (added["now"], added["before"], added["year_before"]) == (4, 1, 1)
    assert (added["change"], added["percent"], found["is_over"]) == (3, 300, True)
    assert found["by"]["medium"]["政务抖音"]["percent"] is None
    assert {name: one["rank"] for name, one in found["by"]["unit"].items()} == {"建设局": 1, "综合办公室": 2}


def test_an_item_on_several_channels_counts_once_and_not_again_in_the_next_quarter(office: Office, run: Run) -> None:
    fill(office, run)
    once = [
        report(office, run, "--quarter", number)["totals"]["不同渠道公开同一信息计1条"]["now"] for number in ("1", "2")
    ]
    year = json.loads(run("counts", "--year", "2025", "--json", settings=office.settings).out)
    assert (once, year["distinct"]) == ([3, 0], 3)


def test_a_month_and_the_year_are_shown_to_people(office: Office, run: Run) -> None:
    fill(office, run)
    shown = run("report", "periods", "2025", "--month", "2", "--by", "unit", settings=office.settings).out
    assert "2025年2月主动公开政府信息数" in shown
    assert ["建设局", "2", "0", "+2", "—", "0", "+2", "—", "1"] in [line.split() for line in shown.splitlines()]
    assert "收到依申请公开申请" in shown
    year = run("report", "periods", "2025", settings=office.settings).out
    assert ["2025年第一季度", "3", "1", "4"] in [line.split() for line in year.splitlines()]
    assert [one["added"] for one in report(office, run)][:4] == [4, 1, 2, 1]


def test_all_of_it_goes_into_a_new_file(office: Office, run: Run) -> None:
    fill(office, run)
    file = office.folder / "一季度.csv"
    words = ("report", "periods", "2025", "--quarter", "1", "--to", file)
    assert run(*words, settings=office.settings).code == 0
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert ["单位", "建设局", "3", "0", "3", "", "0", "3", "", "1"] in rows
    assert ["载体", "政府网站", "3", "1", "2", "200.0", "1", "2", "200.0", ""] in rows
    assert run(*words, settings=office.settings).code == 1


def test_wrong_questions_are_refused_in_words(office: Office, run: Run) -> None:
    both = run("report", "periods", "2025", "--quarter", "1", "--month", "2", settings=office.settings)
    assert (both.code, "只写一个" in both.err) == (2, True)
    assert run("report", "periods", "2025", "--quarter", "5", settings=office.settings).code == 2
    assert run("report", "periods", "2025", "--quarter", "1", "--by", "month", settings=office.settings).code == 2
    assert run("report", "periods", "2025", "--to", "x.csv", settings=office.settings).code == 2
