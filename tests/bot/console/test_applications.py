"""Applications in the browser: the register, each step with its last day, letters, and identity documents."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, expect

from bot.actions.apply import receive_by_hand
from bot.console.applications.paths import path_of
from bot.console.pages import ROOT
from bot.views.application_register import shown
from content.registers.applications import Act, Draft, State, Way
from content.registers.identity import Picture
from tests.bot.console.stage import PHONE, Seat, Stage, opened, words
from tests.bot.office import PEOPLE, Office, make_office
from tests.bot.public.stage import picture
from tests.browsing import STICKS_OUT, complaints, violations
from tests.channels.static.sample import PNG

CLERK = "何十一"
DRAFT = Draft(
    way=Way.FAX,
    name="张三",
    identity_number="350128199001010001",
    phone="13900000000",
    address="示范路1号",
    title="示范地块征收补偿方案",
    form="纸质",
    obtain="邮寄",
)
WRITTEN = {**DRAFT.as_record(), "submitted_at": "2025-03-03"}


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Stage]:
    """An office with somebody whose task applications are."""
    with counter_of(tmp_path, "sqlite:///var/gongkai.db") as stage:
        yield stage


@contextmanager
def counter_of(folder: Path, database: str) -> Iterator[Stage]:
    office = make_office(folder, database=database)
    office.register({**PEOPLE, CLERK: {"依申请公开"}})
    with opened(office) as stage:
        yield stage
    office.app.close()


def received(office: Office, draft: Draft = DRAFT, *, card: bool = False) -> str:
    """The path of its page."""
    pictures = [Picture(PNG)] if card else []
    return path_of(receive_by_hand(office.app, CLERK, draft, pictures=pictures, again=True, now=office.now).number)


def more_alike(office: Office, number: str, count: int) -> None:
    """So many more of which everything is as of that one."""
    one = shown(office.app, CLERK, number).application
    with office.app.store.write() as work:
        for _ in range(count):
            work.applications.add(one, "{}-{}".format, by=CLERK, salt="", now=office.now)


def acted(seat: Seat, place: str, act: str, **fields: str) -> str:
    """What the page says that a step leads to."""
    page = seat.page(f"{place}/ban/{act}")
    return seat.done(f"{place}/ban/{act}", {**hidden(page), **fields})


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(seen|once)" value="([^"]*)"', page))


def test_an_application_goes_its_way_with_the_last_day_beside_each_step(tmp_path: Path, address: str) -> None:
    with counter_of(tmp_path, f'"{address}"') as stage, stage.seat(CLERK) as seat:
        seat.done("/shenqing/dengji", WRITTEN)
        assert "传真，已来 1 天 确认收到" in words(seat.page("/shenqing/daoqi"))
        place = "/shenqing/2025-0001"
        assert "今天确认的，最迟答复 2025-04-01" in words(seat.page(place))
        for found in (seat.page("/shenqing"), seat.post("/shenqing/chazhao", {"ci": "征收补偿"}).text):
            assert "依申请〔2025〕0001号" in found
        assert "最迟 2025-04-01 答复" in acted(seat, place, "queren", riqi="2025-03-04")
        beside = words(seat.page(f"{place}/ban/yanqi"))
        assert "延长 20 个工作日后，最迟答复 2025-04-29" in beside
        assert "须经本机关政府信息公开工作机构负责人同意" in beside
        asked = acted(seat, place, "buzheng", shuoming="请写明年份。", riqi="2025-03-04", qixian="")
        assert "申请人最迟 2025-03-25 补正" in asked
        assert "依申请〔2025〕0001号" in seat.page("/shenqing", zt="daibuzheng")
        assert "没有这样的申请" in seat.page("/shenqing", zt="daijiaofei")
        more_alike(stage.office, "2025-1", 50)
        pages = [seat.page("/shenqing", zt="daibuzheng", page=number, year="2025") for number in "12"]
        assert [words(page).count("示范地块") for page in pages] == [50, 1]
        assert "最迟 2025-04-01 答复" in acted(seat, place, "shoubu", riqi="2025-03-04")
        acted(seat, place, "zhengqiu", leibie="第三方", duifang="示范公司", riqi="2025-03-04")
        assert "示范公司最迟答复 2025-03-25" in words(seat.page(f"{place}/ban/shouyi"))
        acted(seat, place, "shouyi", duifang="示范公司", yijian="同意公开", riqi="2025-03-04")
        acted(seat, place, "shoufei", jine="100", fangshi="按件", riqi="2025-03-04")
        acted(seat, place, "jiaona", riqi="2025-03-04")
        assert "实收信息处理费 100 元" in words(seat.page(place))
        acted(seat, place, "chexiao", buzhou="fee", liyou="登错了")
        acted(seat, place, "mianshou", liyou="困难家庭", riqi="2025-03-04")
        acted(seat, place, "yanqi", fuzeren="李四", liyou="材料多", tianshu="20", riqi="2025-03-04")
        assert "已办结" in acted(seat, place, "banjie", jieguo="a", shuoming="已寄出。", riqi="2025-03-04")
        assert "已撤销" in acted(seat, place, "chexiao", buzhou="closing", liyou="点错了")
        assert "不计入任何统计" in acted(seat, place, "zuofei", liyou="重复登记")
        assert shown(stage.office.app, CLERK, "2025-1").application.state is State.VOIDED


def test_a_step_that_is_refused_comes_back_as_it_was_typed(counter: Stage) -> None:
    place = received(counter.office)
    with counter.seat(CLERK) as seat:
        page = seat.page(f"{place}/ban/queren")
        assert "今天确认的，最迟答复 2025-04-01" in words(page)
        on = {**hidden(page), "riqi": "2025-03-03", "zuo": "suan"}
        reckoned = seat.post(f"{place}/ban/queren", on)
        assert (reckoned.status_code, "2025-03-03 确认的，最迟答复 2025-03-31" in words(reckoned.text)) == (200, True)
        acted(seat, place, "queren", riqi="2025-03-04")
        late = seat.post(f"{place}/ban/jinzhan", {**on, "seen": hidden(page)["seen"], "shuoming": "在找。"})
        assert hidden(late.text)["seen"] == hidden(page)["seen"]
        page = seat.page(f"{place}/ban/banjie")
        ending = {**hidden(page), "jieguo": "f1", "shuoming": "没有来补正。", "riqi": "2025-03-04"}
        refused = seat.post(f"{place}/ban/banjie", ending)
        assert refused.status_code == 409
        assert "没有告知过补正" in refused.text
        assert "没有来补正。" in refused.text
        assert 'value="f1" selected' in refused.text
        acted(seat, place, "jinzhan", shuoming="正在查找。")
        stale = seat.post(f"{place}/ban/banjie", {**ending, "jieguo": "a", "once": "x"})
        assert (stale.status_code, "又有人办理过" in stale.text) == (409, True)
        wrong = seat.post("/shenqing/dengji", {**WRITTEN, "way": "电报", "description": "要的内容"})
        assert (wrong.status_code, "要的内容" in wrong.text) == (409, True)
        twice = seat.post("/shenqing/dengji", {**WRITTEN, "submitted_at": ""})
        assert "同样的申请已经登记过" in twice.text
        assert "--again" not in twice.text
        assert "勾选最下面的“与登记过的一件完全相同" in twice.text


def test_pictures_of_a_paper_that_is_refused_need_not_be_chosen_again(counter: Stage) -> None:
    cards = [("tupian", (f"{side}.png", picture("PNG"), "image/png")) for side in ("正面", "反面")]
    with counter.seat(CLERK) as seat:
        page = seat.post("/shenqing/dengji", {**WRITTEN, "way": ""}, cards)
        assert (page.status_code, "已收到“正面.png”" in page.text, "已收到“反面.png”" in page.text) == (409, True, True)
        kept = re.findall(r'name="tupian_kept" value="([^"]+)"', page.text)
        wrong = [("tupian", ("反面.txt", b"no picture", "text/plain"))]
        page = seat.post("/shenqing/dengji", {**WRITTEN, "tupian_kept": kept[:1]}, wrong)
        assert (page.status_code, "反面.txt" in page.text, "已收到“正面.png”" in page.text) == (409, True, True)
        again = {**WRITTEN, **hidden(page.text), "tupian_kept": re.findall(r'_kept" value="([^"]+)"', page.text)}
        assert "已登记 依申请〔2025〕0001号" in seat.done("/shenqing/dengji", again)
        assert "已登记 依申请〔2025〕0001号" in seat.done("/shenqing/dengji", again)
    assert shown(counter.office.app, CLERK, "2025-1").pictures == 1
    with counter.seat("张三") as seat:
        assert seat.post("/shenqing/dengji", WRITTEN, cards).status_code == 403


def test_what_was_written_down_wrongly_is_put_right_and_only_that(counter: Stage) -> None:
    place = received(counter.office)
    with counter.seat(CLERK) as seat:
        page = seat.page(f"{place}/gengzheng")
        typed = {**DRAFT.as_record(), "submitted_at": "2025-03-04 09:00", **hidden(page)}
        unchanged = seat.post(f"{place}/gengzheng", {**typed, "liyou": "核对"})
        assert "没有要更正的" in unchanged.text
        right = {**typed, **hidden(unchanged.text), "phone": "13900000001", "liyou": "听错了"}
        assert "已更正" in seat.done(f"{place}/gengzheng", right)
    last = shown(counter.office.app, CLERK, "2025-1").history[-1]
    assert (last.act, last.after) == (Act.CORRECTED, {"phone": "13900000001"})


def test_letters_are_filled_in_and_downloaded_as_word(counter: Stage) -> None:
    place = received(counter.office)
    with counter.seat(CLERK) as seat:
        acted(seat, place, "queren", riqi="2025-03-04")
        assert "登记回执" in seat.page(f"{place}/wenshu")
        assert "2025年3月4日" in seat.page(f"{place}/wenshu", zhonglei="receipt")
        answer = seat.post(f"{place}/wenshu", {"zhonglei": "a", "wenhao": "示公开〔2025〕1号", "x-附件": "补偿方案"})
        assert answer.headers["content-type"].endswith("wordprocessingml.document")
        text = "\n".join(one.text for one in Document(BytesIO(answer.content)).paragraphs)
        assert "示公开〔2025〕1号" in text
        assert "附件：补偿方案" in text
        refused = seat.post(f"{place}/wenshu", {"zhonglei": "没有这种"})
        assert refused.status_code == 400
        assert shown(counter.office.app, CLERK, "2025-1").history[-1].act == Act.LETTER_WRITTEN


def test_an_identity_document_is_seen_for_a_reason_on_the_record_and_has_no_address(counter: Stage) -> None:
    place = received(counter.office, card=True)
    with counter.seat(CLERK) as seat:
        assert "data:image" not in seat.page(place)
        assert "data:image" not in seat.page(f"{place}/zhengjian")
        assert "要写明理由" in seat.post(f"{place}/zhengjian", {"liyou": " "}).text
        assert "data:image/png;base64," in seat.post(f"{place}/zhengjian", {"liyou": "核对身份"}).text
        assert seat.post(f"{place}/zhengjian/shanqu", {"queding": "1"}).status_code == 409
        acted(seat, place, "queren", riqi="2025-03-04")
        acted(seat, place, "banjie", jieguo="a", riqi="2025-03-04")
        assert "勾选" in words(seat.post(f"{place}/zhengjian/shanqu").text)
        assert "已删除证件图片 1 个" in seat.done(f"{place}/zhengjian/shanqu", {"queding": "1"})
        assert "没有证件图片" in seat.page(f"{place}/zhengjian")
    seen = shown(counter.office.app, CLERK, "2025-1").history[2]
    assert (seen.act, seen.by, seen.reason) == (Act.IDENTITY_SEEN, CLERK, "核对身份")


def test_nobody_else_sees_applications_and_words_searched_for_stand_in_no_address(counter: Stage) -> None:
    place = received(counter.office)
    with counter.seat("张三") as seat:
        for path in (
            "/shenqing",
            "/shenqing/daoqi",
            "/shenqing/dengji",
            place,
            f"{place}/wenshu",
            f"{place}/zhengjian",
        ):
            assert seat.get(path).status_code == 403, path
        for path in ("/shenqing/chazhao", "/shenqing/daochu", f"{place}/zhengjian", f"{place}/ban/zuofei"):
            fields = {"ci": "张三", "geshi": "csv", "liyou": "看看"}
            assert seat.post(path, fields).status_code == 403, path
    with counter.seat(CLERK) as seat:
        assert "依申请〔2025〕0001号" in seat.post("/shenqing/chazhao", {"ci": "征收"}).text
        assert "没有这样的申请" in seat.post("/shenqing/chazhao", {"ci": "路灯"}).text
        assert seat.post("/shenqing/chazhao", {"ci": "2025-1"}).headers["location"].endswith("/shenqing/2025-0001")
        assert "张三" in seat.post("/shenqing/daochu", {"geshi": "csv"}).content.decode("utf-8-sig")


@pytest.mark.part("chromium")
def test_the_pages_of_applications_work_in_a_browser_on_a_phone_too(counter: Stage, browser: Browser) -> None:
    place = received(counter.office, card=True)
    counter.office.later(timedelta(days=3))
    with counter.window(browser, CLERK, PHONE) as page:
        errors = complaints(page)
        more = ("/ban/queren", "/gengzheng", "/wenshu?zhonglei=receipt", "/zhengjian")
        paths = ("/shenqing", "/shenqing/daoqi", "/shenqing/daoru", "/shenqing/dengji", place)
        for path in (*paths, *(place + one for one in more)):
            page.goto(ROOT + path)
            assert violations(page) == {}, path
            assert page.evaluate(STICKS_OUT) <= 0, path
        page.get_by_label("为什么调阅").fill("核对身份")
        page.get_by_role("button", name="调阅").click()
        assert page.locator("img.enclosed").evaluate("one => one.naturalWidth") == 1
        assert errors == []
        page.goto(ROOT + f"{place}/ban/queren")
        page.context.clear_cookies()
        page.get_by_label("双方确认的日期").fill("2025-03-05")
        expect(page.locator("#said")).to_contain_text("登录已结束")
        expect(page.locator("#reckoned")).to_contain_text("最迟答复")


def test_a_table_is_tried_before_it_is_taken_in_and_brought_only_once(counter: Stage) -> None:
    rows = "申请方式,申请人类别,申请人,提交时间\n邮寄,自然人,张三,2024-03-01\n电报,自然人,李四,2024-03-02\n"
    with counter.seat(CLERK) as seat:
        table = [("biao", ("申请.csv", rows.encode("utf-16"), "text/csv"))]
        page = seat.post("/shenqing/daoru", {"zuo": "shikan"}, table)
        assert "1 件可以导入，1 处不能导入" in words(page.text)
        kept = re.search(r'name="biao_kept" value="([^"]+)"', page.text)
        assert kept
        whole = seat.post("/shenqing/daoru", {"zuo": "daoru", "biao_kept": kept[1]})
        assert "1 处不能导入" in words(whole.text)
        untried = [("biao", ("另一张.csv", rows.replace("张三", "王五").encode(), "text/csv"))]
        other = seat.post("/shenqing/daoru", {"zuo": "daoru", "biao_kept": kept[1], "lueguo": "1"}, untried)
        assert "1 件可以导入，1 处不能导入" in words(other.text)
        said = seat.done("/shenqing/daoru", {"zuo": "daoru", "biao_kept": kept[1], "lueguo": "1"})
        assert "已导入 1 件，编号 依申请〔2024〕0001号。" in said
        again = seat.post("/shenqing/daoru", {"zuo": "shikan", "biao_kept": kept[1]})
        assert "已经登记过，编号 依申请〔2024〕0001号" in again.text
        assert "请选择要导入的表格" in seat.post("/shenqing/daoru").text
