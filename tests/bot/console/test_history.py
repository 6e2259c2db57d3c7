"""Past years: tried as a table first, imported by the digest of the very file that was tried."""

import re

import pytest
from playwright.sync_api import Browser

from bot.console.alone import AT_WORK, DIES
from bot.console.history import JOB
from bot.console.pages import ROOT
from bot.views.counts import year_counts
from tests.bot.console.stage import PHONE, Seat, Stage, words
from tests.bot.console.test_report import job_done
from tests.browsing import STICKS_OUT, violations

GOOD = """\
日期,标题,载体,索引号,计入/另计
2020-03-02,通知一,政府网站,1-1,
2020-04-02,通知二,政府网站,1-2,
2019-05-02,报道,报社、电台等其它媒体,,另计
"""
BAD = GOOD + "2020-13-02,通知三,政府网站,,\n2020-05-02,,报纸,1-2,\n"


def attempt(seat: Seat, text: str) -> str:
    answer = seat.post("/kanbo/daoru", files=[("table", ("台账.csv", text.encode(), "text/csv"))])
    assert answer.status_code == 200, words(answer.text)
    return answer.text


def confirm_of(page: str) -> dict[str, str]:
    """The hidden fields of the form that imports."""
    form = page.partition('action="/gzt/kanbo/daoru/queren"')[2].partition("</form>")[0]
    return dict(re.findall(r'name="(table_kept|digest|leave_out|once)" value="([^"]*)"', form))


def test_a_good_file_is_counted_first_and_imported_when_confirmed(stage: Stage) -> None:
    with stage.seat("吴九") as seat:
        page = attempt(seat, GOOD)
        assert "现在还什么都没有导入。可以导入 3 行。" in words(page)
        assert "2020 2 2 0 2019 0 0 1" in words(page)
        assert year_counts(stage.office.app, 2020).counts.added == 0
        form = confirm_of(page)
        for _ in range(2):
            seat.done("/kanbo/daoru/queren", form)
            assert "已从“台账.csv”导入 3 条。" in job_done(seat, "/kanbo/daoru")
    assert year_counts(stage.office.app, 2020).counts.media == {"政府网站": 2}


def test_each_fault_stands_in_its_cell_and_bad_rows_are_left_out_only_when_asked(desk: Stage) -> None:
    with desk.seat("吴九") as seat:
        page = attempt(seat, BAD)
        assert "有问题的 2 行" in words(page)
        cells = [words(cell) for cell in re.findall(r'<td class="wrong">.*?</td>', page, re.DOTALL)]
        assert [cell.split()[0] for cell in cells] == ["2020-13-02", "没有标题。", "报纸"]
        assert "载体“报纸”不在设置里" in cells[2]
        form = confirm_of(page)
        seat.done("/kanbo/daoru/queren", {**form, "leave_out": "", "once": "a"})
        refused = job_done(seat, "/kanbo/daoru")
        assert "没有办成。 台账.csv 有 3 处不能导入" in refused
        assert "leave-out" not in refused
        seat.done("/kanbo/daoru/queren", form)
        assert "已从“台账.csv”导入 3 条，略过 2 行。" in job_done(seat, "/kanbo/daoru")
        unicode_text = ("台账.txt", GOOD.replace(",", "\t").encode("utf-16"), "text/plain")
        again = seat.post("/kanbo/daoru", files=[("table", unicode_text)]).text
        assert "可以导入 0 行；有问题的 3 行" in words(again)
        assert '已经导入过，是<a href="/gzt/taizhang/' in again
        old = seat.post("/kanbo/daoru", files=[("table", ("台账.xls", b"\xd0\xcf\x11\xe0", "application/x"))])
        assert "请在 Excel 里另存为 .xlsx 或 CSV" in words(old.text)


def test_another_file_than_the_one_that_was_tried_is_not_taken(desk: Stage) -> None:
    with desk.seat("吴九") as seat:
        form = confirm_of(attempt(seat, GOOD))
        other = confirm_of(attempt(seat, GOOD.replace("通知二", "别的通知")))
        seat.done("/kanbo/daoru/queren", {**form, "table_kept": other["table_kept"], "once": "a"})
        assert "不是刚才试导入的那个文件，没有导入" in job_done(seat, "/kanbo/daoru")
        assert "放得太久" in words(seat.post("/kanbo/daoru/queren", {**form, "table_kept": "x"}).text)
        unreadable = seat.post("/kanbo/daoru", files=[("table", ("台账.csv", "只有一列\n1".encode(), "text/csv"))])
        assert "缺日期、标题、载体" in words(unreadable.text)
        assert "请选择一个表格文件" in words(seat.post("/kanbo/daoru").text)
    assert year_counts(desk.office.app, 2020).counts.added == 0


def test_an_import_is_done_beside_the_page_one_at_a_time(desk: Stage) -> None:
    shelf, now = desk.office.app.store.shelf, desk.office.now
    with desk.seat("吴九") as seat:
        form = confirm_of(attempt(seat, GOOD))
        shelf.put(f"{JOB}:alone", AT_WORK, now + DIES)  # by another process
        assert "导入：正在办" in words(seat.page("/kanbo/daoru"))
        assert "另一个文件正在导入，这个文件没有导入" in words(seat.post("/kanbo/daoru/queren", form).text)
        shelf.drop(f"{JOB}:alone")
        seat.done("/kanbo/daoru/queren", form)
        assert "已从“台账.csv”导入 3 条。" in job_done(seat, "/kanbo/daoru")
    assert year_counts(desk.office.app, 2020).counts.added == 2


def test_who_may_not_import_is_told_who_does(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        assert "需要的角色是管理员或统计" in words(seat.get("/kanbo/daoru").text)
        assert seat.post("/kanbo/daoru", files=[("table", ("台账.csv", GOOD.encode(), "text/csv"))]).status_code == 403


@pytest.mark.part("chromium")
def test_the_result_fits_a_phone_and_is_accessible(desk: Stage, browser: Browser) -> None:
    with desk.window(browser, "吴九", PHONE) as page:
        page.goto(ROOT + "/kanbo/daoru")
        page.set_input_files("input[name=table]", {"name": "台账.csv", "mimeType": "text/csv", "buffer": BAD.encode()})
        page.get_by_role("button", name="试导入，先看结果").click()
        page.get_by_text("有问题的 2 行").first.wait_for()
        assert violations(page) == {}
        assert page.evaluate(STICKS_OUT) == 0
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="略过有问题的 2 行").click()
        page.get_by_text("略过 2 行。").wait_for()
