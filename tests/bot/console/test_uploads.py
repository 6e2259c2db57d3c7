"""The upload queue: claimed at the desk, taken to the phone, confirmed with a link."""

import io
from datetime import timedelta

import pytest
from PIL import Image
from playwright.sync_api import Browser

from bot.actions.people import add_person
from bot.console.pages import ROOT
from bot.views.counts import year_counts
from content.people import Person
from tests.bot.console.stage import DESKTOP, PHONE, Stage, words
from tests.bot.console.test_every_page import faults_of
from tests.bot.test_going_out import douyin_link

DECLARED = "“自主声明”不选“内容由AI生成”。"


@pytest.fixture
def job(desk: Stage) -> str:
    """The path of a video that waits for a person."""
    ref = desk.office.put_out(desk.office.approved(desk.office.video_item()))
    return f"/shangchuan/{ref}@douyin"


def screenshot() -> tuple[str, tuple[str, bytes, str]]:
    out = io.BytesIO()
    Image.new("RGB", (60, 120), (200, 30, 30)).save(out, "PNG")
    return "screenshot", ("../截图.png", out.getvalue(), "image/png")


def test_a_video_is_claimed_fetched_and_confirmed(desk: Stage, job: str) -> None:
    with desk.seat("孙七") as seat, desk.seat("周八") as other:
        assert "一分钟看懂安全生产检查" in words(seat.page("/shangchuan"))
        before = seat.page(job)
        assert "领取以后才看得到材料" in words(before)
        assert seat.get(f"{job}/wenjian/视频.mp4").status_code == 404
        assert "已领取，到 2025-03-04 10:00 为止" in seat.done(f"{job}/lingqu")
        page = seat.page(job)
        assert "三月起对辖区企业开展安全生产检查。" in page
        assert 'aria-label="二维码：在手机上打开本页"><svg' in page
        video = seat.get(f"{job}/wenjian/视频.mp4")
        assert video.headers["content-disposition"].startswith("attachment;")
        assert video.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert "孙七已领取" in words(other.page(job))
        assert other.get(f"{job}/wenjian/视频.mp4").status_code == 404
        desk.office.later(timedelta(minutes=30))
        done = seat.done(f"{job}/queren", {"url": f"看这个 {douyin_link(desk.office)}", "declared": DECLARED})
        assert "已完成、已公开，已计入台账" in done
        assert "现在没有等人上传或办理的" in words(seat.page("/shangchuan"))
    assert year_counts(desk.office.app, 2025).counts.media["政务抖音"] == 1


def test_a_refused_confirmation_keeps_what_was_typed_and_the_screenshot(desk: Stage, job: str) -> None:
    with desk.seat("孙七") as seat:
        seat.done(f"{job}/lingqu")
        typed = {"url": "https://www.example.com/x", "published": "2025-03-04T08:59", "step": "上传“视频.mp4”。"}
        undeclared = seat.post(f"{job}/queren", typed, [screenshot()])
        assert undeclared.status_code == 409
        assert "还没有勾选必须声明的一步" in words(undeclared.text)
        assert 'value="上传“视频.mp4”。" checked' in undeclared.text
        assert "已收到“截图.png”" in undeclared.text
        kept = undeclared.text.partition('name="screenshot_kept" value="')[2].partition('"')[0]
        wrong = seat.post(f"{job}/queren", {**typed, "declared": DECLARED, "screenshot_kept": kept})
        assert "这是 www.example.com 的链接，不是抖音的" in words(wrong.text)
        assert "https://www.example.com/x" in wrong.text
        assert 'value="2025-03-04T08:59"' in wrong.text
        desk.office.later(timedelta(minutes=30))
        taken = {"declared": DECLARED, "screenshot_kept": kept, "once": "one"}
        review = seat.done(f"{job}/queren", taken)
        seat.done(f"{job}/queren", taken)
        assert "等人完成、平台已收、未公开。" in review
        assert "已交平台，等审核" in words(seat.page("/shangchuan"))


