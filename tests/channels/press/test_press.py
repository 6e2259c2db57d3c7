"""What is the press's own: tables of clippings, and the text that is sent round."""

from datetime import date, datetime
from pathlib import Path

import httpx
import pytest
from openpyxl import Workbook

from channels.channel import Context
from channels.loopback import serving
from channels.press import sandbox
from channels.press.adapter import build
from channels.press.settings import Settings
from channels.press.table import read_clippings
from tests.channels.stages import Scene

TODAY = date(2026, 3, 5)
HEADER = "媒体,类别,日期,版面,节目,标题,计入或另计\n"
PAPER = "示范日报,报纸,2026年3月2日,2版,,高新区开展安全检查,计入\n"
RADIO = "示范电台,广播,2026/3/3,,早间新闻,高新区开展安全检查,另计\n"
GOOD = PAPER + RADIO


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_is_read_in_the_encodings_offices_use(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "剪报.csv").write_text(HEADER + GOOD, encoding=encoding)
    clippings, problems = read_clippings(tmp_path / "剪报.csv", TODAY)
    assert problems == []
    assert [(line, c.outlet, c.form, c.on, c.counts) for line, c in clippings] == [
        (2, "示范日报", "报纸", date(2026, 3, 2), True),
        (3, "示范电台", "广播", date(2026, 3, 3), False),
    ]


def test_an_excel_table_may_have_a_title_above_dates_as_dates_and_blank_rows(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["2026年一季度媒体刊播情况"])
    sheet.merge_cells("A1:G1")
    sheet.append(HEADER.strip().split(","))
    sheet.append(["示范日报", "报纸", datetime(2026, 3, 2), "2版", None, "高新区开展安全检查", "计入"])  # noqa: DTZ001  # Excel has no zones
    sheet.append([])
    sheet.append(["示范晚报", "报纸", "2026.3.4", "A2", None, "检查结果公布", "计入"])
    book.save(tmp_path / "剪报.xlsx")
    clippings, problems = read_clippings(tmp_path / "剪报.xlsx", TODAY)
    assert problems == []
    assert [(line, c.on, c.page) for line, c in clippings] == [
        (3, date(2026, 3, 2), "2版"),
        (5, date(2026, 3, 4), "A2"),
    ]


def test_every_fault_is_named_with_its_line_and_good_rows_stay_good(tmp_path: Path) -> None:
    bad = (
        "示范日报,报纸,2026-03-02,第02版,,高新区 开展安全检查,计入\n"  # 4: the same as line 2
        ",报纸,2026-02-30,2版,,检查,计入\n"  # 5: no outlet, no such day
        "示范电台,广播,2026-03-06,,,检查,也许\n"  # 6: tomorrow, no programme, neither 计入 nor 另计
        "示范日报,报刊,2026-03-01,3版,,检查,计入\n"  # 7: no such form
    )
    (tmp_path / "剪报.csv").write_text(HEADER + GOOD + bad, encoding="utf-8")
    clippings, problems = read_clippings(tmp_path / "剪报.csv", TODAY)
    assert [line for line, _ in clippings] == [2, 3]
    assert [(problem.where, problem.code) for problem in problems] == [
        ("第4行", "duplicate"),
        ("第5行", "missing_field"),
        ("第5行", "bad_date"),
        ("第6行", "missing_field"),
        ("第6行", "future_date"),
        ("第6行", "bad_counts"),
        ("第7行", "unknown_form"),
    ]


def test_what_a_clerk_puts_around_a_heading_or_into_a_date_does_no_harm(tmp_path: Path) -> None:
    header = "媒体*,刊播日期 *,版面,标题,计入／另计\n"
    rows = "示范日报,二〇二六年三月二日,2版,检查,计入\n示范日报,２０２６－０３－０３ ８：３０,2版,检查,另计\n"
    (tmp_path / "剪报.csv").write_text(header + rows, encoding="gb18030")
    clippings, problems = read_clippings(tmp_path / "剪报.csv", TODAY)
    assert (problems, [c.on.day for _, c in clippings]) == ([], [2, 3])


def test_dates_that_are_none_and_cells_under_no_heading_are_told(tmp_path: Path) -> None:
    dates = ("43895", "2026-03-022", "1899-01-01", "2026-03-02下午")
    rows = [f"示范日报,报纸,{day},2版,,题目{n},计入\n" for n, day in enumerate(dates)]
    (tmp_path / "剪报.csv").write_text(HEADER + "".join(rows) + PAPER.replace("\n", ",多余\n"), encoding="utf-8")
    clippings, problems = read_clippings(tmp_path / "剪报.csv", TODAY)
    assert clippings == []
    assert [problem.code for problem in problems] == ["bad_date"] * 4 + ["no_heading"]
    assert "日期序号" in problems[0].says


def test_a_table_of_a_heading_alone_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "剪报.csv").write_text(HEADER, encoding="utf-8")
    (problem,) = read_clippings(tmp_path / "剪报.csv", TODAY)[1]
    assert "没有内容" in problem.says


def test_a_clipping_is_taken_from_the_tables_own_folder_only(tmp_path: Path) -> None:
    folder = tmp_path / "表"
    folder.mkdir()
    (tmp_path / "1.jpg").touch()
    for place in ("../1.jpg", str(tmp_path / "1.jpg")):
        row = f"示范日报,报纸,2026-03-02,2版,,检查,计入,{place}\n"
        (folder / "剪报.csv").write_text(HEADER.replace("\n", ",剪报\n") + row, encoding="utf-8")
        (problem,) = read_clippings(folder / "剪报.csv", TODAY)[1]
        assert problem.code == "missing_file"


def test_a_wrong_header_is_told_by_its_columns(tmp_path: Path) -> None:
    (tmp_path / "剪报.csv").write_text("媒体,日期,题目\n示范日报,2026-03-02,检查\n", encoding="utf-8")
    clippings, problems = read_clippings(tmp_path / "剪报.csv", TODAY)
    says = " ".join(problem.says for problem in problems)
    assert clippings == []
    assert all(words in says for words in ("没有“题目”", "缺少“标题”", "缺少“计入或另计”"))


def test_a_clipping_file_that_is_not_there_is_a_fault_of_its_row(tmp_path: Path) -> None:
    row = "示范日报,报纸,2026-03-02,2版,,检查,计入,1.jpg\n"
    (tmp_path / "剪报.csv").write_text(HEADER.replace("\n", ",剪报\n") + row, encoding="utf-8")
    _, (problem,) = read_clippings(tmp_path / "剪报.csv", TODAY)
    assert (problem.code, problem.where) == ("missing_file", "第2行")


def test_the_text_for_the_press_is_plain_and_says_who_issues_it(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    channel = build(Settings(kind="press", medium="报社"), scene.around("press", "报社"))
    table = "<table><tr><td>企业</td><td>12 家</td></tr></table>"
    edition = scene.edition(html=f"<p>三月起<b>检查</b>。</p>{table}", video=None)
    text = channel.prepare(edition, Context()).text
    assert text.splitlines() == ["三月安全生产检查开始", "三月起检查。", "企业　12 家", "（应急管理局供稿）"]


def test_what_the_newspaper_printed_can_be_looked_up_and_written_down(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    with serving(sandbox.build_app(tmp_path / "paper", scene.clock)) as address:
        piece = {"title": "高新区开展<检查>", "text": "本报讯", "page": 2}
        printed = httpx.post(f"{address}/pieces", data=piece).json()
        assert "高新区开展&lt;检查&gt;" in httpx.get(address + printed["path"]).text
    assert (printed["date"], printed["page"]) == ("2026-03-05", "2版")
