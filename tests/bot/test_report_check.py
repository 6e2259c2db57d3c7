"""A report is checked from the command line: a file of whoever made it, or the office's own."""

import json
from pathlib import Path

import pytest

from content.report.cell import Cell
from content.report.record import as_record
from content.report.report import Report
from tests.bot.conftest import Run
from tests.bot.office import Office
from tests.content.report.papers import OFFICE, report
from tests.content.report.reading import samples

NEW = report(2023)


def written(folder: Path, one: Report, name: str = "年报.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(as_record(one), ensure_ascii=False), encoding="utf-8")
    return path


def changed(cell: Cell, value: int, year: int = 2023) -> Report:
    return Report(office=OFFICE, year=year, cells={**NEW.cells, cell: value})


def test_a_file_that_adds_up_needs_no_settings_and_ends_with_0(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("report", "check", written(tmp_path, NEW))
    assert (done.code, done.out.splitlines()[-1]) == (0, "没有发现问题，勾稽关系都对上了。")


def test_what_could_not_be_read_is_not_said_to_be_right(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "年报.html"
    path.write_text(samples.page(NEW, {"table4": [], "table2": []}).split("<p>五、")[0], encoding="utf-8")
    done = run("report", "check", path)
    assert "读取：没有找到表四。" in done.out
    assert "都对上了" not in done.out
    bare = {"agency": "甲局", "year": 2023, "table4": [0] * 15}
    (tmp_path / "年报.json").write_text(json.dumps(bare), encoding="utf-8")
    assert run("report", "check", tmp_path / "年报.json").out.endswith("这些没有核对。\n")


def test_what_is_broken_is_told_in_words_and_as_json(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "年报.html"
    path.write_text(samples.page(changed(Cell("table3", "c5", "商业企业"), 3)), encoding="utf-8")
    assert run("report", "check", path).code == 1
    done = run("report", "check", path, "--json")
    found = json.loads(done.out)
    assert (done.code, found["agency"], found["year"], found["format"]) == (1, OFFICE, 2023, "2021")
    first, second = (problem for problem in found["problems"] if problem["identity"] in {"I1", "I2"})
    assert list(first) == ["identity", "says", "blocks", "table", "row", "column", "found", "expected"]
    assert (first["row"], first["column"], first["found"], first["expected"]) == ("g", "商业企业", 1, 3)
    assert (second["row"], second["column"], second["blocks"]) == ("c5", "总计", True)


def test_last_year_counts_when_it_is_given(tmp_path: Path, run: Run) -> None:
    this, last = written(tmp_path, NEW), written(tmp_path, changed(Cell("table3", "r4", "其他"), 1, 2022), "上年.json")
    assert run("report", "check", this).code == 0
    done = run("report", "check", this, "--previous", last)
    assert done.code == 1
    assert "必须改：表三“其他”这一列：上年报告的四、结转下年度继续办理是1" in done.out


def test_a_report_of_another_year_is_not_taken_for_last_years(tmp_path: Path, run: Run) -> None:
    other = Report(office="乙局", year=2021, cells=NEW.cells)
    done = run("report", "check", written(tmp_path, NEW), "--previous", written(tmp_path, other, "上年.json"))
    assert "给的上年报告是 2021 年的，应当是 2022 年的" in done.out
    assert "给的上年报告是乙局的" in done.out


def test_a_warning_alone_ends_with_0(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, changed(Cell("table2", "行政许可", "本年处理决定数量"), 7))
    done = run("report", "check", path, "--parts", written(tmp_path, NEW, "一.json"))
    assert done.code == 0
    assert "请留意：表二“行政许可”这一行、“本年处理决定数量”这一列：各单位相加是6，汇总写的是7" in done.out


@pytest.mark.parametrize("text", ["{", "<p>没有表格</p>", "%PDF-1.7"])
def test_a_file_without_a_report_ends_with_2(tmp_path: Path, run: Run, text: str) -> None:
    path = tmp_path / "年报.html"
    path.write_text(text, encoding="utf-8")
    done = run("report", "check", path, "--json")
    assert (done.code, done.out) == (2, "")
    assert "年报.html" in done.err
    assert run("report", "check", tmp_path / "没有.docx").code == 2


def test_the_offices_own_report_is_checked_with_its_drafts(office: Office, run: Run) -> None:
    done = run("report", "check", "2025", "--json", settings=office.settings)
    found = json.loads(done.out)
    assert (found["file"], found["year"], found["format"]) == ("", 2025, "2021")
    assert {problem["identity"] for problem in found["problems"] if problem["blocks"]} == {"placeholder"}
    assert done.code == 1
    assert run("report", "check", "2015", settings=office.settings).code == 2
