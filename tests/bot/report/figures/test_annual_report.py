"""A year's report from what is in the house: its words come from the settings, its numbers from log and registers."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.actions.import_history import import_history
from bot.actions.leave_letter import leave
from bot.views.annual_report import report_of
from content.letters import Kind, LetterDraft, Part
from content.log import Head
from content.report.format import NoFormat
from content.report.record import as_record
from content.zone import SHANGHAI
from tests.bot.office import Office, make_office
from tests.bot.report.figures.filling import enter

LETTER = LetterDraft(topic="咨询", parts=(Part(kind=Kind.TEXT, text="何时开门？"),), door="web", phone="13800000000")
PAST = "日期,标题,载体,索引号\n{year}-02-03,甲,{medium},A/{year}\n"


def imported(office: Office, year: int, medium: str) -> None:
    table = office.folder / f"{year}.csv"
    table.write_text(PAST.format(year=year, medium=medium), encoding="utf-8")
    import_history(office.app, "吴九", table, now=office.now)


def frozen(office: Office, year: int) -> None:
    written = json.dumps(as_record(report_of(office.app, year)))
    with office.app.store.write() as work:
        work.reports.add(year, written, head=Head(1, "0" * 64), by="吴九", reason="", now=office.now)


def test_the_drafts_tell_what_log_and_registers_know(office: Office) -> None:
    imported(office, 2024, "政府网站")
    assert "开通" not in report_of(office.app, 2024).text["一"]
    imported(office, 2025, "政务抖音")
    office.put_out(office.approved())
    enter(office.app.store, "facts", kind="平台建设", on=date(2025, 3, 3), says="改版了政府信息公开专栏。")
    with office.app.store.write() as work:
        leave(work, office.app.settings, LETTER, now=office.now)
    said = report_of(office.app, 2025).text["一"]
    for words in (
        "主动公开政府信息数总计2条。其中，通过政府网站公开信息1条；通过政务抖音公开信息1条。",
        "本年度制发政府信息总数1条，其中主动公开1条、依申请公开0条、不予公开0条。",
        "全年公开前开展保密审查1件次。",
        "本年度开通政务抖音“示范高新区”。改版了政府信息公开专栏。全年收到公众留言1件，已办结0件。",
    ):
        assert words in said


def test_another_basis_than_that_of_last_years_frozen_report_is_told(tmp_path: Path) -> None:
    office = make_office(tmp_path)
    try:
        office.register()
        frozen(office, 2024)
        assert "统计口径有变化" not in report_of(office.app, 2025).text["一"]
        office.app.close()
        written = office.settings.read_text(encoding="utf-8").replace("basis: added", "basis: once")
        office.settings.write_text(written, encoding="utf-8")
        office.open()
        assert "统计口径有变化：上年度为各载体分别计数后相加" in report_of(office.app, 2025).text["一"]
        assert report_of(office.app, 2025).basis == "once"
    finally:
        office.app.close()


def test_the_settings_say_it_in_the_offices_words(tmp_path: Path) -> None:
    office = make_office(tmp_path, more="report: {short: 高新区, level: 政府, sentence: noted, ways: [信函]}\n")
    try:
        said = report_of(office.app, 2025).text
        assert "全年主动公开政府信息0条次" in said["一"]
        assert "依申请公开事项0件，其中信函申请数0件。" in said["一"]
        assert "（二）工作考核、社会评议和责任追究。〔请填写：" in said["六"]
    finally:
        office.app.close()


def test_a_text_that_staff_wrote_takes_the_place_of_the_drafts(office: Office) -> None:
    report = report_of(office.app, 2025, {"一": "我们自己写的。"})
    assert report.text == {"一": "我们自己写的。"}
    assert report.title == "示范高新区管委会2025年政府信息公开工作年度报告"


def test_the_years_edge_is_midnight_in_shanghai(office: Office) -> None:
    edge = datetime(2025, 1, 1, tzinfo=SHANGHAI)
    with office.app.store.write() as work:
        work.letters.add("1", LETTER, edge - timedelta(seconds=1))
        work.letters.add("2", LETTER, edge)
    assert "全年收到公众留言1件" in report_of(office.app, 2024).text["一"]
    assert "全年收到公众留言1件" in report_of(office.app, 2025).text["一"]


def test_before_2019_there_is_no_format(office: Office) -> None:
    with pytest.raises(NoFormat, match="2018"):
        report_of(office.app, 2018)
