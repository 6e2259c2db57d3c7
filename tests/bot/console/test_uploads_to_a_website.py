"""A website without a door, worked by hand from the upload page: entered, brought back, read, taken down."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bot.actions.tidy import tidy
from bot.actions.withdraw import withdraw
from bot.console.pages import ROOT
from bot.views.queue import lay_out, package
from channels.loopback import serving
from channels.manual import sandbox
from tests.bot.console.stage import DESKTOP, PHONE, Stage, opened, words
from tests.bot.console.test_every_page import faults_of
from tests.bot.office import SETTINGS, Office
from tests.channels.manual import clerk

BODY = """三月起对辖区企业开展安全生产检查，重点是仓储和危化品企业。

| 批次 | 检查对象 |
|---|---|
| 第一批 | 危险化学品经营单位 |

各企业于三月二十日前将自查情况报应急管理局。"""


@dataclass
class Platform:
    """The desk of an office whose notices go to a platform without a door, and that platform."""

    desk: Stage
    address: str

    def handed_over(self) -> str:
        """The path of a job that waits."""
        ref = self.desk.office.put_out(self.desk.office.approved(self.desk.office.item(body=BODY)))
        return f"/shangchuan/{ref}@cluster"

    def laid_out(self, job: str) -> Path:
        with self.desk.office.app.store.read() as work:
            delivery = work.deliveries.get(job.removeprefix("/shangchuan/"))
        found = package(self.desk.office.app, delivery)
        assert found is not None
        return lay_out(self.desk.office.app, delivery, found).parent

    def entered(self, job: str) -> str:
        return clerk.enter(self.address, self.laid_out(job))


@pytest.fixture
def platform(folder: Path) -> Iterator[Platform]:
    with serving(sandbox.build_app(folder / "platform", lambda: office.now)) as address:
        settings = folder / "gongkai.yaml"
        kind = f'{{{{kind: manual, medium: 政府网站, site: 市政府网站集约化平台, addresses: ["{address}"]}}}}'
        text = SETTINGS.replace("channels: [website], fresh", "channels: [cluster], fresh")
        text = text.replace("  press:", f"  cluster: {kind}\n  press:")
        settings.write_text(text.format(database="sqlite:///var/gongkai.db", review="[初审, 复审, 终审]"), "utf-8")
        office = Office(folder, settings).open()
        office.register()
        with opened(office) as desk:
            yield Platform(desk, address)
        office.app.close()


def test_a_notice_is_entered_brought_back_read_and_taken_down(platform: Platform) -> None:
    job = platform.handed_over()
    office = platform.desk.office
    with platform.desk.seat("孙七") as seat:
        seat.done(f"{job}/lingqu")
        page = seat.page(job)
        assert "在市政府网站集约化平台发布《关于开展安全生产检查的通知》" in words(page)
        assert "政府网站（市政府网站集约化平台）" in words(page)  # another channel is of the same medium
        assert '<label for="text-2">栏目路径</label>' in page
        assert "<td>危险化学品经营单位</td>" in page
        assert not [said for said in ("视频", "作品", "话题") if said in words(page)]
        office.later(timedelta(minutes=5))
        wrong = seat.post(f"{job}/queren", {"url": f"{platform.address}/art/2025/3/4/art_7.html"})
        assert "网站答复 404" in words(wrong.text)
        url = platform.entered(job)
        clerk.edit(platform.address, url, "第一批", "第1批")
        done = seat.done(f"{job}/queren", {"url": url})
        assert "已公开，已计入台账" in done
        assert "网页与稿件不同：没有了：“第一批”" in done
        withdraw(office.app, "周八", job[len("/shangchuan/") :].partition(".")[0], reason="已失效", now=office.now)
        tidy(office.app)
        seat.done(f"{job}/lingqu")
        assert "登录网站后台，按标题找到它，撤下" in words(seat.page(job))
        assert "网页还打得开" in words(seat.post(f"{job}/queren", {"url": url}).text)
        clerk.take_down(platform.address, url)
        assert "已撤回" in seat.done(f"{job}/queren", {"url": url})


@pytest.mark.part("chromium")
def test_the_text_is_copied_as_an_editor_takes_it(platform: Platform, browser: Browser) -> None:
    job = platform.handed_over()
    with platform.desk.seat("孙七") as seat:
        seat.done(f"{job}/lingqu")
    for size in (DESKTOP, PHONE):
        assert faults_of(platform.desk, browser, "孙七", job, size=size) == []
    with platform.desk.window(browser, "孙七") as page:
        page.context.grant_permissions(["clipboard-read"])
        page.goto(ROOT + job)
        page.get_by_role("button", name="复制").first.click()
        page.get_by_text("已复制").wait_for()
        held = page.evaluate(
            "navigator.clipboard.read().then(async ([one]) => (await one.getType('text/html')).text())"
        )
        assert '<table border="1"' in held
        assert "font-family" not in held
        page.goto(platform.laid_out(job).joinpath("交接单.html").as_uri())
        page.get_by_role("button", name="复制").first.click()
        assert page.get_by_role("button", name="已复制").is_visible()
