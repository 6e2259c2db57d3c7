"""Drafts: begun in every way, saved, kept beside, handed in; who may not."""

import base64
import re
from io import BytesIO

import pytest
from playwright.sync_api import Browser

from bot.actions.return_ import return_
from bot.console.drafts import copy_path, revise_path
from bot.console.pages import ROOT
from tests.bot.console.stage import PHONE, Seat, Stage, words
from tests.bot.console.test_every_page import faults_of
from tests.content.papers import paragraph, picture, word_file

WRITTEN = {
    "title": "关于开展安全生产检查的通知",
    "column": "通知公告",
    "unit": "综合办公室",
    "made_on": "2025-03-03",
    "disclosure": "主动公开",
    "legal_basis": "第二十条（十二）",
    "summary": "三月起对辖区企业开展安全生产检查。",
    "body": "三月起开展检查。",
    "kind": "markdown",
}

PASTED = """() => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/html", "<table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>");
  const body = document.getElementById("f-body");
  body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, cancelable: true }));
}"""
LEFT_BEHIND = """() => {
  const form = document.getElementById("editor");
  const fields = [...new FormData(form)].filter((pair) => pair[0] !== "title" && pair[0] !== "upload");
  const copy = { at: "昨天", fields: [...fields, ["title", "没有存成的"]] };
  localStorage.setItem(`gongkai:draft:${form.dataset.draft}`, JSON.stringify(copy));
}"""


def begun(seat: Seat, **fields: str) -> str:
    """The path of a new draft."""
    answer = seat.post("/gaojian/xinjian", fields)
    assert answer.status_code == 303, words(answer.text)
    return answer.headers["location"].removeprefix(ROOT)


def version(page: str) -> str:
    found = re.search(r'id="version" value="(\d+)"', page)
    assert found is not None
    return found[1]


def value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*?value="([^"]*)"', page)
    return found[1] if found else ""


def test_a_draft_is_written_checked_and_handed_in_without_a_script(stage: Stage) -> None:
    with stage.seat("张三") as seat:
        path = begun(seat)
        wrong = {**WRITTEN, "column": "", "version": "1", "act": "check"}
        said = seat.done(path, wrong)
        assert "没有写栏目" in said
        assert "gongkai" not in said
        mended = {**WRITTEN, "version": version(seat.page(path)), "act": "submit"}
        asked = seat.post(path, mended)
        assert asked.headers["location"] == f"{ROOT}{path}/tijiao"
        page = seat.page(f"{path}/tijiao")
        assert "初审 → 复审 → 终审" in words(page)
        now = re.search(r'name="version" value="(\d+)"', page)
        assert now is not None
        form = {"version": now[1], "once": "一次"}
        assert "已送审，编号 2025-00001.1，等初审" in seat.done(f"{path}/tijiao", form)
        again = seat.post(f"{path}/tijiao", form)
        assert again.headers["location"] == f"{ROOT}/gaojian/2025-00001"
        assert "已经送审" in words(seat.page(path))
        elsewhere = seat.post(f"{path}/tijiao", {**form, "once": "别的窗口"})
        assert (elsewhere.status_code, "编号 2025-00001.1" in words(elsewhere.text)) == (409, True)
    with stage.office.app.store.read() as work:
        edition = work.items.edition("2025-00001", 1)
    assert edition.item.html == "<p>三月起开展检查。</p>"
    assert edition.made_by == "张三"


