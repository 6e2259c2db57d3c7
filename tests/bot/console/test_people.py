"""The people page: who may see and change what, and the links by which everybody gets in."""

import html
import re

from bot.console.pages import ROOT
from tests.bot.console.stage import Seat, Stage, words

PASSWORD = "五个橘子滚下坡 88"


def link_in(page: str) -> str:
    """The path of the one-time link that a page shows."""
    found = re.search(rf"{ROOT}(/denglu/lianjie/[\w-]+)", html.unescape(page))
    assert found is not None, words(page)
    return found[1]


def open_link(stage: Stage, path: str, **fields: str) -> tuple[int, str]:
    """By whoever has it: what setting a password came to."""
    with stage.seat() as seat:
        assert seat.get(path).status_code == 200
        answer = seat.post(path, {"password": PASSWORD, "password-again": PASSWORD, **fields})
        return answer.status_code, words(answer.text)


def may_enter(seat: Seat, name: str, password: str = PASSWORD) -> bool:
    return seat.post("/denglu", {"name": name, "password": password}).status_code == 303


def test_an_administrator_registers_somebody_who_sets_a_password_by_a_link(stage: Stage) -> None:
    with stage.seat("钱一") as seat:
        form = {"name": "郑 一", "unit": "综合办公室", "role": ["信息员", "上传员"], "for-column": "政策解读"}
        assert "已登记郑一" in seat.done("/renyuan/xinzeng", form)
        page = words(seat.page("/renyuan/ren/郑一"))
        assert "上传员、信息员" in page
        assert "只办理“政策解读”栏目的稿件" in page
        assert "还没有设，登录不了" in page
        former = link_in(seat.post("/renyuan/ren/郑一/lianjie").text)
        link = link_in(seat.post("/renyuan/ren/郑一/lianjie").text)
    assert open_link(stage, link)[0] == 303
    with stage.seat() as seat:
        assert may_enter(seat, "郑一")
        for over in (link, former):  # it works once, and the later one ended the earlier
            assert "已经用过，或已过期" in words(seat.get(over).text)
            assert seat.post(over, {"password": PASSWORD, "password-again": PASSWORD}).status_code == 409


def test_others_see_who_works_here_and_change_nothing(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        assert "钱一" in words(seat.page("/renyuan"))
        page = seat.page("/renyuan/ren/王五")
        assert "复审" in words(page)
        assert "登录链接" not in page
        for path in ("/renyuan/xinzeng", "/renyuan/denglujilu", "/renyuan/ren/王五/xiugai"):
            assert (seat.get(path).status_code, "张三不能登记人员" in words(seat.get(path).text)) == (403, True), path
        for act in ("lianjie", "tuichu", "jiebang", "tingyong"):
            assert seat.post(f"/renyuan/ren/王五/{act}").status_code == 403, act
        assert seat.post("/renyuan/ren/张三/xiugai", {"unit": "某处", "role": "管理员"}).status_code == 403
    with desk.seat("钱一") as seat:
        for name in ("长" * 41, "张/三"):  # nobody could open their page
            assert "最多 40 个字，不能带斜线" in seat.post("/renyuan/xinzeng", {"name": name, "unit": "某处"}).text


def test_a_wrong_form_is_shown_again_with_what_was_typed(desk: Stage) -> None:
    with desk.seat("钱一") as seat:
        answer = seat.post("/renyuan/xinzeng", {"name": "张三", "unit": "新单位", "role": "统计"})
        assert "“张三”已经登记过" in words(answer.text)
        assert 'value="新单位"' in answer.text
        answer = seat.post("/renyuan/ren/钱一/xiugai", {"unit": "综合办公室", "role": "统计"})
        assert "至少要留一名管理员" in words(answer.text)


def test_who_leaves_is_out_at_once_and_may_come_back(desk: Stage) -> None:
    with desk.seat("张三") as leaving, desk.seat("钱一") as seat:
        link = link_in(seat.post("/renyuan/ren/张三/lianjie").text)
        assert leaving.get("/").status_code == 200
        assert "已停用" in seat.done("/renyuan/ren/张三/tingyong")
        assert leaving.get("/").status_code == 303
        assert "已经用过，或已过期" in words(seat.get(link).text)
        assert "张三" not in words(seat.page("/renyuan").partition("<table")[2])
        assert "张三" in words(seat.page("/renyuan", tingyong="1").partition("<table")[2])
        seat.done("/renyuan/ren/张三/tingyong", {"back": "1"})
        assert leaving.get("/").status_code == 303  # what had ended does not begin again


def test_changes_of_how_people_get_in_are_in_the_log_and_tries_are_listed(desk: Stage) -> None:
    with desk.seat("钱一") as seat:
        link = link_in(seat.post("/renyuan/ren/张三/lianjie").text)
        open_link(desk, link)
        with desk.seat() as other:
            may_enter(other, "张三", "猜一个口令看看")
            may_enter(other, "my-secret-password")
        listed = seat.page("/renyuan/denglujilu")
        told = words(listed.partition("<tbody")[2])
        assert "没有这个人 口令不对" in told
        assert "张三 口令不对" in told
        assert "张三 登录" in told
        assert "my-secret-password" not in listed
        assert "没有这个人" not in seat.page("/renyuan/denglujilu", xingming="张三")
        seat.done("/renyuan/ren/张三/tuichu")
    with desk.office.app.store.read() as work:
        kept = [entry.event.evidence.get("account") for entry in work.log.entries() if entry.event.kind == "person"]
    assert [did for did in kept if did] == ["发出登录链接", "凭登录链接设口令", "结束全部登录"]
