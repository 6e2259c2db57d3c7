"""In a real browser, at the width of a desk and of a phone: nothing sticks out, and axe finds nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from channels.static.sandbox import serving
from tests.browsing import STICKS_OUT, complaints, violations
from tests.channels.static.sample import fill
from tests.channels.static.website import website

pytestmark = [pytest.mark.part("chromium"), pytest.mark.part("fonts")]

WIDTHS = {"desk": 1280, "phone": 360}


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    with website(tmp_path_factory.mktemp("browser")) as at:
        paths = fill(at)
        with serving(at.site) as home:
            yield [home.rstrip("/") + path for path in paths]


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS.keys())
def test_nothing_sticks_out_and_axe_finds_nothing(browser: Browser, addresses: list[str], width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    errors = complaints(page)
    for address in addresses:
        page.goto(address)
        assert page.evaluate(STICKS_OUT) <= 0, address
        assert violations(page) == {}, address
    assert errors == []
    page.close()


def test_a_phone_shows_the_whole_catalogue_without_scrolling_sideways(browser: Browser, addresses: list[str]) -> None:
    page = browser.new_page(viewport={"width": WIDTHS["phone"], "height": 900})
    catalogues = [address for address in addresses if "/fdzdgknr/" in address and not address.endswith("/")]
    assert catalogues
    for address in catalogues:
        page.goto(address)
        sticks_out = page.evaluate("[...document.querySelectorAll('.scroll')].map(e => e.scrollWidth - e.clientWidth)")
        assert sticks_out == [0], address
    page.close()


def test_the_keyboard_comes_past_the_navigation_first(browser: Browser, addresses: list[str]) -> None:
    page = browser.new_page()
    page.goto(addresses[0])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()
