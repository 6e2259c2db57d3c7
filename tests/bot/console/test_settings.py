"""Settings are read, not changed, and name no secret; the account's menu is compared, pushed and brought back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bot.console.pages import ROOT
from bot.views.menu import differences
from tests.bot.account_office import SECRETS, AccountOffice, account_office
from tests.bot.console.stage import PHONE, Stage, opened, words
from tests.browsing import STICKS_OUT, violations


@pytest.fixture
def account(tmp_path: Path) -> Iterator[tuple[Stage, AccountOffice]]:
    """A stage whose office has an account; its secrets are in the environment it was opened with, as in the demo."""
    with account_office(tmp_path) as office, opened(office) as stage:
        yield stage, office


def test_the_settings_are_shown_without_secrets_and_with_the_faults_of_the_file(
    account: tuple[Stage, AccountOffice],
) -> None:
    stage, office = account
    with stage.seat("张三") as seat:
        page = words(seat.page("/shezhi"))
        assert "wechat.secret 已设置（不显示） wechat.token 没有设置" in page
        assert SECRETS["WECHAT_SECRET"] not in page
        assert "database sqlite（文件 gongkai.db）" in page
        assert "改过了" not in page
        text = office.settings.read_text(encoding="utf-8")
        office.settings.write_text(text.replace("basis: added", "basis: once"), encoding="utf-8")
        assert "改过了，重新启动" in words(seat.page("/shezhi"))
        office.settings.write_text(text.replace("basis: added", "basis: alle"), encoding="utf-8")
        assert "设置文件现在有 1 处错误" in words(seat.page("/shezhi"))


def test_a_menu_is_compared_pushed_and_restored(account: tuple[Stage, AccountOffice]) -> None:
    stage, office = account
    office.wechat.make_menu_on_website([{"type": "view", "name": "官网", "url": "https://www.example.gov.cn/"}])
    with stage.seat("钱一") as seat, stage.seat("张三") as other:
        assert "信息公开" in words(seat.page("/shezhi/caidan"))
        page = words(seat.page("/shezhi/caidan", compare="1"))
        assert "新增 信息公开 展开 2 个下级按钮" in page
        assert "去掉 官网" in page
        assert "推送和恢复由管理员办理" in words(other.page("/shezhi/caidan", compare="1"))
        assert other.post("/shezhi/caidan/tuisong").status_code == 403
        assert "菜单已推送" in seat.done("/shezhi/caidan/tuisong")
        assert differences(office.app) == []
        assert "没有改动" in seat.done("/shezhi/caidan/tuisong")
        assert "已恢复到原来的菜单：官网" in seat.done("/shezhi/caidan/huifu")
        office.wechat.set(down=True)
        assert "现在查不到账号的菜单" in words(seat.page("/shezhi/caidan", compare="1"))


@pytest.mark.part("chromium")
def test_the_comparison_comes_by_itself_and_fits_a_phone(
    account: tuple[Stage, AccountOffice], browser: Browser
) -> None:
    stage, _ = account
    with stage.window(browser, "钱一", PHONE) as page:
        page.goto(f"{ROOT}/shezhi/caidan")
        page.get_by_role("button", name="推送", exact=True).wait_for()
        assert violations(page) == {}
        assert page.evaluate(STICKS_OUT) == 0
