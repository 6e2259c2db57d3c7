"""Item files in Markdown: what becomes of them, and that every fault is told at once."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from content.files import read_item, read_writing
from content.item import Disclosure, SecrecyReview
from content.problems import blocking
from content.writing import Writing
from tests.content.papers import CHANNELS, COLUMNS, FRONT, Desk, picture
from tests.steps import grows_evenly

WHOLE = """title: 关于开展安全生产检查的通知
column: 通知公告
unit: 综合办公室
document_number: 示高管〔2026〕12号
made_on: 2026年3月2日
disclosure: 主动公开
legal_basis: 第二十条（十二）
summary: 三月起开展检查。
cover: 封面.jpg
attachments: [检查表.xlsx]
keywords: 安全生产、检查
secrecy: {by: 王五, on: 2026-03-01, conclusion: 可以公开}
channels: [website, wechat]
wechat: {title: 检查开始了}
ai_generated: 否
corrects: 2025-00007.2
valid_until: 2027/3/2
"""


def workbook() -> bytes:
    written = BytesIO()
    Workbook().save(written)
    return written.getvalue()


def test_every_field_is_read(desk: Desk) -> None:
    desk.picture("封面.jpg")
    desk.put("检查表.xlsx", workbook())
    item, problems = desk.markdown("正文。\n", WHOLE)
    assert problems == []
    assert item is not None
    assert item.made_on == date(2026, 3, 2)
    assert item.disclosure is Disclosure.ACTIVE
    assert item.legal_basis == "第二十条第（十二）项"
    assert item.secrecy == SecrecyReview("王五", date(2026, 3, 1), "可以公开")
    assert item.keywords == ("安全生产", "检查")
    assert item.channels == ("website", "wechat")
    assert item.override("wechat", "title") == "检查开始了"
    assert (item.ai_generated, item.corrects, item.valid_until) == (False, "2025-00007", date(2027, 3, 2))
    assert item.cover == desk.kept["封面.jpg"]
    assert item.attachments == (desk.kept["检查表.xlsx"],)
    assert (item.source, item.source_kind) == ("正文。\n", "markdown")


def test_fields_may_be_named_in_chinese_with_a_chinese_colon(desk: Desk) -> None:
    item, problems = desk.markdown("正文。", "标题：通知\n栏目: 通知公告\nunit:综合办公室\n成文日期：2026.3.2\n")
    assert problems == []
    assert item is not None
    assert (item.title, item.unit, item.made_on) == ("通知", "综合办公室", date(2026, 3, 2))


def test_all_faults_are_told_at_once_with_their_lines(desk: Desk) -> None:
    desk.put("假.pdf", b"MZ not a pdf")
    front = (
        "titel: 通知\ncolumn: 通知\nmade_on: 2026-02-30\ndisclosure: 公开\nlegal_basis: 第二十条第十六项\n"
        "attachments: [假.pdf, 没有.xlsx]\nsecrecy: {by: 王五}\nwechat: 短标题\nchannels: [websit]\n"
    )
    _, problems = desk.markdown("![](无.png)\n\n[表](../表.xlsx)\n", front)
    told = {(problem.where, problem.code, problem.field) for problem in blocking(problems)}
    assert told >= {
        ("第2行", "unknown_field", "titel"),
        ("第3行", "unknown_column", "column"),
        ("第4行", "bad_field", "made_on"),
        ("第5行", "bad_field", "disclosure"),
        ("第6行", "bad_field", "legal_basis"),
        ("第7行", "wrong_file_type", "attachments"),
        ("第7行", "missing_file", "attachments"),
        ("第8行", "bad_field", "secrecy"),
        ("第9行", "bad_field", "wechat"),
        ("第10行", "unknown_channel", "channels"),
        ("第12行", "missing_file", "body"),
        ("第14行", "outside_folder", "body"),
    }
    assert {problem.field for problem in problems if problem.code == "missing_field"} == {"title", "unit"}
    assert "title" in next(problem.says for problem in problems if problem.field == "titel")


def test_a_name_that_is_like_no_other_is_answered_with_all_there_are(desk: Desk) -> None:
    _, problems = desk.markdown("正文。", f"{FRONT}weixin: {{title: 短标题}}\n")
    (problem,) = problems
    assert "是不是" not in problem.says
    assert f"渠道名（{'、'.join(CHANNELS)}）" in problem.says


@pytest.mark.parametrize(
    ("front", "where", "says"),
    [
        ("title: 通知: 检查\n", "第2行", "英文冒号"),
        ("\ttitle: 通知\n", "第2行", "Tab"),
        ("title: '通知\n", "第2行", "引号"),
        ("title: 通知\ntitle: 又一个\n", "第3行", "写了两次"),
        ("title: 通知\n标题: 又一个\n", "第3行", "写了两次"),
        ("title: *通知\n", "第2行", "引号"),
        ("title: [紧急] 通知\n", "第2行", "方括号"),
        ("通知\n", "第2行", "title: 标题"),
    ],
)
def test_faulty_front_matter_is_explained(desk: Desk, front: str, where: str, says: str) -> None:
    _, problems = desk.markdown("正文。", front)
    assert any(problem.where == where and says in problem.says for problem in blocking(problems))


def test_without_front_matter_an_example_is_offered_from_the_text(desk: Desk) -> None:
    desk.put("稿.md", "关于开展检查的通知\n示高管〔2026〕12号\n正文。\n示范高新区管委会\n2026年3月2日\n")
    item, problems = desk.read("稿.md")
    assert item is None
    assert [problem.code for problem in problems] == ["no_front_matter"]
    assert "title: 关于开展检查的通知\n" in problems[0].says
    assert "document_number: 示高管〔2026〕12号\nmade_on: 2026-03-02\n" in problems[0].says


def test_an_empty_body_is_told(desk: Desk) -> None:
    _, problems = desk.markdown(" \n\n")
    assert [problem.code for problem in problems] == ["empty_body"]


@pytest.mark.parametrize(("codec", "notice"), [("utf-8-sig", False), ("gb18030", True), ("utf-16", True)])
def test_other_encodings_are_read_and_told(desk: Desk, codec: str, notice: bool) -> None:
    desk.put("稿.md", f"---\n{FRONT}---\n正文有“引号”。\n".replace("\n", "\r\n").encode(codec))
    item, problems = desk.read("稿.md")
    assert item is not None
    assert item.html == "<p>正文有“引号”。</p>"
    assert [(problem.code, problem.blocks) for problem in problems] == [("encoding", False)] * notice


@pytest.mark.parametrize("name", ["通知.doc", "通知.wps", "通知.pdf", "无"])
def test_other_files_are_refused_with_what_to_do(desk: Desk, name: str) -> None:
    desk.put(name, b"\xd0\xcf\x11\xe0")
    item, problems = desk.read(name)
    assert item is None
    assert ".docx" in problems[0].says


def test_pictures_and_linked_files_are_kept_and_named_by_what_they_are(desk: Desk) -> None:
    desk.picture("图/现场 1.png")
    desk.put("检查表.xlsx", workbook())
    item, problems = desk.markdown('![现场](<图/现场 1.png> "检查现场")\n\n见[检查表](检查表.xlsx)。')
    assert problems == []
    assert item is not None
    shown, listed = desk.kept["现场 1.png"], desk.kept["检查表.xlsx"]
    assert item.images == (shown,)
    assert item.attachments == (listed,)
    assert f'<img src="files/{shown.path}" alt="现场"><figcaption>检查现场</figcaption></figure>' in item.html
    assert f'<a href="files/{listed.path}" rel="noopener">检查表</a>' in item.html


@pytest.mark.parametrize("ref", ["../外.png", "/etc/外.png", "C:\\外.png", "链.png", "夹/外.png", "a/../../外.png"])
def test_nothing_outside_the_folder_is_taken(desk: Desk, tmp_path: Path, ref: str) -> None:
    inside = Desk(tmp_path / "稿件")
    desk.picture("外.png")
    desk.put("稿件/说明.txt", "x")
    (inside.folder / "链.png").symlink_to(tmp_path / "外.png")
    (inside.folder / "夹").symlink_to(tmp_path)
    _, problems = inside.markdown("正文。", f"{FRONT}cover: '{ref}'\n")
    assert [problem.code for problem in problems] == ["outside_folder"]
    assert inside.kept == {}


def test_a_file_that_is_not_what_its_name_says_is_refused(desk: Desk) -> None:
    desk.put("图.png", picture(".jpg"))
    desk.put("断.jpg", picture(".jpg", (600, 400))[:900])
    desk.put("空.png", b"")
    desk.put("表.xlsx", b"PK\x03\x04 torn")
    desk.put("口令.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    desk.put("宏.docm", b"PK\x03\x04")
    _, problems = desk.markdown(
        "![](图.png) ![](断.jpg) ![](空.png) [](表.xlsx)", f"{FRONT}attachments: [口令.docx, 宏.docm]\n"
    )
    told = {problem.quote: problem for problem in problems}
    assert "JPEG" in told["图.png"].says
    assert told["断.jpg"].code == "broken_image"
    assert told["空.png"].code == "empty_file"
    assert "损坏" in told["表.xlsx"].says
    assert "加了密码" in told["口令.docx"].says
    assert ".docm" in told["宏.docm"].says
    assert all(problem.blocks for problem in problems)


def test_a_missing_file_is_named_with_the_place_looked_at_and_a_near_one(desk: Desk, tmp_path: Path) -> None:
    desk.picture("封面.jpg")
    _, problems = desk.markdown("正文。", f"{FRONT}cover: 封面.JPG\n")
    assert problems[0].says == f"找不到文件 {tmp_path / '封面.JPG'}，是不是“封面.jpg”？"


def test_a_file_name_with_blanks_must_be_marked_and_the_right_way_is_shown(desk: Desk) -> None:
    _, problems = desk.markdown("字\n\n![现场](图 1.png)和[表](检查 表.xlsx)，条例〔2026〕(附件.第一)")
    assert [(problem.code, problem.where) for problem in problems] == [("bad_link", "第8行"), ("bad_link", "第8行")]
    assert "![现场](<图 1.png>)" in problems[0].says


def test_pictures_from_elsewhere_are_to_be_kept_here(desk: Desk) -> None:
    _, problems = desk.markdown('字![](https://example.com/a.png)\n<img src="data:image/png;base64,AAAA">')
    assert [problem.code for problem in problems] == ["remote_image", "remote_image"]
    assert "data:image/png" in problems[1].says


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400) | st.text(max_size=300).map(lambda text: f"---\n{FRONT}---\n{text}".encode()))
def test_no_content_makes_reading_fail(desk: Desk, content: bytes) -> None:
    path = desk.put("稿.md", content)
    item, problems = read_item(path, desk.keep, COLUMNS, CHANNELS)
    assert item is not None or blocking(problems)
    assert "<script" not in (item.html if item else "")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(front=st.text(st.sampled_from("abtitle: 标题：\n-[]{}\"'*&!%@`#|>?,0\t\u3000"), max_size=80))
def test_no_front_matter_makes_reading_fail(desk: Desk, front: str) -> None:
    item, problems = desk.markdown("正文。", f"{front}\n")
    assert item is not None or blocking(problems)


@pytest.mark.parametrize(("body", "lost"), [("正文。[^1]", "没有写它的内容"), ("正文。\n\n[^1]: 注。", "没有引用它")])
def test_half_a_footnote_is_told(desk: Desk, body: str, lost: str) -> None:
    _, problems = desk.markdown(body, FRONT)
    assert [(one.code, one.quote, lost in one.says) for one in problems] == [("bad_footnote", "[^1]", True)]
    assert desk.markdown("正文。[^1]\n\n[^1]: 注。", FRONT)[1] == []


def test_notes_that_never_close_are_read_in_work_that_grows_as_the_text_does() -> None:
    def read(size: int) -> object:
        return read_writing(Writing({"title": "通知"}, body=f"[^1]: 注\n\n{'[^甲' * size}"), (), ())

    assert grows_evenly(read, 150)
    _, problems = read_writing(Writing({"title": "通知"}, body="见注[^甲[^乙]。"), (), ())
    assert [one.quote for one in problems if one.code == "bad_footnote"] == [
        "[^乙]"
    ]  # looked for up to the next bracket
