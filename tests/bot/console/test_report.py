"""The annual report in the browser: figures with their rows, text, checks, freezing, documents, periods, freshness."""

import html
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser

from bot.actions.make_report import make
from bot.views.annual_report import drafted
from bot.views.report_draft import folder_of
from bot.views.report_folder import TEXT, ReportFolder
from content.registers.applications import OUTCOMES, Way
from content.report import text_file
from content.zone import SHANGHAI
from tests.bot.console.stage import DESKTOP, PHONE, Seat, Stage, opened, words
from tests.bot.console.test_every_page import faults_of
from tests.bot.office import PEOPLE, make_office
from tests.bot.report.figures.filling import CLERK, Handed, application, apply, enter
from tests.content.registers.applicants import CITIZEN

YEAR = 2025
AFTER = datetime(2026, 1, 8, 9, 0, tzinfo=SHANGHAI)
PATIENCE = 60
HOME = f"/nianbao/{YEAR}"


@pytest.fixture
def desk(folder: Path) -> Iterator[Stage]:
    """On 8 January: an item was published last year, and something is in the registers."""
    office = make_office(folder)
    office.register({**PEOPLE, CLERK: {"依申请公开", "统计"}, "冯十二": {"统计"}})
    office.put_out(office.approved())
    filed = {"kind": "行政复议", "filed_on": date(YEAR, 2, 1), "party": "张三丰", "subject": "不服答复"}
    enter(office.app.store, "cases", **filed)
    enter(office.app.store, "fees", title="停车费", month=date(YEAR, 1, 1), unit="城管办", amount=Decimal("12.5"))
    office.now = AFTER
    with opened(office) as built:
        yield built
    office.app.close()


def settled(seat: Seat, path: str, waiting: str, **query: str) -> str:
    """What a page says when what it waits for is there."""
    give_up = time.monotonic() + PATIENCE
    while waiting in (page := seat.page(path, **query)):
        assert time.monotonic() < give_up, words(page)
        time.sleep(0.05)
    return page


def shown(seat: Seat, path: str, **query: str) -> str:
    return settled(seat, path, "正在按台账和登记计算", **query)


def job_done(seat: Seat, path: str) -> str:
    return words(settled(seat, path, "正在办"))


def filled_in(desk: Stage, change: Callable[[str], str] = str) -> None:
    """Staff wrote in the report's folder what the drafts ask for."""
    folder = ReportFolder(folder_of(desk.office.app, YEAR))
    before, *blanks = text_file.write(drafted(desk.office.app, YEAR)[1], folder.text()).split("〔请填写：")
    text = before + "".join(f"本年度开展了相关工作。{blank.partition('〕')[2]}" for blank in blanks)
    folder.keep_text(change(text))


def test_each_figure_leads_to_its_rows_and_these_to_what_they_are_about(desk: Stage) -> None:
    with desk.seat("吴九") as seat:
        assert "还有 23 天" in words(seat.page("/nianbao"))
        page = shown(seat, f"{HOME}/biaoge")
        address = "/shu?figure=table2.%E8%A1%8C%E6%94%BF%E4%BA%8B%E4%B8%9A%E6%80%A7%E6%94%B6%E8%B4%B9."
        assert f"/gzt{HOME}{address}" in page
        fee = seat.page(f"{HOME}/shu", figure="表二.行政事业性收费.本年收费金额")
        assert 'href="/gzt/dengji/fees/fees-2025-0001"' in fee
        assert "12.5" in words(fee)
        assert 'href="/gzt/taizhang/' in seat.page(f"{HOME}/shu", figure="media.政府网站")
        assert "这个数是 0" in words(seat.page(f"{HOME}/shu", figure="table3.r1.自然人"))
        assert seat.get(f"{HOME}/shu", figure="table9").status_code == 400
        case = "table4.行政复议.总计"
        assert "张三丰" not in seat.page(f"{HOME}/shu", figure=case)
    with desk.seat(CLERK) as seat:
        assert "张三丰" in seat.page(f"{HOME}/shu", figure=case)


def test_rows_lead_only_to_what_the_person_may_open(desk: Stage) -> None:
    faxed = replace(CITIZEN, way=Way.FAX)
    handed = Handed(faxed, date(YEAR, 3, 2), days=5, outcome=next(iter(OUTCOMES)), late=False, voided=False)
    number = apply(desk.office.app.store, application(handed)).number
    asked = {"figure": "ways.传真"}
    with desk.seat("吴九") as seat:
        page = settled(seat, f"{HOME}/shu", "正在按台账和登记计算", **asked)
        assert number in words(page)
        assert "由“依申请公开”办理，您没有这个角色" in words(page)
        assert "/gzt/shenqing/2" not in page
    with desk.seat(CLERK) as seat:
        assert "/gzt/shenqing/2" in seat.page(f"{HOME}/shu", **asked)


