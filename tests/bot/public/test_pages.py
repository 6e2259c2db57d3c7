"""What holds on every page: no markup from outside, headers, HEAD, words for what is not there."""

import httpx
import pytest

from bot.actions.answer_letter import answer
from bot.actions.approve import approve
from bot.actions.opinions import Opinion
from bot.actions.publish import publish
from bot.actions.publish_letter import publish as publish_letter
from bot.actions.tidy import tidy
from bot.headers import HEADERS
from bot.public.pages import PAGES
from tests.bot.office import PEOPLE
from tests.bot.public.stage import LETTER, LETTERS, Stage
from tests.content.search.index_at_work import first_index_at_work

PLACES = ("/hd/", *(page.path for page in PAGES.values()), "/hd/shenqing/tianxie", "/hd/shenqing/zhizhi")


def test_every_page_says_what_a_browser_may_do_with_it(stage: Stage) -> None:
    for place in (*PLACES, "/hd/nowhere"):
        answer = stage.get(place)
        assert answer.status_code == (404 if place == "/hd/nowhere" else 200)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert "<script" not in answer.text
        assert " style=" not in answer.text
        assert " on" not in answer.text.split("<body>")[0]
        assert "set-cookie" not in answer.headers


def test_the_style_is_kept_by_the_browser_and_the_pages_are_not(stage: Stage) -> None:
    style = stage.get("/hd/style.css")
    assert "immutable" in style.headers["cache-control"]
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert stage.get("/hd/icon.svg").headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize("place", PLACES)
def test_head_is_answered_like_get(stage: Stage, place: str) -> None:
    answer = stage.http.head(place)
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    "path",
    ["/hd/../etc/passwd", "/hd/%2e%2e/%2e%2e/etc/passwd", "/hd/templates/base.html", "/hd//"],
)
def test_a_path_leads_to_no_file(stage: Stage, path: str) -> None:
    answer = httpx.get(stage.home + path)
    assert answer.status_code == 404
    assert "root:" not in answer.text


def test_what_cannot_be_sent_there_is_told_in_words(stage: Stage) -> None:
    answer = stage.http.put("/hd/liuyan", content=b"x")
    assert (answer.status_code, "不能这样打开" in answer.text) == (405, True)


def test_the_search_shows_what_is_public_with_date_and_column(stage: Stage) -> None:
    stage.office.register()
    for number in range(12):
        ref = stage.office.approved(stage.office.item(f"安全生产检查通知第{number}号", body=f"第 {number} 批检查。"))
        publish(stage.office.app, "周八", ref, now=stage.office.now)
    tidy(stage.office.app)
    page = stage.get("/hd/sousuo", q="安全生产检查")
    assert page.text.count('<a href="https://www.example.gov.cn/tzgg/') == 10
    assert "共找到 12 条" in page.text
    assert "2025-03-04" in page.text
    assert "通知公告" in page.text
    older = stage.get("/hd/sousuo", q="安全生产检查", page="2")
    assert older.text.count('<a href="https://www.example.gov.cn/tzgg/') == 2
    assert 'rel="prev"' in older.text
    assert 'rel="next"' not in older.text


@pytest.mark.parametrize("query", ['"><script>alert(1)</script>', "a" * 5000, "\x00", "%' OR 1=1 --", "（）AND*", "  "])
def test_whatever_is_searched_for_is_only_words(stage: Stage, query: str) -> None:
    answer = stage.get("/hd/sousuo", q=query)
    assert answer.status_code == 200
    assert "<script>" not in answer.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "１", "1e9", ""])
def test_a_page_that_is_not_there_is_the_first_or_empty(stage: Stage, page: str) -> None:
    assert stage.get("/hd/sousuo", q="安全", page=page).status_code == 200
    assert stage.get("/hd/wenda", page=page).status_code == 200


def test_beyond_the_last_page_of_results_is_the_last_one(stage: Stage) -> None:
    stage.office.register()
    stage.office.put_out(stage.office.approved())
    first = stage.get("/hd/sousuo", q="安全").text
    assert "共找到 1 条" in first
    assert stage.get("/hd/sousuo", q="安全", page="99").text == first


def test_a_question_that_was_published_with_consent_is_there_with_its_answer(stage: Stage) -> None:
    office = stage.office
    office.register({**PEOPLE, "信一": {"信箱员", "信息员"}})
    assert "还没有公开的问答" in stage.get("/hd/wenda").text
    number = stage.number(LETTERS, {**LETTER, "consent": "1"})
    answer(office.app, "信一", number, "请带户口簿，到户籍所在地学校报名。", now=office.now)
    made = publish_letter(office.app, "信一", number, title="小学入学要什么材料", column="通知公告", now=office.now)
    ref = made.edition.ref
    approve(office.app, "李四", ref, now=office.now)
    approve(office.app, "王五", ref, opinion=Opinion(secrecy="可以公开。", accept_all="已核对。"), now=office.now)
    approve(office.app, "赵六", ref, now=office.now)
    office.put_out(ref)
    page = stage.get("/hd/wenda")
    assert "小学入学要什么材料" in page.text
    assert "https://www.example.gov.cn/tzgg/" in page.text


def test_the_search_says_that_it_is_not_ready_rather_than_that_there_is_nothing(stage: Stage) -> None:
    with first_index_at_work(stage.office.app.search, stage.office.folder / "var/search"):
        page = stage.get("/hd/sousuo", q="安全生产检查")
    assert "搜索正在准备" in page.text
    assert "没有找到" not in page.text
