"""An article as a follower sees it, in a real browser at the width of a phone."""

import pytest
from playwright.sync_api import Browser

from tests.browsing import STICKS_OUT, violations
from tests.channels.wechat.account import Office
from tests.channels.wechat.test_rendition import table

pytestmark = [pytest.mark.part("chromium"), pytest.mark.part("fonts")]

PHONE = 390
OURS = {"include": [["article"]]}  # what stands around it is the platform's


def test_an_article_with_tables_can_be_read_on_a_phone(at: Office, browser: Browser) -> None:
    html = f'<p>附表如下。</p>{table(3, 4)}{table(7, 3)}<p><a href="https://www.example.gov.cn/">官网</a></p>'
    [receipt] = at.live(at.channel(), at.dispatch(at.edition(html=html)))
    page = browser.new_page(viewport={"width": PHONE, "height": 900})
    page.goto(receipt.url)
    assert page.evaluate(STICKS_OUT) <= 0
    assert violations(page, OURS) == {}
    page.close()
