"""The channels in the browser: how they are, why one is paused, letting it go on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.actions.tidy import tidy
from bot.views.channels import called
from bot.views.outlook import look_out
from tests.bot.console.sending_office import HOUR, SendingOffice, sending_stage
from tests.bot.console.stage import Stage, words


@pytest.fixture
def sending(folder: Path) -> Iterator[tuple[Stage, SendingOffice]]:
    with sending_stage(folder) as opened:
        yield opened


def test_each_channel_says_how_it_is_and_what_is_left(sending: tuple[Stage, SendingOffice]) -> None:
    stage, office = sending
    office.put_out(office.approved())
    with stage.seat("张三") as seat:
        assert "还没有检查" in words(seat.page("/qudao"))
        look_out(office.app, office.now)
        page = words(seat.page("/qudao"))
        assert "微信公众号 正常" in page
        assert "今天还可群发（次）：还剩 1/1" in page
        assert "今天排着要发的还有 1 次" in page
        assert "今天的次数不够" not in page  # one is left for the one that waits
        one = words(seat.page("/qudao/wechat"))
        assert "每天 17:00 发送" in one
        assert "关于开展安全生产检查的通知" in one
        checked = seat.post("/qudao/wechat/jiancha")
        assert "刚刚检查过：正常" in words(checked.text)
        assert seat.get("/qudao/weibo").status_code == 400
        assert "0000000000000000000000" not in checked.text  # no secret is shown
    office.later(8 * HOUR)
    look_out(office.app, office.now)
    tidy(office.app)
    look_out(office.app, office.now)  # the platforms are asked every ten minutes only, what is left is counted here
    with stage.seat("周八") as seat:
        assert "今天还可群发（次） 0/1" in words(seat.page("/"))


def test_a_paused_channel_goes_on_once_it_is_well(desk: Stage) -> None:
    ref = desk.office.approved()
    site = desk.office.folder / "var/site"
    site.write_text("in its way", encoding="utf-8")
    desk.office.put_out(ref)
    with desk.seat("周八") as seat:
        waiting = words(seat.page(f"/fabu/jindu/{ref}"))
        assert "渠道已暂停" in waiting
        assert [path for path in (f"/gaojian/{ref}", "/") if "gongkai channels" in seat.page(path)] == []
        assert "检查并恢复" not in seat.page("/qudao/website")
        assert seat.post("/qudao/website/huifu").status_code == 403
    with desk.seat("钱一") as seat:
        assert "检查并恢复" in seat.page("/qudao/website")
        refused = seat.post("/qudao/website/huifu")
        assert (refused.status_code, "还有问题，不能恢复" in words(refused.text)) == (409, True)
        assert "website：" not in words(refused.text)
        assert "渠道 website" not in words(refused.text)
        site.unlink()
        assert "政府网站已恢复" in seat.done("/qudao/website/huifu")
        assert "渠道已暂停" not in words(seat.page(f"/fabu/jindu/{ref}"))


def test_staff_read_the_medium_and_the_settings_name_only_where_two_are_of_one(desk: Stage) -> None:
    office = desk.office
    ref = office.put_out(office.approved())
    with desk.seat("周八") as seat:
        for path in ("/", "/qudao", "/qudao/website", f"/fabu/banci/{ref}", f"/fabu/jindu/{ref}", f"/gaojian/{ref}"):
            page = words(seat.page(path))
            assert "政府网站" in page
            assert "website" not in page, path
    settings = office.settings.read_text(encoding="utf-8")
    second = (
        '  second: {kind: static, medium: 政府网站, folder: var/second, base_url: "https://second.example.gov.cn"}\n'
    )
    office.settings.write_text(settings.replace("channels:\n", f"channels:\n{second}"), encoding="utf-8")
    reopened = replace(office).open()
    assert [called(reopened.app, name) for name in ("website", "second", "douyin")] == [
        "政府网站（website）",
        "政府网站（second）",
        "政务抖音",
    ]
    assert called(reopened.app, "weibo", "政务微博") == "政务微博（weibo）"
    reopened.app.close()
