"""Ordering out in the browser: what is to be ordered, the order, how it goes on, and taking it back."""

from datetime import timedelta

from bot.actions.publish import publish
from bot.actions.tidy import tidy
from content.delivery import State
from tests.bot.console.stage import Stage, words


def test_an_approved_item_is_ordered_out_and_seen_to_become_public(stage: Stage) -> None:
    ref = stage.office.approved()
    with stage.seat("周八") as seat:
        listed = words(seat.page("/fabu"))
        assert "关于开展安全生产检查的通知" in listed
        form = words(seat.page(f"/fabu/banci/{ref}"))
        assert "政府网站" in form
        assert "自动发布" in form
        said = seat.done(f"/fabu/banci/{ref}", {"qudao": "website", "shijian": "now", "once": "a"})
        assert "已下令发布" in said
        assert "待发送" in said
        tidy(stage.office.app)
        page = seat.page(f"/fabu/jindu/{ref}")
        assert "已完成、已公开" in words(page)
        assert 'href="https://www.example.gov.cn/tzgg/' in page
        assert "hx-get" not in page  # nothing changes any more
        assert "没有已通过审核、还没有安排发布的稿件" in words(seat.page("/fabu"))


def test_what_waits_tells_why_and_may_be_cancelled_and_ordered_again(desk: Stage) -> None:
    ref = desk.office.approved(desk.office.video_item())
    with desk.seat("周八") as seat:
        seat.done(
            f"/fabu/banci/{ref}", {"qudao": ["website", "douyin"], "shijian": "at", "dingshi": "2025-03-05T10:00"}
        )
        waiting = words(seat.page(f"/fabu/jindu/{ref}"))
        assert "于 2025-03-05 10:00 发送" in waiting
        assert "先等政府网站公开" in waiting
        assert "gongkai" not in waiting
        said = seat.done("/fabu/quxiao", {"jian": f"{ref}@douyin"})
        assert "已取消" in said
        assert f"/fabu/banci/{ref}?qudao=douyin" in seat.page(f"/fabu/jindu/{ref}")
        # on the website it is still to come
        assert "没有安排过、又在各渠道都取消了" in words(seat.page("/fabu", kan="yiquxiao"))
        seat.done("/fabu/quxiao", {"jian": f"{ref}@website"})
        stale = seat.post("/fabu/quxiao", {"jian": f"{ref}@website"})
        assert "没有办成：这一件现在是“已取消”，不能取消了" in words(stale.text)
        assert f"/fabu/banci/{ref}?qudao=website" in stale.text
        assert f"/fabu/banci/{ref}" in seat.page("/fabu", kan="yiquxiao")
        seat.done(f"/fabu/banci/{ref}", {"qudao": "website"})
        desk.office.later(timedelta(hours=26))
        tidy(desk.office.app)
    with desk.seat("周八") as seat:
        assert "现在没有排着" in words(seat.page("/fabu", kan="jinxing"))


def test_what_failed_says_why_and_is_ordered_again_or_written_anew(stage: Stage) -> None:
    ref = stage.office.approved()
    publish(stage.office.app, "周八", ref, now=stage.office.now)
    with stage.office.app.store.write() as work:
        dispatch = work.dispatches.get(work.deliveries.get(f"{ref}@website").dispatch_id)
        lost = {"state": State.BEGUN, "says": "网站没有回音。", "ask_at": stage.office.now + timedelta(minutes=10)}
        work.dispatches.move(dispatch.id, dispatch.attempt, (State.DUE,), **lost)
    with stage.seat("周八") as seat:
        told = words(seat.page(f"/fabu/jindu/{ref}"))
        assert "网站没有回音。系统不会盲目再发，2025-03-04 09:10 到平台上查有没有办成；查不出来的" in told
    with stage.office.app.store.write() as work:
        refused = {"state": State.FAILED, "says": "网站没有收下：标题太长。"}
        work.dispatches.move(dispatch.id, dispatch.attempt, (State.BEGUN,), **refused)
    with stage.seat("周八") as seat:
        assert "网站没有收下：标题太长" in words(seat.page("/fabu", kan="weifachu"))
        page = seat.page(f"/fabu/jindu/{ref}")
        assert "文字没有问题的（如网络、平台误判），可以原样再发" in words(page)
        assert "文字要改的，请张三修改成新版次" in words(page)  # who publishes here does not write
        assert "已再次下令发布到政府网站" in seat.done("/fabu/zaifa", {"jian": f"{ref}@website", "once": "z"})
        assert "网站没有收下" not in words(seat.page("/fabu", kan="weifachu"))
        assert "关于开展安全生产检查的通知" in words(seat.page("/fabu", kan="jinxing"))
        with stage.office.app.store.write() as work:
            work.dispatches.pause("website", "网站文件夹写不进去。", stage.office.now)
        assert "网站文件夹写不进去" in words(seat.page("/qudao"))
        assert "还没有办完的 名称" in words(seat.page("/qudao/website"))


def test_a_part_is_sent_again_only_when_something_moved(desk: Stage) -> None:
    ref = desk.office.approved()
    with desk.seat("周八") as seat:
        seat.done(f"/fabu/banci/{ref}", {"qudao": "website"})
        page = seat.page(f"/fabu/jindu/{ref}")
        seen = page.partition("seen=")[2][:16]
        part = f"/fabu/jindu/{ref}/xianzhuang"
        assert seat.get(part, seen=seen).status_code == 204
        tidy(desk.office.app)
        moved = seat.get(part, seen=seen)
        assert "已公开" in words(moved.text)
        assert "<html" not in moved.text


def test_who_may_not_publish_reads_and_is_refused_in_words(desk: Stage) -> None:
    ref = desk.office.approved()
    with desk.seat("张三") as seat:
        assert "下令发布</button>" not in seat.page(f"/fabu/banci/{ref}")
        assert "等发布员" in words(seat.page("/fabu"))
        answer = seat.post(f"/fabu/banci/{ref}", {"qudao": "website"})
        assert (answer.status_code, "张三不能发布" in words(answer.text)) == (403, True)
        assert seat.get("/fabu/banci/2025-09999.1").status_code == 400


def test_a_wrong_form_is_shown_again_with_what_was_typed(desk: Stage) -> None:
    ref = desk.office.approved()
    with desk.seat("周八") as seat:
        past = seat.post(f"/fabu/banci/{ref}", {"qudao": "website", "shijian": "at", "dingshi": "2025-03-01T10:00"})
        assert past.status_code == 409
        assert "这个时间已经过去" in words(past.text)
        assert 'value="2025-03-01T10:00"' in past.text
        none = seat.post(f"/fabu/banci/{ref}", {"shijian": "now"})
        assert "请至少选一个渠道" in words(none.text)
    unapproved = desk.office.submitted(desk.office.item("别的通知"))
    with desk.seat("周八") as seat:
        assert "还没有通过审核" in words(seat.page(f"/fabu/banci/{unapproved}"))
        answer = seat.post(f"/fabu/banci/{unapproved}", {"qudao": "website"})
        assert "还没有通过审核，不能发布" in words(answer.text)