def test_figures_follow_the_log_and_the_page_says_when_they_were_made(desk: Stage) -> None:
    with desk.seat("吴九") as seat:
        assert ">12.5</a>" in shown(seat, f"{HOME}/biaoge")
        assert "按 2026-01-08 09:00 的台账和登记计算" in words(seat.page(f"{HOME}/biaoge"))
        enter(desk.office.app.store, "fees", title="停车费", month=date(YEAR, 2, 1), amount=Decimal("1.25"))
        page = settled(seat, f"{HOME}/biaoge", "正在重新计算")
        assert ">13.75</a>" in page
        assert "新的数已经算好" in words(seat.page(f"{HOME}/biaoge", shown="2026-01-01T00:00:00+08:00"))


def test_text_written_in_the_browser_is_the_text_in_the_folder(desk: Stage) -> None:
    folder = ReportFolder(folder_of(desk.office.app, YEAR))
    with desk.seat("吴九") as seat:
        page = shown(seat, f"{HOME}/zhengwen/5")
        fields = written(page)
        fields["text-0"] = "（一）存在的主要问题。公开的渠道还不够多。\n\n宣传也不够。"
        fields["text-1"] = ""
        assert "已保存" in seat.done(f"{HOME}/zhengwen/5", fields)
        assert text_file.read(folder.text())["五"].split("\n\n")[1] == "宣传也不够。"
        make(desk.office.app, "吴九", YEAR, now=desk.office.now)
        page = seat.page(f"{HOME}/zhengwen/5")
        assert "公开的渠道还不够多" in page
        assert "删掉了的草稿段落" in page
        back = {**written(page), "fresh-0": "1", "back": "五.改进情况"}
        seat.done(f"{HOME}/zhengwen/5", back)
        assert "〔请填写：" in text_file.read(folder.text())["五"]
        assert "改之前.md" in seat.page(f"{HOME}/wenjian")
        assert "宣传也不够。" in folder.text()


def test_stale_numbers_are_pointed_out_where_they_stand(desk: Stage) -> None:
    filled_in(desk, lambda text: text.replace("总计1条", "总计9条"))
    with desk.seat("吴九") as seat:
        assert "其中的 9 现在算出来是 1" in words(shown(seat, f"{HOME}/zhengwen"))
        page = seat.page(f"{HOME}/zhengwen/1")
        assert "其中的 9 现在算出来是 1，请核对后改正。" in words(page)
        assert "保存时换成这个草稿" in words(page)
        assert f'href="/gzt{HOME}/zhengwen/1">去改这一段' in seat.page(f"{HOME}/jiancha")


def test_of_two_who_write_the_later_one_sees_the_other_and_loses_nothing(desk: Stage) -> None:
    with desk.seat("吴九") as first, desk.seat("冯十二") as second:
        mine = written(shown(first, f"{HOME}/zhengwen/6"))
        page = second.page(f"{HOME}/zhengwen/6")
        assert "吴九 也打开着这一部分" in words(page)
        theirs = written(page)
        for _ in "ab":  # a double click is nobody else
            first.done(f"{HOME}/zhengwen/6", {**mine, "text-new": "收费依据见附件。"})
        refused = second.post(f"{HOME}/zhengwen/6", {**theirs, "text-new": "没有其他事项。"})
        assert refused.status_code == 409
        assert "别人改过这一部分" in words(refused.text)
        assert "收费依据见附件。" in refused.text
        assert "没有其他事项。" in refused.text
        second.done(f"{HOME}/zhengwen/6", written(refused.text))
        assert "没有其他事项。" in second.page(f"{HOME}/zhengwen")


def test_a_report_is_frozen_after_its_findings_were_shown(desk: Stage) -> None:
    with desk.seat("吴九") as seat:
        page = words(shown(seat, f"{HOME}/dongjie"))
        assert "必须先改" in page
        assert "冻结第 1 版 不冻结" not in page
        filled_in(desk)
        page = seat.page(f"{HOME}/dongjie")
        assert "把现在的数和文字存成第 1 版" in words(page)
        seat.post(f"{HOME}/dongjie", {"once": "one"})
        assert seat.post(f"{HOME}/dongjie", {"once": "one"}).status_code == 303
        assert "已冻结第 1 版" in job_done(seat, f"{HOME}/dongjie")
        versions = seat.page(f"{HOME}/banben")
        assert "完好" in words(versions)
        again = words(seat.page(f"{HOME}/dongjie"))
        assert "与第 1 版完全相同，不用再冻结" in again
        assert "第 2 版" not in again
        enter(desk.office.app.store, "fees", title="停车费", month=date(YEAR, 2, 1), amount=Decimal("1.25"))
        differ = words(settled(seat, f"{HOME}/banben", "正在重新计算", old="1", new="0"))
        assert "12.5 13.75" in differ
        seat.post(f"{HOME}/banben/1", {})
        assert "第 1 版的文件已生成" in job_done(seat, f"{HOME}/banben")
        path = re.findall(rf'href="/gzt({HOME}/banben/1/[^"]+)" download>JSON', seat.page(f"{HOME}/banben"))[0]
        record = seat.get(html.unescape(path))
        assert record.json()["year"] == YEAR
        assert record.headers["content-disposition"].startswith("attachment")
        assert "没有“政府信息公开年报”这个栏目" in words(seat.page(f"{HOME}/songshen"))
        seat.post(f"{HOME}/songshen", {})
        assert "没有办成" in job_done(seat, f"{HOME}/songshen")
        assert "不是按现在的数和文字生成的" in words(seat.page(f"{HOME}/dongjie"))
        folder = ReportFolder(folder_of(desk.office.app, YEAR))
        folder.keep_text(folder.text().replace("本年度开展了相关工作。", "本年度开展了三项工作。"))
        make(desk.office.app, "吴九", YEAR, now=desk.office.now)
        seat.post(f"{HOME}/dongjie", {})
        assert "更正已冻结的年报要写明理由" in job_done(seat, f"{HOME}/dongjie")
        seat.post(f"{HOME}/dongjie", {"reason": "漏了二月"})
        assert "已冻结第 2 版" in job_done(seat, f"{HOME}/dongjie")
        page = words(settled(seat, f"{HOME}/banben", "正在按台账和登记计算", old="1", new="2"))
        assert "本年度开展了三项工作。" in page
        assert "现行有效" not in page  # a paragraph that is as it was


