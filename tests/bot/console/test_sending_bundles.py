"""Choosing what goes out in one WeChat send, and its order, in the browser."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from bot.actions.people import add_person
from content.people import Person
from tests.bot.console.sending_office import SendingOffice, sending_stage
from tests.bot.console.stage import Seat, Stage, words


@pytest.fixture
def sending(folder: Path) -> Iterator[tuple[Stage, SendingOffice]]:
    with sending_stage(folder) as opened:
        yield opened


def follow(seat: Seat, page: str, does: str, title: str) -> str:
    """The page behind the link that does something with an item of this title."""
    links = re.findall(r'<a (?:class="button" )?href="([^"]+)">([^<]+)<span class="unseen">：([^<]+)</span>', page)
    path = next(unescape(href) for href, says, of in links if (says, of) == (does, title))
    return seat.http.get(path).text


def fields(page: str) -> dict[str, list[str]]:
    """The hidden fields of the form on a page, but for its proof."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page):
        found.setdefault(name, []).append(value)
    return {name: values for name, values in found.items() if name in ("gao", "yuan", "once")}


def waiting(office: SendingOffice) -> list[list[str]]:
    """The titles of each send that waits on WeChat."""
    with office.app.store.read() as work:
        due = [work.dispatches.get(one) for one in work.dispatches.in_state("due")]  # type: ignore[arg-type]
    return [[edition.item.title for edition in one.editions] for one in due if one.channel == "wechat"]


def test_a_send_is_made_of_what_is_approved_and_of_what_waits(sending: tuple[Stage, SendingOffice]) -> None:
    stage, office = sending
    office.put_out(office.approved(office.item("甲通知")))
    office.approved(office.item("乙通知"))
    with stage.seat("周八") as seat:
        assert "一次可以推送 3 篇，现在排着 1 篇" in words(seat.page("/fabu"))
        page = seat.page("/fabu/tuisong/wechat/xin")
        assert "今天还可群发（次）：还剩 1/1" in words(page)
        for title in ("甲通知", "乙通知"):
            page = follow(seat, page, "加入", title)
        assert "还没有下令：会同时发布到政府网站" in words(page)
        page = follow(seat, page, "上移", "乙通知")
        said = seat.done("/fabu/tuisong/wechat/xin", fields(page))
        assert "已排好：2 篇，头条是《乙通知》，2025-03-04 17:00 发送" in said
        assert waiting(office) == [["乙通知", "甲通知"]]
        assert "这篇是第 1 条（头条）" in words(seat.page("/fabu/jindu/2025-00002.1"))


def test_what_does_not_fit_is_marked_and_refused_and_what_is_left_out_goes_later(
    sending: tuple[Stage, SendingOffice],
) -> None:
    stage, office = sending
    for title in "甲乙丙丁":
        office.put_out(office.approved(office.item(f"{title}通知")))
    assert waiting(office) == [["甲通知", "乙通知", "丙通知"], ["丁通知"]]
    with stage.seat("周八") as seat:
        sends = seat.page("/fabu/tuisong/wechat")
        assert "今天排着 2 次推送，只剩 1 次可用" in words(sends)
        page = follow(seat, sends, "调整顺序、增减", "甲通知等")
        page = follow(seat, page, "加入", "丁通知")
        assert "放不下" in words(page)
        path = re.findall(r'href="/gzt(/fabu/tuisong/wechat/D[^"]+)"', sends)[0]
        full = seat.post(path, fields(page))
        assert (full.status_code, "最多 3 篇，现在选了 4 篇" in words(full.text)) == (409, True)
        page = follow(seat, full.text, "移出", "乙通知")
        assert "《乙通知》移出以后，改在下一次发送" in words(page)
        seat.done(path, fields(page))
        assert waiting(office) == [["甲通知", "丙通知", "丁通知"], ["乙通知"]]
        stale = seat.post(path, fields(page))
        assert stale.status_code == 303  # the same form again does nothing more
        changed = seat.post(path, {**fields(page), "once": ["another"]})
        assert "刚才有人调整了这次推送" in words(changed.text)


def test_who_may_not_publish_only_looks(sending: tuple[Stage, SendingOffice]) -> None:
    stage, office = sending
    ref = office.put_out(office.approved(office.item("甲通知")))
    with stage.seat("张三") as seat:
        assert "新编一次推送" not in seat.page("/fabu/tuisong/wechat")
        assert seat.post("/fabu/tuisong/wechat/xin", {"gao": [ref]}).status_code == 403
        assert seat.get("/fabu/tuisong/website").status_code == 400
    there = office.approved(office.item("乙通知", unit="应急管理局"))
    with office.app.store.read() as work:
        send = work.deliveries.get(f"{ref}@wechat").dispatch_id
    whose = Person("冯十二", "应急管理局", frozenset({"发布员"}), units=frozenset({"应急管理局"}))
    add_person(office.app, "钱一", whose, office.now)
    with stage.seat("冯十二") as seat:
        page = seat.page(f"/fabu/tuisong/wechat/{send}")
        assert "负责里面所有稿件的单位和栏目的人来排" in words(page)
        pushed_out = seat.post(f"/fabu/tuisong/wechat/{send}", {"gao": [there], "yuan": [ref]})
        assert (pushed_out.status_code, "综合办公室的" in words(pushed_out.text)) == (403, True)
        assert seat.get("/fabu/tuisong/wechat/D1-000000").status_code == 400
