"""Pages for everybody: well-formed, with landmarks and headings in order, nothing loaded from elsewhere, no script."""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.channels.static.sample import fill
from tests.channels.static.website import website

VOID = {"meta", "link", "img", "br", "hr", "input", "source"}


class Nesting(HTMLParser):
    """Every element is closed, by its own tag and in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.wrong += self.open

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    folder = tmp_path_factory.mktemp("reader")
    with website(folder, base_url="https://www.example.gov.cn/gxq") as at:
        fill(at)
        yield {path: text.decode() for path, text in at.everything().items() if path.endswith(".html")}


def soups(pages: dict[str, str]) -> Iterator[tuple[str, BeautifulSoup]]:
    return ((path, BeautifulSoup(text, "html.parser")) for path, text in pages.items())


def test_every_page_is_well_formed_with_a_title_of_its_own(pages: dict[str, str]) -> None:
    assert {path: Nesting(text).wrong for path, text in pages.items() if Nesting(text).wrong} == {}
    titles = [str(page.title) for _, page in soups(pages)]
    notices = [title for title in titles if "已撤回" in title]
    assert len(set(titles)) == len(titles)
    assert len(notices) == 1


def test_every_page_has_its_landmarks_and_a_way_past_them(pages: dict[str, str]) -> None:
    for path, page in soups(pages):
        assert page.html is not None
        assert page.html["lang"] == "zh-CN", path
        assert all(len(page.find_all(tag)) == 1 for tag in ("header", "main", "footer", "h1")), path
        assert page.body is not None
        first = page.body.find("a")
        assert first is not None
        assert page.find(id=str(first["href"]).removeprefix("#")) == page.main, path
        names = [nav.get("aria-label") or page.find(id=str(nav["aria-labelledby"])) for nav in page.find_all("nav")]
        assert all(names), path
        assert len(set(names)) == len(names), path


def test_headings_are_in_order_and_no_id_is_given_twice(pages: dict[str, str]) -> None:
    for path, page in soups(pages):
        assert page.main is not None
        levels = [int(tag.name[1]) for tag in page.main.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
        assert all(after - before <= 1 for before, after in pairwise(levels)), path
        ids = [tag["id"] for tag in page.find_all(id=True)]
        assert len(set(ids)) == len(ids), path


def test_tables_pictures_and_boxes_that_scroll_say_what_they_are(pages: dict[str, str]) -> None:
    for path, page in soups(pages):
        assert all(cell.get("scope") for cell in page.find_all("th")), path
        assert all(image.get("alt") for image in page.find_all("img")), path
        for table in page.find_all("table"):
            around = table.parent
            assert around is not None
            assert (around["role"], around["tabindex"]) == ("region", "0"), path
            assert around["aria-label"], path


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(pages: dict[str, str]) -> None:
    for path, page in soups(pages):
        assert page.find_all(["script", "iframe", "style"]) == [], path
        loaded = [
            tag.get("src") or tag.get("href")
            for tag in page.select("img, video, source, link[rel=stylesheet], link[rel=icon]")
        ]
        assert all(str(address).startswith("/gxq/") for address in loaded), path


def test_every_link_inside_the_site_leads_to_a_file(pages: dict[str, str], tmp_path: Path) -> None:
    with website(tmp_path, base_url="https://www.example.gov.cn/gxq") as at:
        fill(at)
        there = at.everything().keys()
        for path, page in soups(pages):
            links = {str(tag["href"]).split("?")[0] for tag in page.find_all(href=True)}
            inner = {link.removeprefix("/gxq/") for link in links if link.startswith("/")}
            served = {link + "index.html" if link.endswith("/") or not link else link for link in inner}
            assert served <= there, path
