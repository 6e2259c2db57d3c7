"""The log on pages: found by what staff remember, each entry with its evidence, taken along, verified."""

import csv
import io
import re

import openpyxl
import pytest
from playwright.sync_api import Browser

from bot.actions.tidy import tidy
from bot.actions.verify_log import verify_log
from bot.actions.withdraw import withdraw
from bot.console.pages import ROOT
from content.log import Event, Kind
from tests.bot.console.stage import DESKTOP, PHONE, Stage, words
from tests.bot.console.test_every_page import faults_of

NEXT = re.compile(rf'rel="next" href="{ROOT}([^"]+)"')


def filled(stage: Stage) -> tuple[str, str]:
    """Two items that are out, the second withdrawn again; their refs."""
    office = stage.office
    first = office.put_out(office.approved(office.item("关于开展消防检查的通知", body="四月检查。")))
    second = office.put_out(office.approved())
    withdraw(office.app, "周八", second, reason="内容已过期。", now=office.now)
    tidy(office.app)
    return first, second


def with_reports(stage: Stage, count: int) -> None:
    """What the press carried, `第0次报道` the oldest."""
    with stage.office.app.store.write() as work:
        for number in range(count):
            said = {"kind": Kind.RECORDED, "at": stage.office.now, "by": "吴九", "medium": "报社、电台等其它媒体"}
            work.log.append(Event(**said, title=f"第{number}次报道", counts="counted"))  # type: ignore[arg-type]


def with_a_past_year(stage: Stage) -> int:
    """The number of an entry that was imported for 2019."""
    at = stage.office.now.replace(year=2019)
    said = {"kind": Kind.RECORDED, "at": at, "by": "吴九", "medium": "政府网站", "title": "往年的通知"}
    with stage.office.app.store.write() as work:
        return work.log.append(Event(**said, counts="counted")).seq  # type: ignore[arg-type]


def test_entries_are_found_by_who_what_where_when_and_title(stage: Stage) -> None:
    first, second = filled(stage)
    asked = (
        ({"text": "消防"}, first, second),
        ({"item_id": second}, second, first),
        ({"kind": "withdrawn"}, second, first),
        ({"kind": "published", "by": "周八", "channel": "website", "year": "2025", "text": "消防"}, first, second),
    )
    with stage.seat("吴九") as seat:
        for query, there, missing in asked:
            page = words(seat.page("/taizhang", **query))
            assert there in page, query
            assert missing not in page, query
        assert "没有符合条件的记录" in seat.page("/taizhang", year="2019")
        assert "没有符合条件的记录" in seat.page("/taizhang", text="消%检")
        assert seat.get("/taizhang", kind="unheard").status_code == 400


def test_pages_follow_one_another_without_a_gap(stage: Stage) -> None:
    with_reports(stage, 120)
    with stage.seat("吴九") as seat:
        for query in ("kind=recorded", "text=次报道", "kind=recorded&by=吴九", "year=2025&by=吴九"):
            page, found = seat.page(f"/taizhang?{query}"), []
            while following := NEXT.search(page):
                found += re.findall(r"第\d+次报道", page)
                page = seat.page(following[1].replace("&amp;", "&"))
            found += re.findall(r"第\d+次报道", page)
            assert found == [f"第{number}次报道" for number in reversed(range(120))], query


def test_an_entry_shows_its_evidence_and_leads_to_its_neighbours(desk: Stage) -> None:
    filled(desk)
    with desk.seat("张三") as seat:
        page = seat.page("/taizhang", kind="withdrawn")
        number = re.search(r"/taizhang/(\d+)", page)
        assert number is not None
        entry = seat.page(f"/taizhang/{number[1]}")
        assert "理由 内容已过期。" in words(entry)
        with desk.office.app.store.read() as work:
            assert work.log.get(int(number[1])).hash in entry
        assert f'href="{ROOT}/taizhang/{int(number[1]) - 1}"' in entry
        assert seat.get("/taizhang/99999").status_code == 404


def test_a_past_year_that_was_imported_is_chosen_and_leads_to_where_it_is_voided(desk: Stage) -> None:
    number = with_a_past_year(desk)
    with desk.seat("吴九") as seat:
        assert '<option value="2019"' in seat.page("/taizhang")
        assert f'href="{ROOT}/kanbo/{number}"' in seat.page(f"/taizhang/{number}")
        assert "2019年政府网站减 1 条" in seat.done(f"/kanbo/{number}/zuofei", {"reason": "误导入"})
        assert f'<a href="{ROOT}/taizhang/{number}">第 {number} 条</a>' in seat.page(f"/taizhang/{number + 1}")


def test_what_is_filtered_can_be_taken_along_as_a_table(desk: Stage) -> None:
    filled(desk)
    with_reports(desk, 3)
    with desk.seat("吴九") as seat:
        page = seat.page("/taizhang", kind="recorded")
        ways = re.findall(rf'href="{ROOT}(/taizhang/daochu/[^"]+)"', page)
        assert [way.partition("?")[2] for way in ways] == ["kind=recorded"] * 2
        rows = list(csv.DictReader(io.StringIO(seat.get(ways[0]).content.decode("utf-8-sig"))))
        assert [row["名称"] for row in rows] == ["第2次报道", "第1次报道", "第0次报道"]
        assert {row["计入"] for row in rows} == {"计入"}
        sheet = openpyxl.load_workbook(io.BytesIO(seat.get(ways[1]).content)).active
        assert sheet is not None
        assert [row[5] for row in sheet.iter_rows(min_row=2, values_only=True)] == [row["名称"] for row in rows]


def test_the_chain_is_verified_beside_everything_else_and_the_result_is_kept(desk: Stage) -> None:
    filled(desk)
    app = desk.office.app
    with desk.seat("吴九") as seat:
        head = re.search(r'id="head">([^<]+)<', seat.page("/taizhang/hedui"))
        assert head is not None
        assert "已开始核对" in seat.done("/taizhang/hedui", {"head": head[1]})
        assert "正在核对" in seat.page("/taizhang/hedui")
        assert "正在核对台账，请等它做完" in words(seat.post("/taizhang/hedui").text)
        verify_log(app)
        assert "完好 2025-03-04 09:00，吴九核对" in words(seat.page("/taizhang/hedui"))
        seat.done("/taizhang/hedui", {"head": "999:abc"})
        verify_log(app)
        assert "后面的记录被删掉了" in seat.page("/taizhang/hedui")
        assert "号:校验值" in words(seat.post("/taizhang/hedui", {"head": "abc"}).text)


@pytest.mark.part("chromium")
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_pages_fit_and_are_accessible_with_something_to_show(
    desk: Stage, browser: Browser, size: dict[str, int]
) -> None:
    filled(desk)
    verify_log(desk.office.app)
    for path in ("/taizhang", "/taizhang/1", "/taizhang/hedui", "/gaojian"):
        assert faults_of(desk, browser, "张三", path, size=size) == [], path
