"""What others carried: written down with its clipping, listed by year, voided with a reason."""

import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser

from bot.views.counts import year_counts
from tests.bot.console.stage import DESKTOP, PHONE, Stage, words
from tests.bot.console.test_every_page import faults_of
from tests.bot.console.test_report import job_done
from tests.bot.console.test_uploads import screenshot

PIECE: Mapping[str, str] = {
    "outlet": "示范日报",
    "form": "报纸",
    "page": "2版",
    "date": "2025-03-03",
    "title": "高新区开展安全生产检查",
    "counts": "counted",
    "column": "通知公告",
}


def first_of(listed: str) -> str:
    """The number of the piece at the top of the list."""
    return listed.partition('<th scope="row"><a href="/gzt/kanbo/')[2].partition('"')[0]


def test_a_piece_is_recorded_with_its_clipping_and_voided(stage: Stage) -> None:
    _, picture = screenshot()
    with stage.seat("吴九") as seat:
        done = seat.done("/kanbo/dengji", PIECE, [("clipping", picture)])
        assert "已登记：示范日报 2025-03-03 《高新区开展安全生产检查》。" in done
        assert "高新区开展安全生产检查 示范日报 2版 2025-03-03 计入 吴九" in done
        seq = first_of(seat.page("/kanbo", year="2025"))
        assert seat.get(f"/kanbo/{seq}/jianbao").content == picture[1]
        assert year_counts(stage.office.app, 2025).counts.media == {"报社、电台等其它媒体": 1}
        assert "作废要写明理由" in words(seat.post(f"/kanbo/{seq}/zuofei").text)
        assert "减 1 条" in seat.done(f"/kanbo/{seq}/zuofei", {"reason": "日期登错"})
        assert "已作废" in words(seat.page("/kanbo"))
        assert seat.done("/kanbo/dengji", PIECE)
    assert year_counts(stage.office.app, 2025).counts.media == {"报社、电台等其它媒体": 1}


def test_a_refused_piece_is_shown_again_as_it_was_typed(desk: Stage) -> None:
    with desk.seat("吴九") as seat:
        typed = {**PIECE, "page": "", "url": "没有网址"}
        again = seat.post("/kanbo/dengji", typed, [("clipping", screenshot()[1])])
        assert again.status_code == 409
        assert "报纸请写版面，例如 2版。" in words(again.text)
        assert 'value="高新区开展安全生产检查"' in again.text
        assert "已收到“截图.png”" in again.text


def test_the_next_piece_of_the_same_paper_has_what_stays(desk: Stage) -> None:
    with desk.seat("吴九") as seat:
        answer = seat.post("/kanbo/dengji", {**PIECE, "next": "1"})
        page = seat.http.get(answer.headers["location"]).text
        assert 'value="示范日报"' in page
        assert 'value="高新区开展安全生产检查"' not in page
        twice = seat.post("/kanbo/dengji", PIECE)
        assert '已经登记过，是<a href="/gzt/taizhang/' in twice.text
        assert "gongkai" not in words(twice.text)


def test_who_may_not_record_is_told_who_does(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        assert "登记一条" not in words(seat.page("/kanbo"))
        assert seat.get("/kanbo/dengji").status_code == 403
        assert seat.post("/kanbo/dengji", PIECE).status_code == 403
        assert seat.post("/kanbo/1/zuofei", {"reason": "试"}).status_code == 403
        assert "不是登记的刊播" in words(seat.get("/kanbo/1").text)


def test_a_table_is_tried_first_and_recorded_as_it_was_tried(desk: Stage) -> None:
    head, good = (
        "媒体,日期,版面,标题,计入或另计\n",
        "示范日报,2025-03-01,1版,检查开始,计入\n示范日报,2025-03-02,2版,检查报道,另计\n",
    )
    with desk.seat("吴九") as seat:
        table = (head + good + "示范日报,2025-13-01,1版,日期不对,计入\n").replace(",", "\t").encode("utf-16")
        tried = seat.post("/kanbo/biaoge", files=[("table", ("刊播.txt", table, "text/plain"))]).text
        assert "可以登记 2 条；有问题的 1 行" in words(tried)
        assert "2025 1 1" in words(tried)
        assert "第4行 日期 2025-13-01" in words(tried)
        form = dict(re.findall(r'name="(table_kept|digest|leave_out)" value="([^"]*)"', tried))
        for more, says in (
            ({"digest": "x"}, "不是刚才试过的那个文件"),
            ({"leave_out": ""}, "有 1 处不能登记"),
            ({}, "登记 2 条，略过 1 行。"),
        ):
            seat.done("/kanbo/biaoge/queren", {**form, **more})
            assert says in job_done(seat, "/kanbo/biaoge")
    assert year_counts(desk.office.app, 2025).counts.media == {"报社、电台等其它媒体": 1}


@pytest.mark.part("chromium")
def test_the_list_and_a_piece_fit_a_phone_and_are_accessible(desk: Stage, browser: Browser) -> None:
    with desk.seat("吴九") as seat:
        seat.done("/kanbo/dengji", PIECE, [("clipping", screenshot()[1])])
        seq = first_of(seat.page("/kanbo"))
    for path in ("/kanbo", f"/kanbo/{seq}", "/kanbo/dengji"):
        for size in (PHONE, DESKTOP)[: 1 + (path == "/kanbo")]:
            assert faults_of(desk, browser, "吴九", path, size=size) == [], path
