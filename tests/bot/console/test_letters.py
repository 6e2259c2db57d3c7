"""Letters in the browser: the inbox, an answer being written, what else is done; for whom, and what is never lost."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.actions.people import add_person
from bot.actions.tell import TOO_LATE
from bot.console.pages import ROOT
from content.letters import Kind, Part, Sought, State, about
from content.notices import State as Told
from content.people import Person
from tests.bot.console.mail import CLERK, mail_desk
from tests.bot.console.stage import PHONE, Stage, words
from tests.bot.letters.mailroom import DRAFT, Mailroom
from tests.browsing import STICKS_OUT, complaints, violations
from tests.channels.static.sample import PNG

Desk = tuple[Mailroom, Stage]
ANSWER = "请到政务大厅2楼203室办理。"


@pytest.fixture
def mail(tmp_path: Path) -> Iterator[Desk]:
    with mail_desk(tmp_path) as desk:
        yield desk


def seen(page: str) -> str:
    """The hidden words of the answer's form, as a browser sends them back."""
    found = re.search(r'name="seen" value="(\d+)"', page)
    assert found
    return found[1]


def once(page: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', page)
    assert found
    return found[1]


def test_the_inbox_lists_what_waits_with_its_clocks_and_finds_words_that_stand_in_no_address(
    tmp_path: Path, address: str
) -> None:
    with mail_desk(tmp_path, f'"{address}"') as (office, stage):
        late = office.left("路灯坏了两个月，请来修。", visitor="v-2", name="张三", phone="13900000000")
        office.later(timedelta(days=14))
        number = office.left()
        with stage.seat(CLERK) as seat:
            page = words(seat.page("/liuyan"))
            assert page.index(late) < page.index(number)
            assert "2025-03-11 已超期" in page
            assert number not in seat.page("/liuyan", zt="chaoqi")
            assert late in seat.page("/liuyan", zt="chaoqi")
            found = seat.post("/liuyan/chazhao", {"ci": "张三"})
            assert late in found.text
            assert number not in found.text
            assert "没有这样的留言" in words(seat.post("/liuyan/chazhao", {"ci": "100%"}).text)
            assert seat.post("/liuyan/chazhao", {"ci": number}).headers["location"] == f"{ROOT}/liuyan/{number}"
            assert "没有这样的留言" in seat.page("/liuyan", zt="quanbu", zhuti="建议")
            with office.app.store.read() as work:
                said, last = (
                    [one.number for one in work.letters.holding("请", Sought(), limit=9, before=before).letters]
                    for before in (None, 2)
                )
            assert (said, last) == ([number, late], [late])
            earlier = seat.post("/liuyan/chazhao", {"ci": "请", "qian": "2"}).text
            assert (late in earlier, number in earlier) == (True, False)
            assert late in seat.post("/liuyan/chazhao", {"ci": "0000"}).text


def test_the_inbox_is_for_those_who_work_on_letters_and_of_a_unit_for_what_was_handed_to_it(mail: Desk) -> None:
    office, stage = mail
    number, other = office.left(), office.left("路灯坏了，请来修。", visitor="v-2")
    only = Person("褚一", "信息中心", frozenset({"信箱员"}), units=frozenset({"信息中心"}))
    add_person(office.app, "钱一", only, office.now)
    with stage.seat("张三") as seat:
        assert seat.get("/liuyan").status_code == 403
        assert "需要的角色是信箱员" in seat.get(f"/liuyan/{number}").text
    with stage.seat("冯一") as seat:
        add_person(office.app, "钱一", Person("卫一", "财政局", frozenset({"信息员"})), office.now)
        assert "现在没有渠道读文章留言" in seat.page("/pinglun")
        choices = re.findall(r"<option[^>]*>([^<]+)</option>", seat.page(f"/liuyan/{number}/ban/jiaoban"))
        assert choices == ["请选择", "信息中心", "综合办公室", "财政局（没有信箱员）"]
        assert "已交信息中心办理" in seat.done(f"/liuyan/{number}/ban/jiaoban", {"danwei": "信息中心"})
    with stage.seat("褚一") as seat:
        page = seat.page("/liuyan")
        assert number in page
        assert other not in page
        assert seat.get(f"/liuyan/{other}").status_code == 403
        assert seat.get("/liuyan", dw="综合办公室").status_code == 403
        assert other not in seat.post("/liuyan/chazhao", {"ci": "路灯"}).text
        assert seat.post(f"/liuyan/{other}/dafu", {"dafu": ANSWER, "seen": "0"}).status_code == 403


def test_an_answer_is_helped_by_texts_and_links_with_all_that_was_typed(mail: Desk) -> None:
    office, stage = mail
    office.put_out(office.approved())
    number = office.left()
    with stage.seat(CLERK) as seat:
        form = {"dafu": "您好。", "seen": "0", "chazhao": "安全生产检查"}
        page = seat.post(f"/liuyan/{number}/dafu", {**form, "zuo": "chazhao"})
        assert page.status_code == 200
        assert "关于开展安全生产检查的通知" in page.text
        button = re.search(r'value="(lianjie:[^"]+)"', page.text)
        assert button
        page = seat.post(f"/liuyan/{number}/dafu", {**form, "zuo": button[1]})
        assert "您好。\n《关于开展安全生产检查的通知》https://www.example.gov.cn" in page.text
        page = seat.post(
            f"/liuyan/{number}/dafu", {**form, "zuo": "changyong", "changyong": "办事指引"}, hx_request="true"
        )
        assert "您好。\n您好，您的留言收悉。" in page.text
        assert "<html" not in page.text
        assert office.letter(number).state is State.WAITING


def test_an_answer_counts_once_and_none_is_given_over_what_somebody_else_did_meanwhile(mail: Desk) -> None:
    office, stage = mail
    number = office.left()
    with stage.seat(CLERK) as seat, stage.seat("陈二") as other:
        page = seat.page(f"/liuyan/{number}")
        form = {"dafu": ANSWER, "seen": seen(page), "once": once(page)}
        with ThreadPoolExecutor(2) as twice:
            answers = list(twice.map(lambda _: seat.post(f"/liuyan/{number}/dafu", form), range(2)))
        assert [one.status_code for one in answers] == [303, 303]
        assert [step.text for step in office.letter(number).steps] == [ANSWER]
        late = other.post(f"/liuyan/{number}/dafu", {"dafu": "请等通知。", "seen": "0", "once": "x"})
        assert late.status_code == 409
        assert "又有人办理过" in late.text
        assert "请等通知。" in late.text
        again = {"dafu": "请等通知。", "seen": seen(late.text), "once": once(late.text)}
        assert "已答复" in other.done(f"/liuyan/{number}/dafu", again)


def test_what_is_refused_comes_back_as_it_was_typed(mail: Desk) -> None:
    office, stage = mail
    number = office.left()
    with stage.seat(CLERK) as seat:
        long = "长" * 5001
        page = seat.post(f"/liuyan/{number}/dafu", {"dafu": long, "seen": "0"})
        assert (page.status_code, long in page.text) == (409, True)
        closing = {"liyou": "不属于本机关职责", "shuoming": ""}
        page = seat.post(f"/liuyan/{number}/ban/buyu", closing)
        assert "写明该向哪里反映" in page.text
        assert "--" not in words(page.text)
        assert re.search(r'value="不属于本机关职责" checked', page.text)
        assert "已按不予答复办结" in seat.done(f"/liuyan/{number}/ban/buyu", {**closing, "shuoming": "请向市里反映。"})
        assert "不予答复" in words(seat.page(f"/liuyan/{number}"))
        assert "重新等答复" in seat.done(f"/liuyan/{number}/ban/chongban", {"liyou": "关错了"})
        assert "7 天" in words(seat.page(f"/liuyan/{number}")) or seat.done(
            f"/liuyan/{number}/ban/xianzhi", {"tian": "7"}
        )
        assert seat.get(f"/liuyan/{number}/ban/shanchu").status_code == 404


def test_letters_are_merged_and_their_files_open_only_here(mail: Desk) -> None:
    office, stage = mail
    picture = Part(kind=Kind.FILE, file=office.app.files.keep(PNG, "现场.png"))
    page = Part(kind=Kind.FILE, file=office.app.files.keep(b"<script>alert(1)</script>", "材料.html"))
    draft = replace(DRAFT, parts=(*DRAFT.parts, picture, page), visitor="v-2")
    first, second = office.left(), office.left(draft=draft)
    with stage.seat(CLERK) as seat:
        shown = seat.get(f"/liuyan/{second}/fujian/1")
        assert (shown.headers["content-type"], shown.content) == ("image/png", PNG)
        saved = seat.get(f"/liuyan/{second}/fujian/2")
        assert saved.headers["content-disposition"].startswith("attachment")
        assert saved.headers["content-type"] == "application/octet-stream"
        assert seat.get(f"/liuyan/{second}/fujian/7").status_code == 400
        assert "将在微信里通知留言人" in seat.done(f"/liuyan/{first}/dafu", {"dafu": ANSWER, "seen": "0"})
        assert f"/liuyan/{first}/gongkai" not in seat.page(f"/liuyan/{first}")
    office.later(timedelta(hours=48))
    with stage.seat(CLERK) as seat:
        again = {"dafu": f"{ANSWER}（示高管〔2025〕1号）", "seen": "1"}
        assert "微信里现在不能通知" in seat.done(f"/liuyan/{first}/dafu", again)
        with office.app.store.write() as work:
            for one in work.notices.about(about(first)):
                work.notices.move(one.id, Told.DUE, Told.LAPSED, says=TOO_LATE, now=office.now)
        assert TOO_LATE in seat.page(f"/liuyan/{first}")
        merged = seat.done(f"/liuyan/{second}/ban/hebing", {"bianhao": first})
        assert f"已合并到 {first}，这位留言人看得到那一件的答复" in merged
        assert f"已合并到 {first}" in words(seat.page(f"/liuyan/{second}"))
        table = seat.post("/liuyan/daochu", {"geshi": "csv"})
        assert first in table.content.decode("utf-8-sig")
    with stage.seat("张三") as seat:
        assert seat.get(f"/liuyan/{second}/fujian/1").status_code == 403


def test_answers_often_given_are_changed_by_the_office_and_keep_their_history(mail: Desk) -> None:
    _, stage = mail
    with stage.seat(CLERK) as seat:
        assert "办事指引" in seat.page("/liuyan/changyong")
        assert "已保存" in seat.done("/liuyan/changyong", {"mingcheng": "办事指引", "neirong": "请拨打12345。"})
        refused = seat.post("/liuyan/changyong", {"mingcheng": "办事指引", "neirong": "请拨打12345。"})
        assert "没有改动" in refused.text
        past = words(seat.page("/liuyan/changyong", mc="办事指引"))
        assert past.index("请拨打12345。") < past.index("程序自带 您好，您的留言收悉。您咨询的事项")
        assert "已删去" in seat.done("/liuyan/changyong/shanqu", {"mingcheng": "办事指引"})
        assert "（删去）" in seat.page("/liuyan/changyong", mc="办事指引")
    with stage.seat("张三") as seat:
        assert seat.get("/liuyan/changyong").status_code == 403


@pytest.mark.part("chromium")
def test_when_the_session_ends_while_somebody_writes_their_words_stay_and_are_sent_after_signing_in(
    mail: Desk, browser: Browser
) -> None:
    office, stage = mail
    number = office.left()
    with stage.window(browser, CLERK) as page:
        page.goto(f"{ROOT}/liuyan/{number}")
        page.get_by_label("答复的内容").fill("写了很久的答复。")
        page.context.clear_cookies()
        page.get_by_label("查找已公开的信息").fill("检查")
        page.get_by_role("button", name="查找").click()
        expect(page.locator("#said")).to_contain_text("登录已结束")
        expect(page.get_by_label("答复的内容")).to_have_value("写了很久的答复。")
        page.get_by_role("button", name="答复", exact=True).click()
        expect(page.get_by_text("您写的内容都在")).to_be_visible()
        assert "写了很久的答复。" in page.content()


@pytest.mark.part("chromium")
def test_the_pages_of_a_letter_work_in_a_browser_on_a_phone_too(mail: Desk, browser: Browser) -> None:
    office, stage = mail
    number = office.left(name="张三", phone="13900000000")
    with stage.window(browser, CLERK, PHONE) as page:
        errors = complaints(page)
        for path in ("/liuyan", "/liuyan/changyong", f"/liuyan/{number}/ban/buyu", f"/liuyan/{number}"):
            page.goto(ROOT + path)
            assert violations(page) == {}, path
            assert page.evaluate(STICKS_OUT) <= 0, path
        page.get_by_label("答复的内容").fill("您好。")
        page.get_by_label("常用答复").select_option("办事指引")
        page.get_by_role("button", name="放进答复").click()
        expect(page.get_by_label("答复的内容")).to_have_value(re.compile("您好。\n您好，您的留言收悉。"))
        page.get_by_label("查找已公开的信息").fill("检查")
        page.get_by_role("button", name="查找").click()
        expect(page.get_by_text("没有找到")).to_be_visible()
        page.get_by_role("button", name="答复", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("还有没填的空：〔地点〕、〔材料〕")
        written = page.get_by_label("答复的内容").input_value()
        page.get_by_label("答复的内容").fill(re.sub("〔(.+?)〕", r"\1", written))
        page.get_by_role("button", name="答复", exact=True).click()
        assert "已答复" in page.locator("#said").inner_text()
        assert [one for one in errors if "409" not in one] == []
    assert office.letter(number).answers[0].text.startswith("您好。\n您好")


def test_a_question_and_its_answer_go_into_review_with_what_is_personal_starred_out(mail: Desk) -> None:
    office, stage = mail
    number = office.left("我叫张三，电话13900000000，请问残疾人补贴到哪里办理？", name="张三", consent=True)
    secret = office.left("路灯坏了，请来修。", visitor="v-2")
    office.answered(number, "张三您好，请到政务大厅办理。")
    office.answered(secret)
    with stage.seat(CLERK) as seat:
        assert "没有同意公开" in seat.get(f"/liuyan/{secret}/gongkai").text
        page = seat.page(f"/liuyan/{number}/gongkai")
        texts = dict(re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL))
        assert not [text for text in texts.values() if "13900000000" in text or "张三" in text]
        filed = {"biaoti": "残疾人补贴到哪里办理", "lanmu": "互动交流", **texts}
        again = seat.post(f"/liuyan/{number}/gongkai", {**filed, "dafu": "请找李四，电话13900000001。"})
        assert (again.status_code, "请找李四，电话13900000001。" in again.text) == (409, True)
        assert "没有打码：13900000001" in again.text
        assert "已逐字核对" in again.text
        assert "已编为 2025-00001.1" in seat.done(f"/liuyan/{number}/gongkai", filed)
    with office.app.store.read() as work:
        edition = work.items.latest("2025-00001")
    assert edition.item.title == "残疾人补贴到哪里办理"
    assert "13900000000" not in edition.item.html
    with stage.seat("陈二") as seat:
        assert "送审要有信息员的角色" in seat.page(f"/liuyan/{number}/gongkai")
        assert seat.post(f"/liuyan/{number}/gongkai", {**filed, "hedui": "1"}).status_code == 403


def test_the_inbox_is_turned_by_fifty_and_keeps_what_was_chosen(mail: Desk) -> None:
    office, stage = mail
    numbers = [office.left(f"第{place}件：路灯坏了，请来修。", visitor=f"v-{place}") for place in range(52)]
    with stage.seat(CLERK) as seat:
        first = seat.page("/liuyan", zhuti="咨询")
        second = re.search(r'rel="next" href="([^"]+)"', first)
        assert second
        shown = {number for number in numbers if number in first}
        assert len(shown) == 50
        rest = seat.http.get(second[1].replace("&amp;", "&")).text
        assert {number for number in numbers if number in rest} == set(numbers) - shown
        assert "zhuti=" in second[1]
