"""The loopback web server serves the folder as the real one does."""

from collections.abc import Iterator

import httpx
import pytest

from channels.static.sandbox import serving
from tests.channels.static.website import Website


@pytest.fixture
def web(at: Website) -> Iterator[httpx.Client]:
    at.publish(attachments=(at.files.keep(b"ofd", "文件.ofd"),))
    with serving(at.site, "https://www.example.gov.cn/gxq") as home, httpx.Client(base_url=home) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("", 200, "text/html; charset=utf-8"),
        ("tzgg/", 200, "text/html; charset=utf-8"),
        ("tzgg/2026/2026-00001.html", 200, "text/html; charset=utf-8"),
        ("tzgg/2026/2026-00001.json", 200, "application/json; charset=utf-8"),
        ("rss.xml", 200, "application/xml; charset=utf-8"),
        ("assets/style.css", 200, "text/css; charset=utf-8"),
        ("nothing.html", 404, "text/html; charset=utf-8"),
        (".gongkai/seen.json", 404, "text/html; charset=utf-8"),
        ("%2e%2e/gongkai.db", 404, "text/html; charset=utf-8"),
    ],
)
def test_files_are_served_with_their_types_and_nothing_else(
    web: httpx.Client, path: str, status: int, kind: str
) -> None:
    answer = web.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, kind)
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_folder_without_its_slash_leads_to_the_one_with(web: httpx.Client) -> None:
    answer = web.get("tzgg")
    assert (answer.status_code, answer.headers["location"]) == (301, "tzgg/")
