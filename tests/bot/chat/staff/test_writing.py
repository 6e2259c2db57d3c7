"""投稿: an item written in the chat, from the first word to the submission."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.actions.bindings import unbind
from bot.actions.people import change_roles
from channels.loopback import serving
from tests.bot.chat.staff.desk import Desk, open_desk
from tests.bot.chat.story import visitor_of
from tests.content.papers import paragraph, word_file


def test_an_item_from_its_title_to_the_submission(desk: Desk) -> None:
    media = desk.picture()
    desk.goes(f"""
        张三> 投稿
        机关< 请发标题。
        张三> 关于开展安全生产检查的通知
        机关< 标题：关于开展安全生产检查的通知
        张三> 各有关企业：
        机关< 已记下第 1 段
        张三> 三月起开展安全生产检查，请做好准备。
        机关< 已记下第 2 段
        张三> [图片 {media}]
        机关< 第 3 段是图片。请用一句话说明图上是什么
        张三> 检查组在车间查看设备
        机关< 已记下。
        张三> 完成
        机关< 放在哪个栏目？回编号：
        机关< 1. 通知公告
        张三> ①
        机关< 成文日期是哪天？
        张三> 今天
        机关< 请用一句话写内容概述
        张三> 三月起对辖区企业开展安全生产检查。
        机关< 《关于开展安全生产检查的通知》
        机关< 看预览（24小时内有效） https://hd.example.gov.cn/hd/yulan/
        张三> 提交
        机关< 已送审：2025-00001.1《关于开展安全生产检查的通知》，审核中，等初审。
        张三> 进度
        机关< 2025-00001.1《关于开展安全生产检查的通知》
        机关< 审核中，等初审
    """)
    with desk.office.app.store.read() as work:
        edition = work.items.edition("2025-00001", 1)
    assert edition.item.unit == "综合办公室"
    assert edition.item.made_on is not None
    assert 'alt="检查组在车间查看设备"' in edition.item.html
    assert desk.notices("李四") == ["有稿件待初审，发“待审”查看。\n《关于开展安全生产检查的通知》2025-00001.1"]


ARTICLE = """<!doctype html><html><head><meta charset="utf-8"><meta property="og:title" content="关于举办招聘会的公告">
<meta name="ContentSource" content="示范市人社局"><script>alert(1)</script></head><body><nav>首页 公开</nav>
<div id="js_content"><div><p>四月举办招聘会，欢迎参加。</p>
<p style="color:red" onclick="x()">地点：示范市示范路1号。</p></div>
<table><tr><td>时间</td><td>四月三日</td></tr></table><img src="https://www.example.gov.cn/a.jpg"></div></body></html>"""
WRITTEN = """---
title: 关于开展防汛检查的通知
column: 通知公告
unit: 综合办公室
made_on: 2025-03-03
summary: 汛前检查。
---
汛前检查一次。
"""


@pytest.fixture
def site() -> Iterator[str]:
    """A website on loopback with an article, a Word file and a Markdown file."""
    pages = {
        "/a.html": Response(ARTICLE, media_type="text/html"),
        "/通知.docx": Response(word_file(paragraph("四月开展消防检查。"))),
        "/通知.md": Response(WRITTEN),
        "/空.html": Response("<html><body><div id=app></div></body></html>", media_type="text/html"),
    }

    def page(request: Request) -> Response:
        return pages.get(request.url.path, Response(status_code=404))

    with serving(Starlette(routes=[Route("/{path:path}", page)])) as address:
        yield address


@pytest.fixture
def linked(tmp_path: Path, site: str) -> Iterator[Desk]:
    with open_desk(tmp_path / "office", hosts=f'"{site.removeprefix("http://")}"') as opened:
        yield opened


def test_an_article_forwarded_becomes_the_text(linked: Desk, site: str) -> None:
    linked.goes(f"""
        张三> 投稿
        张三> {site}/a.html
        机关< 标题：关于举办招聘会的公告
        机关< 原文的 1 张图片没有带过来
        张三> 完成
        张三> 1
        张三> 2025-03-03
        张三> 四月举办招聘会。
        张三> 提交
        机关< 已送审：2025-00001.1《关于举办招聘会的公告》
    """)
    with linked.office.app.store.read() as work:
        item = work.items.latest("2025-00001").item
    assert item.origin == "示范市人社局"
    assert "<p>四月举办招聘会，欢迎参加。</p>" in item.html
    assert "<td>四月三日</td>" in item.html
    for gone in ("script", "onclick", "style", "首页", "<img"):
        assert gone not in item.html


def test_a_word_file_behind_a_link_is_the_whole_text(linked: Desk, site: str) -> None:
    linked.goes(f"""
        张三> 投稿
        张三> 关于开展消防检查的通知
        张三> {site}/通知.docx
        机关< 已取来。
        张三> 再加一段
        机关< 这篇稿件用的是整个文件
        张三> 完成
        张三> 通知公告
        张三> 2025-03-03
        张三> 四月开展消防检查。
        张三> 提交
        机关< 已送审：2025-00001.1《关于开展消防检查的通知》
    """)


def test_a_file_that_says_all_about_itself_needs_no_questions(linked: Desk, site: str) -> None:
    linked.goes(f"""
        张三> 投稿
        张三> {site}/通知.md
        张三> 完成
        机关< 《关于开展防汛检查的通知》
        机关< 没有问题就回“提交”送审
        张三> 提交
        机关< 已送审：2025-00001.1《关于开展防汛检查的通知》
    """)


def test_nothing_is_fetched_from_elsewhere(linked: Desk, site: str) -> None:
    port = site.rpartition(":")[2]
    linked.goes(f"""
        张三> 投稿
        张三> 正文 标题
        张三> http://localhost:{port}/a.html
        机关< 不能从 localhost:{port} 取内容
        张三> http://169.254.169.254/latest/
        机关< 不能从 169.254.169.254 取内容
        张三> {site}/空.html
        机关< 没有找到正文
        张三> {site}/没有.html
        机关< 打不开这个链接
        张三> 看稿
        机关< 标题：标题
    """)


def test_a_draft_outlives_a_question_asked_meanwhile(desk: Desk) -> None:
    desk.goes("""
        张三> 投稿
        张三> 关于举办招聘会的公告
        张三> 四月举办招聘会。
        张三> [按 留言]
        机关< 请写下您要说的事
        机关< （稿件还没写完，发“继续”接着写。）
        张三> 路灯坏了。
        机关< 已记下
        张三> 取消
        机关< 刚才写的没有留下
        张三> 继续
        机关< 标题：关于举办招聘会的公告
        机关< 1. 四月举办招聘会。
        张三> 地点在示范路1号。
        机关< 已记下第 2 段
        张三> 待审
        机关< 没有等您办的稿件。
        张三> 投稿
        机关< 还有一篇没送审的稿件《关于举办招聘会的公告》。
        张三> 取消
        机关< 已取消
        张三> 继续
        机关< 没有没写完的稿件。
    """)


def test_what_must_be_changed_is_told_and_then_changed(desk: Desk) -> None:
    desk.goes("""
        张三> 投稿
        张三> 关于开展安全生产检查的通知
        张三> 联系人身份证号 11010519491231002X。
        张三> 完成
        张三> 9
        机关< 没有“9”这个栏目。
        张三> 1
        张三> 2025-13-40
        机关< 没有“2025-13-40”这一天
        张三> 昨天
        机关< “昨天”不是日期
        张三> 2025年3月3日
        张三> 安全生产检查。
        机关< [必须改]
        机关< 请先改必须改的，再回“完成”。
        张三> 提交
        机关< 有必须先改的问题，没有送审。
        张三> 改 1 请各企业做好准备。
        张三> 完成
        机关< 没有问题就回“提交”送审
        张三> 标题 关于开展安全生产大检查的通知
        张三> 提交
        机关< 已送审：2025-00001.1《关于开展安全生产大检查的通知》
    """)


def test_pictures_sent_at_once_are_asked_about_one_after_the_other(desk: Desk) -> None:
    desk.goes(f"""
        张三> 投稿
        张三> 关于开展安全生产检查的通知
        张三> [图片 {desk.picture()}]
        机关< 第 1 段是图片。
        张三> [图片 {desk.picture("red")}]
        机关< 第 1 段是图片。
        张三> 检查组进厂
        机关< 第 2 段是图片。
        张三> 无
        机关< 接着发，或回“完成”。
        张三> [图片 {desk.media(b"%PDF-1.4 not a picture", "image/jpeg")}]
        机关< 图片打不开
        张三> [语音]
        机关< 投稿只收文字、图片和链接。
        张三> 看稿
        机关< 1. 〔图片〕检查组进厂
        机关< 2. 〔图片〕没有说明
    """)


@pytest.mark.parametrize("kind", ["", "image/jpeg", "application/octet-stream"])
def test_a_picture_is_taken_for_what_it_is_whatever_the_platform_calls_it(desk: Desk, kind: str) -> None:
    content = BytesIO()
    Image.new("RGB", (900, 600), "navy").save(content, "PNG")
    desk.goes(f"""
        张三> 投稿
        张三> 关于开展安全生产检查的通知
        张三> [图片 {desk.media(content.getvalue(), kind)}]
        机关< 第 1 段是图片。
    """)


def test_who_lost_the_right_meanwhile_submits_nothing(desk: Desk) -> None:
    desk.goes("""
        张三> 投稿
        张三> 关于举办招聘会的公告
        张三> 四月举办招聘会。
        张三> 完成
        张三> 1
        张三> 今天
        张三> 0
    """)
    change_roles(desk.office.app, "钱一", "张三", frozenset({"统计"}), now=desk.office.now)
    desk.goes("""
        张三> 提交
        机关< 张三不能写稿送审：需要的角色是信息员。
    """)
    unbind(desk.office.app, "钱一", "张三", now=desk.office.now)
    assert "没有找到" in desk.says("投稿", visitor_of("张三"))
