"""Public pages read back from a site on loopback, as such sites are: old encodings, soft 404s, slow, huge, changed."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from channels import loopback
from channels.channel import Seen, Sight
from channels.public_page import LARGEST, SECONDS, see

TITLE = "关于开展安全生产检查的通知"
BODY = (
    "<p>各有关单位：</p><p>根据《安全生产法》，三月起对辖区企业开展检查，由朱喆镕负责，电话“0379-64900000”。</p>"
    "<table><tr><th>时间</th><td>3月1日至3月31日</td></tr></table>"
    '<p><img src="files/map.png" alt="检查区域图"></p><p><a href="files/form.docx">检查表.docx</a></p>'
    "<p>示范高新区管委会</p>"
)
PAGE = (
    "<html><head>{meta}<title>{title}</title></head><body><div>首页 通知公告</div><h1>{title}</h1>"
    "<div id=c>{body}</div><footer>示范高新区管委会 电话“0379-64900000”</footer></body></html>"
)
NOT_FOUND = PAGE.format(meta="", title="页面不存在", body="<p>您访问的页面不存在，可能已被删除。</p>")


@dataclass
class Site:
    """Answers by path; what it has no answer for is a soft 404. `asked`: paths, in order."""

    address: str = ""
    answers: dict[str, Response] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def answer(self, request: Request) -> Response:
        self.asked.append(request.url.path)
        return self.answers.get(request.url.path, Response(NOT_FOUND, media_type="text/html; charset=utf-8"))

    def page(
        self, body: str = BODY, *, title: str = TITLE, meta: str = "", encoding: str = "utf-8", says: str = ""
    ) -> None:
        html = PAGE.format(meta=meta, title=title, body=body).encode(encoding)
        self.answers["/1.html"] = Response(html, headers={"content-type": f"text/html{says}"})

    def seen(self, path: str = "/1.html", *, own: str = "") -> Seen:
        return see(self.address + path, TITLE, BODY, own=own)


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    site = Site()
    with loopback.serving(Starlette(routes=[Route("/{path:path}", site.answer)])) as site.address:
        yield site


@pytest.fixture
def site(served: Site) -> Site:
    served.asked.clear()
    files = {f"/files/{name}": Response(b"-") for name in ("map.png", "form.docx")}
    served.answers.clear()
    served.answers.update(files)
    return served


@pytest.mark.parametrize(
    ("meta", "encoding", "says"),
    [
        ("", "utf-8", "; charset=utf-8"),
        ("", "utf-8", ""),
        ("", "gb18030", ""),
        ("", "gb18030", "; charset=gb2312"),
        ('<meta charset="gb2312">', "gb18030", ""),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gb18030", ""),
        ('<meta charset="gb2312">', "utf-8-sig", ""),
        ("", "utf-8", "; charset=hex"),
    ],
)
def test_a_page_is_read_in_whatever_encoding_it_is(site: Site, meta: str, encoding: str, says: str) -> None:
    site.page(meta=meta, encoding=encoding, says=says)
    assert site.seen() == Seen(Sight.THERE)


def test_what_a_server_makes_of_the_html_is_no_change_and_what_a_person_makes_of_it_is(site: Site) -> None:
    site.page(BODY.replace("“", '"').replace("”", "”").replace("<p>", '<p class="x">\n  ').replace("<td>", "<td><b>"))
    assert site.seen().sight is Sight.THERE
    site.page(BODY.replace("三月起", "四月起"))
    assert site.seen().sight is Sight.CHANGED
    assert site.seen().says.startswith("没有了：“根据《安全生产法》")
    site.page(BODY.replace("<table>", "<p>本通知已停止执行。</p><table>"))
    assert site.seen() == Seen(Sight.CHANGED, "多出：“本通知已停止执行。”。")
    site.page(title="关于开展安全大检查的通知")
    assert site.seen() == Seen(Sight.CHANGED, "没有了标题。")
    site.page(BODY.replace("检查表.docx", "点此下载").replace("检查区域图", ""))
    assert [part in site.seen().says for part in ("没有了图片：“检查区域图”", "没有了链接：“检查表.docx”")] == [
        True,
        True,
    ]


def test_files_of_ours_that_are_gone_are_told_by_name_and_those_of_others_are_not_asked_for(site: Site) -> None:
    site.page(
        BODY + f'<a href="{site.address}/other.pdf">别的</a><img src="http://127.0.0.2:9/a.png" alt="检查区域图">'
    )
    site.answers["/files/form.docx"] = Response(status_code=404)
    assert site.seen() == Seen(Sight.CHANGED, "附件打不开：“检查表.docx”。")
    assert "/other.pdf" not in site.asked
    site.answers["/files/form.docx"] = Response(status_code=403)
    assert site.seen().sight is Sight.THERE


def test_a_page_is_gone_where_the_site_says_so_and_where_it_only_looks_so(site: Site) -> None:
    assert site.seen("/other.html") == Seen(Sight.GONE, "网页打得开，但没有这一件的内容。")
    for status in (404, 410):
        site.answers["/1.html"] = Response("<p>x</p>", status)
        assert site.seen() == Seen(Sight.GONE, f"网页打不开（网站答复 {status}）。")
    site.answers["/1.html"] = Response("", media_type="text/html")
    assert site.seen().sight is Sight.GONE
    site.answers["/1.html"] = RedirectResponse("/")
    assert site.seen().sight is Sight.GONE


def test_a_notice_in_its_place_is_not_the_page_though_it_bears_title_and_catalogue(site: Site) -> None:
    catalogue = "<table><tr><th>索引号</th><td>12410000MB0000000X/2026-00137</td></tr></table>"
    own = "<p>三月起开展检查。</p>"
    site.page("<p>12410000MB0000000X/2026-00137 已由示范高新区管委会撤回。</p><p>索引号</p>")
    assert see(f"{site.address}/1.html", TITLE, catalogue + own, own=own).sight is Sight.GONE


def test_a_page_that_moved_is_followed_and_one_that_leads_round_and_round_is_not_for_ever(site: Site) -> None:
    site.page()
    site.answers["/old.html"] = RedirectResponse("/1.html", 301)
    assert site.seen("/old.html").sight is Sight.THERE
    site.answers["/round.html"] = RedirectResponse("/round.html")
    assert site.seen("/round.html") == Seen(Sight.UNSEEN, "打不开网页：跳转太多。")
    assert len(site.asked) < 15


def test_trouble_of_the_site_is_not_taken_for_a_page_that_is_gone(site: Site) -> None:
    for status in (500, 502, 403):
        site.answers["/1.html"] = Response("x", status)
        assert site.seen() == Seen(Sight.UNSEEN, f"网页打不开（网站答复 {status}）。")
    with socket.socket() as unused:
        unused.bind((loopback.HOST, 0))
        nobody = loopback.address(unused)
    assert see(f"{nobody}/1.html", TITLE, BODY) == Seen(Sight.UNSEEN, "打不开网页：连不上网站。")
    assert see("http://[::1", TITLE, BODY) == Seen(Sight.UNSEEN, "打不开网页：网址不对。")


def test_a_page_that_never_ends_is_left(site: Site) -> None:
    site.answers["/1.html"] = StreamingResponse((b"<p>x</p>" * 100_000 for _ in range(LARGEST)), media_type="text/html")
    assert site.seen() == Seen(Sight.UNSEEN, "网页太大或太慢，没有读完。")


@contextmanager
def dripping(first: bytes) -> Iterator[str]:
    """A site that goes on a byte at a time, so that no single wait is long; gives the address of its page."""
    over = threading.Event()

    def drip(place: socket.socket) -> None:
        connection, _ = place.accept()
        with connection:
            connection.sendall(first)
            while not over.wait(0.05):
                connection.sendall(b"x")

    with loopback.listen() as place:
        place.listen()

        def run() -> None:
            try:
                drip(place)
            except OSError:
                return  # whoever asked has gone

        thread = threading.Thread(target=run)
        thread.start()
        try:
            yield f"{loopback.address(place)}/1.html"
        finally:
            over.set()
            thread.join()


@pytest.mark.parametrize("first", [b"HTTP/1.1 200 OK\r\nx-", b"HTTP/1.1 200 OK\r\n\r\n<p>"], ids=["header", "body"])
def test_a_page_that_comes_a_byte_at_a_time_is_left_when_time_is_over(first: bytes) -> None:
    with dripping(first) as url:
        began = time.monotonic()
        assert see(url, TITLE, BODY, seconds=0.6).sight is Sight.UNSEEN
        assert time.monotonic() - began < SECONDS  # it would go on for ever


def test_a_sample_address_is_never_called() -> None:
    for url in ("https://www.example.gov.cn/1.html", "http://example.com", "https://a.example/x"):
        assert see(url, TITLE, BODY) == Seen(Sight.UNSEEN, "示例网址，不核对。")