def test_a_screenshot_is_looked_at_whatever_it_is_called(desk: Stage, job: str) -> None:
    with desk.seat("孙七") as seat:
        seat.done(f"{job}/lingqu")
        page = b"<html><script>alert(1)</script>"
        answer = seat.post(f"{job}/queren", {"declared": DECLARED}, [("screenshot", ("截图.png", page, "image/png"))])
        assert "“截图.png”没有收下：图片打不开" in words(answer.text)


def test_the_same_confirmation_sent_twice_is_one(desk: Stage, job: str) -> None:
    with desk.seat("孙七") as seat:
        seat.done(f"{job}/lingqu")
        desk.office.later(timedelta(minutes=30))
        form = {"url": douyin_link(desk.office), "declared": DECLARED, "once": "one"}
        assert seat.done(f"{job}/queren", form) != ""
        assert "这件事不用再办了" in seat.done(f"{job}/queren", form)


def test_who_may_not_hand_over_sees_the_task_and_takes_nothing(desk: Stage, job: str) -> None:
    with desk.seat("张三") as seat:
        assert "的上传员或发布员办理" in words(seat.page(job))
        assert seat.post(f"{job}/lingqu").status_code == 403
        assert seat.post(f"{job}/queren", {"url": "x", "declared": DECLARED}).status_code == 403
        assert seat.post(f"{job}/saoma").status_code == 403
        assert seat.get("/shangchuan/2025-09999.1@douyin").status_code == 400


def test_an_uploader_of_another_unit_sees_nothing_to_do(desk: Stage, job: str) -> None:
    stranger = Person("郑一", "财政局", frozenset({"上传员"}), units=frozenset({"财政局"}))
    add_person(desk.office.app, "钱一", stranger, desk.office.now)
    with desk.seat("郑一") as seat:
        assert "一分钟看懂" not in words(seat.page("/shangchuan"))
        assert "的上传员或发布员办理" in words(seat.page(job))
        assert seat.post(f"{job}/lingqu").status_code == 403


def test_somebody_away_is_relieved_by_the_administrator(desk: Stage, job: str) -> None:
    with desk.seat("孙七") as seat, desk.seat("钱一") as administrator:
        seat.done(f"{job}/lingqu")
        with desk.seat("周八") as late:
            said = words(late.post(f"{job}/lingqu").text)
        assert "没有办成：" in said
        assert "已由孙七领取" in said
        assert "孙七已领取，到 2025-03-04 10:00 为止" in said  # the job itself, not a page that leads nowhere
        assert "替孙七退回" in administrator.page(job)
        assert "别人可以领取" in administrator.done(f"{job}/tuihui")
    desk.office.later(timedelta(days=2))
    with desk.seat("孙七") as seat:
        assert "超时" in words(seat.page("/shangchuan", channel="douyin"))
        assert "没有这样的任务" in words(seat.page("/shangchuan", mine="1"))


def test_the_second_code_opens_the_materials_while_the_claim_lasts(desk: Stage, job: str) -> None:
    with desk.seat("孙七") as seat, desk.seat() as phone:
        assert seat.post(f"{job}/saoma").status_code == 409
        seat.done(f"{job}/lingqu")
        page = seat.post(f"{job}/saoma").text
        address = page.partition("</label>")[2].partition("<textarea")[2].partition(">")[2].partition("<")[0].strip()
        assert "上传“视频.mp4”" in phone.http.get(address).text
        seat.done(f"{job}/tuihui")
        assert phone.http.get(address).status_code == 404


@pytest.mark.part("chromium")
def test_the_task_fits_a_phone_and_copies_without_a_clipboard(desk: Stage, browser: Browser, job: str) -> None:
    with desk.seat("孙七") as seat:
        seat.done(f"{job}/lingqu")
    assert faults_of(desk, browser, "孙七", job, size=PHONE) == []
    assert faults_of(desk, browser, "孙七", job, size=DESKTOP) == []
    with desk.window(browser, "孙七", PHONE) as page:
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        page.goto(ROOT + job)
        page.get_by_role("button", name="复制").first.click()
        page.get_by_text("已复制").wait_for()
        assert page.evaluate("getSelection().toString() || document.activeElement.value") == "一分钟看懂安全生产检查"
