"""`gongkai report`: what staff read when something stands in the way, and the frozen versions on the command line."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.actions.freeze_report import NOTHING
from bot.views.annual_report import report_of
from bot.views.report_folder import TEXT
from content.report.cell import Cell
from content.report.record import as_json
from content.zone import SHANGHAI
from tests.bot.conftest import Ran, Run
from tests.bot.office import Office, make_office

YEAR = 2025
TITLE = "示范高新区管委会2025年政府信息公开工作年度报告"
IN_FORCE = Cell("table2", "行政规范性文件", "现行有效件数")
FACTS = """\
类别,日期,写进年报的话
制度建设,2025-03-12,修订了审查制度。
培训,2025-05-20,组织各单位信息员学习条例。
平台建设,2025-06-18,改版了公开专栏。
存在问题,2025-12-10,个别单位公开不够及时。
改进措施,2025-12-11,按季度通报公开情况。
"""


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    """Its facts of the year are registered; last year's report, frozen, had five documents in force."""
    made = make_office(folder)
    made.register()
    made.now = datetime(2026, 1, 8, 9, 0, tzinfo=SHANGHAI)
    last = report_of(made.app, YEAR - 1)
    with made.app.store.write() as work:
        record = as_json(replace(last, cells={**last.cells, IN_FORCE: 5}))
        work.reports.add(YEAR - 1, record, head=work.log.reached() or NOTHING, by="吴九", reason="", now=made.now)
    (folder / "事项.csv").write_text(FACTS, encoding="utf-8")
    yield made
    made.app.close()


def test_a_report_is_made_and_frozen_and_shown_again_by_commands(office: Office, run: Run) -> None:
    def report(*words: str | Path, code: int = 0) -> Ran:
        ran = run("report", *words, "--by", "吴九", settings=office.settings)
        assert ran.code == code, ran.out + ran.err
        return ran

    facts = ("register", "import", "年度事项", office.folder / "事项.csv")
    assert run(*facts, "--by", "吴九", settings=office.settings).code == 0
    own = office.folder / "报告" / str(YEAR) / f"{TITLE}.docx"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"by hand")
    told = report("make", str(YEAR))
    assert f"{TITLE}.docx 有人改过，没有动它；新生成的写在 {TITLE}（2）.docx。" in told.err
    assert "最迟 2026-01-31 公开" in told.out
    assert own.read_bytes() == b"by hand"
    asked = report("freeze", str(YEAR), code=1).err
    assert "请写明原因（--reason）" in asked
    assert "行政规范性文件" in asked
    made = report("freeze", str(YEAR), "--reason", "清理后全部废止", "--json")
    assert json.loads(made.out)["version"] == 1
    assert report("show", str(YEAR)).out == report("show", str(YEAR), "--version", "1").out
    listed = json.loads(report("versions", str(YEAR), "--json").out)
    assert [(one["version"], one["reason"], one["fault"]) for one in listed] == [(1, "清理后全部废止", "")]
    assert json.loads(report("diff", str(YEAR), "--json").out) == []
    again = office.folder / "again"
    report("show", str(YEAR), "--to", again)
    assert (again / f"{TITLE}.json").read_text("utf-8") == report("show", str(YEAR)).out
    assert "没有第 2 版；有：第 1 版。" in report("show", str(YEAR), "--version", "2", code=2).err
    text = own.with_name(TEXT)
    text.write_text(text.read_text("utf-8").replace("收到投诉举报0件", "没有收到投诉举报"), encoding="utf-8")
    report("freeze", str(YEAR), "--reason", "换一个说法")
    parted = report("diff", str(YEAR), "--version", "1", "--with", "2", code=1).out
    assert ["收到投诉举报0件" in parted, "没有收到投诉举报" in parted] == [True, True]
