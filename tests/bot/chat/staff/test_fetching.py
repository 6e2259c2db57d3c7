"""What a link leads to: files that cannot be read, titles that go with their text, pages in any characters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from channels.loopback import serving
from tests.bot.chat.staff.desk import Desk, open_desk
from tests.content.papers import paragraph, word_file

TEXT = "<p>四月举办招聘会，请各有关单位做好准备，欢迎参加。</p>"
PAGE = f"<html><head><title>关于举办招聘会的公告</title></head><body>{TEXT}</body></html>"
DECLARED = PAGE.replace("<head>", '<head><meta charset="gbk">')
WRITTEN = """\
---
title: 关于开展防汛检查的通知
column: 通知公告
unit: 综合办公室
made_on: 2025-03-03
summary: 汛前检查。
---
汛前检查一次。

![检查流程](检查流程.png)
"""
UNDECLARED = {"content-type": "text/html"}


@pytest.fixture
def site() -> Iterator[str]:
    pages = {
        "/坏.docx": Response(b"PK\x03\x04 not a Word file"),
        "/消防.docx": Response(word_file(paragraph("四月开展消防检查。"))),
        "/防汛.docx": Response(word_file(paragraph("汛前检查一次。"))),
        "/缺图.md": Response(WRITTEN),
        "/utf8.html": Response(PAGE.encode(), headers=UNDECLARED),
        "/gbk.html": Response(PAGE.encode("gb18030"), headers=UNDECLARED),
        "/declared.html": Response(DECLARED.encode("gbk"), headers=UNDECLARED),
    }

    def page(request: Request) -> Response:
        return pages.get(request.url.path, Response(status_code=404))

    with serving(Starlette(routes=[Route("/{path:path}", page)])) as address:
        yield address


@pytest.fixture
def linked(tmp_path: Path, site: str) -> Iterator[Desk]:
    with open_desk(tmp_path / "office", hosts=f'"{site.removeprefix("http://")}"') as opened:
        yield opened


def test_a_broken_word_file_is_refused_at_once_and_leaves_nothing(linked: Desk, site: str) -> None:
    linked.goes(f"""
        张三> 投稿
        张三> {site}/坏.docx
        机关< 没有取。
        张三> {site}/消防.docx
        机关< 标题：消防
    """)


def test_a_title_that_came_with_a_file_goes_with_it(linked: Desk, site: str) -> None:
    linked.goes(f"""
        张三> 投稿
        张三> {site}/消防.docx
        机关< 标题：消防
        张三> 重写
        机关< 请重新发标题，或文章、文件的链接。
        张三> {site}/防汛.docx
        机关< 标题：防汛
        张三> 标题 关于开展防汛检查的通知
        张三> 重写
        张三> {site}/消防.docx
        机关< 标题：关于开展防汛检查的通知
    """)


def test_nought_is_no_summary_where_there_is_no_beginning(linked: Desk, site: str) -> None:
    linked.goes(f"""
        张三> 投稿
        张三> {site}/消防.docx
        张三> 完成
        张三> 1
        张三> 今天
        机关< 请用一句话写内容概述
        张三> 0
        机关< 没有开头可用。请用一句话写内容概述
        张三> 四月开展消防检查。
        机关< 没有问题就回“提交”送审
    """)


def test_a_picture_that_is_not_there_is_named_without_a_folder(linked: Desk, site: str) -> None:
    linked.goes(f"""
        张三> 投稿
        张三> {site}/缺图.md
        张三> 完成
        机关< 找不到文件 检查流程.png
        张三> 提交
        机关< 找不到文件 检查流程.png
    """)


@pytest.mark.parametrize("name", ["utf8", "gbk", "declared"])
def test_a_page_is_read_in_its_own_characters(name: str, linked: Desk, site: str) -> None:
    linked.goes(f"""
        张三> 投稿
        张三> {site}/{name}.html
        机关< 标题：关于举办招聘会的公告
    """)
