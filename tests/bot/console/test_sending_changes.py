"""Correcting, withdrawing, and answering for what nobody knows to be out, in the browser."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from bot.actions.tidy import tidy
from tests.bot.console.sending_office import SendingOffice, sending_stage
from tests.bot.console.stage import Stage, words

LINK = "https://mp.weixin.qq.com/s/abcdefgh12345678"


@pytest.fixture
def sending(folder: Path) -> Iterator[tuple[Stage, SendingOffice]]:
    with sending_stage(folder) as opened:
        yield opened


def screenshot() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), (30, 60, 90)).save(out, "PNG")
    return out.getvalue()


def test_a_correction_says_first_what_each_channel_can_do(sending: tuple[Stage, SendingOffice]) -> None:
    stage, office = sending
    first = office.put_out(office.approved(), to=["website", "wechat"])
    item_id = first.partition(".")[0]
    second = office.approved(office.item(body="三月五日起开展检查。"), item_id=item_id)
    with stage.seat("周八") as seat:
        page = words(seat.page(f"/fabu/gengzheng/{second}"))
        assert "政府网站 已完成、已公开" in page
        assert "自动更正" in page
        assert "旧版次还没有发出：取消，改发这一版" in page
        refused = seat.post(f"/fabu/gengzheng/{second}", {"liyou": ""})
        assert "理由" in words(refused.text)
        said = seat.done(f"/fabu/gengzheng/{second}", {"liyou": "日期有误", "chongfa": "0"})
        assert "已下令更正" in said
        tidy(office.app)
        assert "已完成、已公开" in words(seat.page(f"/fabu/jindu/{second}"))
        assert "现在公开或排着的就是这一版" in (page := words(seat.page(f"/fabu/gengzheng/{second}")))
        assert "请张三修改成新版次" in page
        fresh = office.approved(office.item("关于防汛值班的通知"))
        assert "不需要更正" in words(seat.page(f"/fabu/gengzheng/{fresh}"))
    with stage.seat("张三") as seat:
        assert f'href="/gzt/gaojian/xinjian?xiugai={second}"' in seat.page(f"/fabu/gengzheng/{second}")
        assert seat.post(f"/fabu/gengzheng/{second}", {"liyou": "日期有误"}).status_code == 403


def test_a_withdrawal_says_what_becomes_of_the_counts(sending: tuple[Stage, SendingOffice]) -> None:
    stage, office = sending
    ref = office.put_out(office.approved(), to=["website", "wechat"])
    item_id = ref.partition(".")[0]
    with stage.seat("周八") as seat:
        page = words(seat.page(f"/fabu/chehui/{item_id}"))
        assert "自动撤回" in page
        assert "还没有发出：取消发送" in page
        assert "现在计入统计的有：政府网站（2025 年）" in page
        refused = seat.post(f"/fabu/chehui/{item_id}", {"liyou": "", "wufa": "1"})
        assert (refused.status_code, 'value="1" required checked' in refused.text) == (409, True)
        said = seat.done(f"/fabu/chehui/{item_id}", {"liyou": "名单有误", "wufa": "1", "once": "w"})
        assert "已下令撤回" in said
        again = seat.done(f"/fabu/chehui/{item_id}", {"liyou": "名单有误", "wufa": "1", "once": "w"})
        assert "已下令撤回" in again  # a second click of the same form does nothing
        tidy(office.app)
        assert "已撤回" in words(seat.page(f"/fabu/jindu/{ref}"))
        assert "现在没有渠道公开着或排着这篇稿件" in words(seat.page(f"/fabu/chehui/{item_id}"))
    with office.app.store.read() as work:
        assert work.log.counted(item_id) == []


def test_what_nobody_knows_is_answered_with_a_link(sending: tuple[Stage, SendingOffice]) -> None:
    stage, office = sending
    ref = office.doubtful()
    with stage.seat("周八") as seat:
        assert "有 1 件结果不明" in words(seat.page("/fabu"))
        listed = seat.page("/fabu/heshi")
        assert "mp.weixin.qq.com" in words(listed)
        path = listed.partition("/gzt/fabu/heshi/")[2].partition('"')[0]
        form = words(seat.page(f"/fabu/heshi/{path}"))
        assert "是不是已经公开了？" in form
        assert "系统马上再发一次" in form
        unanswered = seat.post(f"/fabu/heshi/{path}", {})
        assert "请先到平台上看，再选一个" in words(unanswered.text)
        no_link = seat.post(f"/fabu/heshi/{path}", {"jieguo": "shi", "shijian": "2025-03-04T17:01"})
        assert "请粘贴公开页面的链接" in words(no_link.text)
        assert "就要附上看得到这个时间的截图" in words(no_link.text)
        assert 'value="2025-03-04T17:01"' in no_link.text
        foreign = seat.post(f"/fabu/heshi/{path}", {"jieguo": "shi", "lianjie-0": "https://www.example.com/a"})
        assert "没有登记" in words(foreign.text)
        files = [("jietu", ("截图.png", screenshot(), "image/png"))]
        answer = {"jieguo": "shi", "lianjie-0": LINK, "shijian": "2025-03-04T17:01"}
        said = seat.done(f"/fabu/heshi/{path}", answer, files)
        assert "已登记核实结果：已完成、已公开" in said
        assert "周八确认" in said
        shown = seat.get(f"/fabu/jietu/{ref}@wechat")
        assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
        assert "已经核实过" in words(seat.page(f"/fabu/heshi/{path}"))
        assert "没有结果不明的发送" in words(seat.page("/fabu/heshi"))


def test_or_it_is_not_out_and_is_sent_again(sending: tuple[Stage, SendingOffice]) -> None:
    stage, office = sending
    ref = office.doubtful()
    with stage.seat("张三") as seat:
        assert "请发布员或管理员核实" in words(seat.page("/fabu/heshi"))
    with stage.seat("钱一") as seat:
        path = seat.page("/fabu/heshi").partition("/gzt/fabu/heshi/")[2].partition('"')[0]
        assert "已登记核实结果：待发送" in seat.done(f"/fabu/heshi/{path}", {"jieguo": "fou"})
        assert "核实：没有发出，重新发送" in words(seat.page(f"/fabu/jindu/{ref}"))
        answer = seat.post(f"/fabu/heshi/{path}", {"jieguo": "fou"})
        assert "没有登记：这一件已经有了结果，不在待核实之列" in words(answer.text)
        assert "系统查看的结果 这一步现在办不了" not in words(answer.text)