def test_it_is_not_handed_in_while_something_must_be_mended_or_has_changed_meanwhile(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        path = begun(seat)
        refused = seat.post(f"{path}/tijiao", {"version": "1"})
        assert refused.status_code == 409
        assert "没有写标题" in words(refused.text)
        seat.done(path, {**WRITTEN, "version": "1", "act": "save"})
        old = seat.post(f"{path}/tijiao", {"version": "1"})
        assert "刚才又有改动，没有送审" in words(old.text)


def test_what_meets_a_newer_version_is_kept_beside_and_can_be_used(stage: Stage) -> None:
    with stage.seat("张三") as mine, stage.seat("张三") as other:
        path = begun(mine)
        other.done(path, {**WRITTEN, "version": "1", "act": "save"})
        answer = mine.post(f"{path}/cun", {**WRITTEN, "body": "另一个窗口写的。", "version": "1"})
        assert answer.status_code == 409
        assert answer.json()["says"].startswith("您在别的窗口也保存过这份草稿")
        aside = answer.json()["aside"].removeprefix(ROOT)
        page = mine.page(aside)
        assert "三月起开展检查。" in words(page)
        assert "另一个窗口写的" in page
        assert "<del>" in page
        assert "已换成副本" in mine.done(aside)
        assert "另一个窗口写的。" in mine.page(path)
        assert "另存" in words(mine.page(f"{path}/fuben"))


def test_a_script_saves_often_and_saves_nothing_twice(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        path = begun(seat)
        first = seat.post(f"{path}/cun", {**WRITTEN, "version": "1"}).json()
        assert first["version"] == 2
        assert seat.post(f"{path}/cun", {**WRITTEN, "version": "2"}).json()["version"] == 2
        assert seat.get(f"{path}/cun").json()["version"] == 2
        assert "没有发现问题" in words(seat.page(f"{path}/wenti"))


def test_two_people_on_one_item_are_told_of_each_other_and_of_what_was_handed_in(desk: Stage) -> None:
    ref = desk.office.submitted()
    app, now = desk.office.app, desk.office.now
    with desk.seat("张三") as seat:
        path = begun(seat, **{"from": "revise", "named": ref})
        assert "修改稿件" in words(seat.page(path))
        assert "2025-00001 的新版次" in words(seat.page("/gaojian/xinjian"))
        assert "已经有草稿" in words(seat.page(revise_path("2025-00001")))
    with app.store.write() as work:
        person = work.people.get("李四")
        assert person is not None
        work.people.change(type(person)("李四", "综合办公室", frozenset({"初审", "信息员"})))
    with desk.seat("李四") as other:
        page = words(other.page(path))
        assert f"张三从 {now:%Y-%m-%d %H:%M} 起也打开着这篇稿件" in page
        desk.office.submitted(desk.office.item(body="四月起开展检查。"), item_id="2025-00001")
        assert "已送审这篇稿件的新版次 2025-00001.2" in words(other.page(f"{path}/zaichang"))


def test_a_new_edition_and_a_copy_begin_with_what_is_there(desk: Stage) -> None:
    ref = desk.office.submitted(desk.office.item(document_number="示高管〔2025〕3号"))
    return_(desk.office.app, "李四", ref, reason="“三月起开展检查。”：请写明期限。", now=desk.office.now)
    with desk.seat("张三") as seat:
        assert "开始修改" in words(seat.page(revise_path("2025-00001")))
        page = seat.page(begun(seat, **{"from": "revise", "named": "2025-00001"}))
        assert value(page, "document_number") == "示高管〔2025〕3号"
        assert "退回意见 李四（初审）" in words(page)
        assert 'data-quote="三月起开展检查。"' in page
        assert "开始写" in words(seat.page(copy_path("2025-00001.1")))
        page = seat.page(begun(seat, **{"from": "copy", "named": "2025-00001.1"}))
        assert value(page, "title") == "关于开展安全生产检查的通知"
        assert value(page, "document_number") == ""
        assert "没有 2099-00001 这篇稿件" in words(seat.get("/gaojian/xinjian", xiugai="2099-00001").text)


def test_a_word_file_fills_in_what_it_says_and_is_refused_where_it_would_lose_something(desk: Stage) -> None:
    lines = (
        "示范高新区管委会文件",
        "示高管〔2025〕3号",
        "关于开展检查的通知",
        "各企业：",
        "三月起开展检查。",
        "综合办公室",
        "2025年3月2日",
    )
    content = word_file("".join(paragraph(line) for line in lines))
    with desk.seat("张三") as seat:
        answer = seat.post("/gaojian/xinjian", {"from": "word"}, [("word", ("通知.docx", content, ""))])
        assert answer.status_code == 303, words(answer.text)
        page = seat.page(answer.headers["location"].removeprefix(ROOT))
        assert "文头“示范高新区管委会文件”没有放进正文" in words(page)
        assert [value(page, name) for name in ("title", "document_number", "made_on", "unit")] == [
            "关于开展检查的通知", "示高管〔2025〕3号", "2025-03-02", "综合办公室",
        ]  # fmt: skip
        assert ">\n各企业：\n\n三月起开展检查。\n\n综合办公室\n\n2025年3月2日<" in page
        hidden = word_file(paragraph("正文", run="<w:vanish/>"))
        refused = seat.post("/gaojian/xinjian", {"from": "word"}, [("word", ("通知.docx", hidden, ""))])
        assert "隐藏文字" in words(refused.text)
        old = seat.post("/gaojian/xinjian", {"from": "word"}, [("word", ("通知.doc", b"x", ""))])
        assert "另存为 .docx" in words(old.text)
        for content, says in ((b"", "“空.docx”是空的（0 字节）"), (word_file(""), "“空.docx”里没有正文")):
            answer = seat.post("/gaojian/xinjian", {"from": "word"}, [("word", ("空.docx", content, ""))])
            assert (answer.status_code, says in words(answer.text)) == (409, True)


def test_pasted_text_is_cleaned_and_its_pictures_are_kept(desk: Stage) -> None:
    image = base64.b64encode(picture(".png")).decode()
    html = f"<h2 style='x'>范围</h2><p><span>工贸企业</span></p><img src='data:image/png;base64,{image}'>"
    with desk.seat("张三") as seat:
        path = begun(seat, **{"from": "text", "html": html, "text": "范围"})
        assert "## 范围\n\n工贸企业\n\n![](图1.png)" in seat.page(path)
        again = (html + "<img src='file:///a.png'>").encode()
        said = seat.post(f"{path}/zhantie", files=[("html", ("clipboard.html", again, "text/html"))]).json()
        assert said["text"].endswith("![](图2.png)")
        assert "1 张图片没有带过来" in said["says"]
        assert "图2.png" in said["files"]


def test_files_are_taken_by_what_is_in_them_and_given_out_to_nobody_else(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        path = begun(seat)
        sent = [
            ("upload", ("现场 照片(1).jpg", picture(".png"), "image/jpeg")),
            ("upload", ("程序.pdf", b"MZ", "application/pdf")),
            ("upload", ("全景.gif", b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\x08", "")),
            *(("upload", (f"{number}.svg", b"<svg/>", "")) for number in range(38)),
        ]
        said = seat.post(f"{path}/wenjian", files=sent).json()
        assert said["added"] == [{"name": "现场-照片-1.png", "kind": "picture"}]
        for says in ("像是Windows 程序", "图片太大（像素太多）", "“37.svg”没有收下：一次最多 40 个文件"):
            assert says in "".join(said["faults"])
        page = seat.page(path)
        place = re.search(r'/wenjian/([0-9a-f]{2}/[^"]+)', page)
        assert place is not None
        assert seat.get(f"{path}/wenjian/{place[1]}").headers["content-type"] == "image/png"
        assert seat.get(f"{path}/wenjian/00/{'0' * 64}.png").status_code == 404
        assert "已移除" in seat.done(path, {"version": "1", "act": "remove:现场-照片-1.png"})
        form = {"version": version(seat.page(path)), "act": "upload"}
        again = seat.post(path, form, [("upload", ("表.csv", BytesIO(b"1,2").read(), ""))])
        assert again.status_code == 303
        assert "表.csv" in seat.page(path)


def test_only_writers_of_the_unit_see_a_draft(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        path = begun(seat)
    with desk.seat("周八") as other:
        assert "信息员" in words(other.page("/gaojian/xinjian"))
        for below in ("", "/cun", "/fuben", "/tijiao", "/yulan", "/yulan/website/"):
            assert other.get(path + below).status_code == 403, below
        assert other.post("/gaojian/xinjian", {}).status_code == 403
        assert other.post(path, WRITTEN).status_code == 403
    with desk.seat() as stranger:
        assert stranger.post(path, WRITTEN).status_code in (303, 401)


def test_previews_are_documents_of_their_own_without_scripts(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        path = begun(seat)
        seat.done(path, {**WRITTEN, "column": "政策解读", "version": "1", "act": "save"})
        page = seat.page(f"{path}/yulan")
        assert 'sandbox="allow-same-origin"' in page
        site = seat.get(f"{path}/yulan/website/")
        assert "三月起开展检查。" in site.text
        assert "sandbox allow-same-origin" in site.headers["content-security-policy"]
        assert "script" not in site.headers["content-security-policy"]
        film = seat.get(f"{path}/yulan/douyin/")
        assert "三月起对辖区企业开展安全生产检查。" in film.text
        assert seat.get(f"{path}/yulan/没有/").status_code == 404
        own = {"own-douyin-title": "这个标题要比抖音所允许的三十个字还要长，所以应当在这里告诉作者", "version": "2"}
        seat.done(path, {**WRITTEN, "column": "政策解读", "act": "save", **own})
        found = seat.page(f"{path}/wenti")
        assert 'href="#f-own-douyin-title"' in found
        assert "请在“政务抖音另写”里改标题" in found
        assert "/ 30 字" in words(found)
    ref = desk.office.submitted()
    with desk.seat("李四") as reviewer:
        assert "预览" in words(reviewer.page(f"/gaojian/{ref}/yulan"))
        assert "三月起开展检查。" in reviewer.page(f"/gaojian/{ref}/yulan/website/")


@pytest.mark.part("chromium")
def test_writing_in_a_browser_saves_by_itself_and_leads_to_what_must_be_mended(desk: Stage, browser: Browser) -> None:
    with desk.seat("张三") as seat:
        path = begun(seat)
    assert faults_of(desk, browser, "张三", path, size=PHONE) == []
    assert faults_of(desk, browser, "张三", f"{path}/yulan", size=PHONE) == []
    with desk.window(browser, "张三") as page:
        page.goto(ROOT + path)
        page.fill("#f-title", "检查通知")
        page.fill("#f-body", "前面的话。\n\n身份证 11010519491231002X\n")
        page.wait_for_selector("#found-box a[data-quote]")
        assert "已保存" in page.inner_text("#state")
        page.click("#found-box a[data-quote]")
        assert page.evaluate("String(getSelection())") == "11010519491231002X"
        with page.expect_response("**/zhantie"):
            page.evaluate(PASTED)
        page.fill("#f-body", "重点\n\n" + page.input_value("#f-body"))
        page.evaluate("document.getElementById('f-body').setSelectionRange(0, 2)")
        page.press("#f-body", "Control+b")
        page.context.clear_cookies()
        page.fill("#f-title", "登录过期以后写的")
        page.wait_for_selector("#rescue:not([hidden]) a")
        assert "在新窗口登录" in page.inner_text("#rescue")
        word = desk.sign_in("张三")
        page.context.add_cookies([{"name": "gongkai", "value": word, "url": f"{desk.home}{ROOT}"}])
        page.wait_for_selector("#rescue", state="hidden", timeout=60_000)
        page.reload()
        assert page.input_value("#f-title") == "登录过期以后写的"
        assert page.input_value("#f-body").startswith("**重点**\n\n")
        assert "| 甲 | 乙 |" in page.input_value("#f-body")
        page.evaluate(LEFT_BEHIND)
        page.reload()
        page.click("#rescue button:has-text('恢复它')")
        assert page.input_value("#f-title") == "没有存成的"
