"""What a person says of a page whose outcome nobody knows is read back, too."""

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from channels.channel import Context, Sight
from channels.errors import Refused
from channels.loopback import serving
from channels.pieces import Evidence
from channels.reading_back import PAGE
from content.delivery import State
from content.receipt import Standing

from .desk import WebOffice


def test_it_is_believed_when_the_page_says_so(office: WebOffice) -> None:
    office.site.finds = False
    edition = office.edition()
    office.site.lose("create", "before")
    office.publish(edition)
    doubtful = office.look_after(edition)
    assert doubtful.state is State.UNCONFIRMED
    made = office.website.prepare(edition, Context())
    pages = FastAPI(openapi_url=None)
    pages.get("/1.html")(lambda: HTMLResponse(f"<h1>{made.title}</h1>{made.html}"))
    pages.get("/2.html")(lambda: HTMLResponse("<h1>登录</h1><p>请先登录网站后台，再办理有关事项。</p>"))
    with serving(pages) as address:
        for wrong in ("2.html", "3.html"):
            with pytest.raises(Refused, match=f"核对 {address}/{wrong}"):
                office.by_hand.settle_unconfirmed(
                    doubtful.dispatch_id, out=True, evidence=told(office, f"{address}/{wrong}")
                )
        office.by_hand.settle_unconfirmed(doubtful.dispatch_id, out=True, evidence=told(office, f"{address}/1.html"))
    with office.store.read() as work:
        done = work.deliveries.get(edition.key("website"))
    assert (done.standing, done.evidence[PAGE]) == (Standing.LIVE, Sight.THERE)


def told(office: WebOffice, url: str) -> Evidence:
    return Evidence(by="钱七", at=office.scene.clock(), url=url)
