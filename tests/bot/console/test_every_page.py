"""Every page of the console in a real browser: at desktop and phone width, with and without scripts."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser, Page

from bot.console.pages import ROOT
from tests.bot.console.stage import DESKTOP, PHONE, Stage
from tests.browsing import STICKS_OUT, complaints, violations

PAGES = [
    ("张三", "/"),
    ("", "/denglu"),
    ("张三", "/wode"),
    ("张三", "/wode/liangbu"),
    ("张三", "/renyuan"),
    ("钱一", "/renyuan"),
    ("钱一", "/renyuan/xinzeng"),
    ("钱一", "/renyuan/denglujilu"),
    ("钱一", "/renyuan/ren/王五"),
    ("钱一", "/renyuan/ren/王五/xiugai"),
    ("张三", "/gaojian"),
    ("张三", "/taizhang"),
    ("张三", "/taizhang/hedui"),
    ("张三", "/gaojian/caogao"),
    ("张三", "/gaojian/xinjian"),
    ("李四", "/shenhe"),
    ("周八", "/fabu"),
    ("周八", "/fabu/heshi"),
    ("周八", "/fabu/wangye"),
    ("周八", "/qudao"),
    ("钱一", "/qudao/website"),
    ("孙七", "/shangchuan"),
    ("吴九", "/kanbo"),
    ("吴九", "/kanbo/daoru"),
    ("吴九", "/kanbo/biaoge"),
    ("钱一", "/shezhi"),
    ("钱一", "/shezhi/caidan"),
    ("钱一", "/shezhi/jiaqi"),
    ("钱一", "/shezhi/cidian"),
    ("吴九", "/dengji"),
    ("吴九", "/dengji/fees"),
    ("吴九", "/dengji/cases/xinzeng"),
    ("吴九", "/nianbao"),
    ("吴九", "/nianbao/2024/banben"),
    ("吴九", "/nianbao/jidu"),
    ("吴九", "/nianbao/gengxin"),
    ("吴九", "/dengji/fees/daoru"),
    ("吴九", "/dengji/documents/jianyi"),
]
"""Who opens it, and its path; a part whose pages need something to show has tests like this one of its own."""


@pytest.mark.part("chromium")
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_fits_is_accessible_and_makes_the_browser_complain_of_nothing(
    desk: Stage, browser: Browser, size: Mapping[str, int]
) -> None:
    found: dict[str, list[str]] = {}
    for name in dict(PAGES):
        with desk.window(browser, name, size) as page:
            errors = complaints(page)
            for path in (path for who, path in PAGES if who == name):
                found[f"{name} {path}"] = [*_faults(page, path), *errors]
                errors.clear()
    assert {where: faults for where, faults in found.items() if faults} == {}


def faults_of(desk: Stage, browser: Browser, name: str, path: str, *, size: Mapping[str, int]) -> list[str]:
    with desk.window(browser, name, size) as page:
        errors = complaints(page)
        return [*_faults(page, path), *errors]


def _faults(page: Page, path: str) -> list[str]:
    answer = page.goto(ROOT + path)
    assert answer is not None
    status = [] if answer.status == 200 else [f"status {answer.status}"]
    wide = ["sticks out"] if page.evaluate(STICKS_OUT) > 0 else []
    return [*status, *wide, *(f"{rule}: {place}" for rule, place in violations(page).items())]


@pytest.mark.part("chromium")
def test_a_list_is_printed_as_a_table_and_nothing_is_offered_that_cannot_be_pressed(
    desk: Stage, browser: Browser
) -> None:
    ref = desk.office.submitted()
    with desk.window(browser, "李四", {"width": 794, "height": 1123}, scripts=False) as page:
        page.goto(f"{ROOT}/shenhe/{ref}")
        assert page.get_by_role("button", name="通过").is_visible()
        assert not page.get_by_text("引用选中的文字").first.is_visible()
        page.emulate_media(media="print")
        page.goto(f"{ROOT}/taizhang")
        assert page.locator("tbody tr").first.evaluate("row => getComputedStyle(row).display") == "table-row"
        assert not page.get_by_role("navigation").first.is_visible()
        assert not page.get_by_role("link", name="核对台账").is_visible()