def test_documents_are_made_beside_the_page_and_given_out_as_files(desk: Stage) -> None:
    with desk.seat("吴九") as seat:
        seat.post(f"{HOME}/wenjian", {})
        page = job_done(seat, f"{HOME}/wenjian")
        assert "各种文件已按现在的数和文字生成" in page
        assert "处必须先改" in page
        name = f"示范高新区管委会{YEAR}年政府信息公开工作年度报告.docx"
        answer = seat.get(f"{HOME}/wenjian/{name}")
        assert answer.content.startswith(b"PK")
        assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert seat.get(f"{HOME}/wenjian/核对.html").status_code == 400
        assert seat.get(f"{HOME}/wenjian/..%2Fgongkai.yaml").status_code in (400, 404)
        assert TEXT in page


def test_who_makes_no_reports_sees_none_and_everybody_sees_periods_and_freshness(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        assert HOME not in seat.page("/nianbao")
        for page in ("zhengwen", "biaoge", "jiancha", "banben", "wenjian", "dongjie", "songshen", "zhengwen/1"):
            assert seat.get(f"{HOME}/{page}").status_code == 403
        assert seat.get(f"{HOME}/shu", figure="media.政府网站").status_code == 403
        assert seat.post(f"{HOME}/wenjian", {}).status_code == 403
        assert "3月" in words(seat.page("/nianbao/jidu", year=str(YEAR)))
        quarter = settled(seat, "/nianbao/jidu", "正在计算", year=str(YEAR), period="q1", by="unit")
        assert "综合办公室 1 0 +1" in words(quarter)
        sheet = seat.get("/nianbao/jidu/daochu", year=str(YEAR), period="q1")
        named = unquote(sheet.headers["content-disposition"])
        moment = desk.office.now.astimezone(SHANGHAI)
        assert f"{YEAR}年第一季度信息公开数据（{moment:%Y%m%d-%H%M}）.xlsx" in named
        lines = load_workbook(BytesIO(sheet.content)).active.iter_rows(values_only=True)
        assert ("单位", "综合办公室", 1, 0, 1) in [line[:5] for line in lines]
        fresh = words(seat.page("/nianbao/gengxin"))
        assert "已超期" in fresh
        assert "gongkai" not in fresh
    with desk.seat("吴九") as seat:
        assert seat.get("/nianbao/2030/biaoge").status_code == 400
        assert seat.get("/nianbao/2015/biaoge").status_code == 400


@pytest.mark.part("chromium")
def test_the_pages_of_a_year_fit_and_are_accessible(desk: Stage, browser: Browser) -> None:
    filled_in(desk, lambda text: text.replace("总计1条", "总计9条"))
    with desk.seat("吴九") as seat:
        shown(seat, f"{HOME}/biaoge")
    wide, narrow = ("biaoge",), ("zhengwen/1", "biaoge", "dongjie", "wenjian")
    looks = [*((path, DESKTOP) for path in wide), *((path, PHONE) for path in narrow)]
    found = [(path, faults_of(desk, browser, "吴九", f"{HOME}/{path}", size=size)) for path, size in looks]
    assert [(path, faults) for path, faults in found if faults] == []


@pytest.mark.part("chromium")
def test_a_figure_is_followed_to_its_entry_by_clicking(desk: Stage, browser: Browser) -> None:
    with desk.seat("吴九") as seat:
        shown(seat, f"{HOME}/biaoge")
    with desk.window(browser, "吴九") as page:
        page.goto(f"/gzt{HOME}/biaoge")
        page.get_by_role("link", name="12.5", exact=True).click()
        page.get_by_role("link", name="收费 2025-0001").click()
        assert page.get_by_role("heading", name="收费 2025-0001").is_visible()


def written(page: str) -> dict[str, str]:
    """What a browser would send of the form of a section."""
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    fields = {name: html.unescape(text) for name, text in areas}
    hidden = re.findall(r'<input type="hidden" name="((?:key|seen|count)[^"]*)" value="([^"]*)"', page)
    return {**fields, **{name: html.unescape(value) for name, value in hidden}}
