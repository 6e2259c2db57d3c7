"""An edition taken up again in the console is read as the same item."""

from content.files import read_writing
from content.taking_up import like, writing_of
from content.writing import Writing, free_name
from tests.content.papers import CHANNELS, COLUMNS, FRONT, Desk, paragraph, word_file

MORE = (
    "made_on: 2026-03-02\ndocument_number: 示高管〔2026〕12号\nkeywords: [安全生产, 检查]\ncover: 甲/图.png\n"
    "attachments: [表.csv]\nai_generated: false\nchannels: [website]\nwechat: {title: 检查了}\n"
    "secrecy: {by: 王五, on: 2026-03-01, conclusion: 可以公开}\n"
)


def test_what_is_taken_up_and_not_changed_says_the_same_to_the_letter(desk: Desk) -> None:
    desk.picture("甲/图.png")
    desk.picture("乙/图.png", (80, 20))
    desk.put("表.csv", "甲,乙\n")
    body = "正文\n![现场](<乙/图.png>)\n![大门](甲/图.png)\n见[表](表.csv)\n"
    item, problems = desk.markdown(body, FRONT + MORE)
    assert item is not None
    assert problems == []
    taken = writing_of(item)
    assert sorted(file.name for file in taken.files) == ["图-2.png", "图.png", "表.csv"]
    again, problems = read_writing(Writing.from_record(taken.to_record()), COLUMNS, CHANNELS)
    assert again is not None
    assert problems == []
    assert again.html == item.html
    assert (again.title, again.keywords, again.overrides, again.channels, again.secrecy, again.ai_generated) == (
        item.title, item.keywords, item.overrides, item.channels, item.secrecy, item.ai_generated,
    )  # fmt: skip
    assert {file.sha256 for file in again.files} == {file.sha256 for file in item.files}


def test_a_word_text_is_taken_up_as_markdown(desk: Desk) -> None:
    desk.put("稿.docx", word_file(paragraph("三月起开展检查。") + paragraph("请各企业配合。")))
    desk.put("稿.yaml", FRONT)
    item, _ = desk.read("稿.docx")
    assert item is not None
    taken = writing_of(item)
    assert (taken.body, taken.kind) == ("三月起开展检查。\n\n请各企业配合。", "markdown")
    again, _ = read_writing(taken, COLUMNS, CHANNELS)
    assert again is not None
    assert again.html.replace("\n", "") == item.html.replace("\n", "")


def test_a_copy_leaves_what_belongs_to_the_other_one(desk: Desk) -> None:
    item, _ = desk.markdown("正文", FRONT + "made_on: 2026-03-02\ndocument_number: 示高管〔2026〕12号\n")
    assert item is not None
    copied = like(writing_of(item))
    assert copied.title == item.title
    assert not {"made_on", "document_number"} & set(copied.fields)


def test_faults_of_a_draft_are_those_of_a_file_with_the_lines_of_its_text() -> None:
    writing = Writing(fields={"title": "通知", "column": "通告"}, body="第一行\n![图](没有.png)\n见[表](表.xlsx)")
    item, problems = read_writing(writing, COLUMNS, CHANNELS)
    assert item is not None
    assert [(one.code, one.field, one.where) for one in problems] == [
        ("missing_field", "unit", ""),
        ("unknown_column", "column", ""),
        ("missing_file", "body", "第2行"),
        ("missing_file", "body", "第3行"),
    ]
    assert "先上传" in problems[2].says


def test_a_text_that_stays_html_finds_its_files(desk: Desk) -> None:
    picture = desk.keep(desk.picture("图.png"), "图.png")
    writing = Writing(
        fields={"title": "通知", "column": "通知公告", "unit": "综合办公室"},
        body='<table><tr><td colspan="2">甲</td></tr></table><p><img src="图.png" alt="现场"></p>',
        kind="html",
        files=(picture,),
    )
    item, problems = read_writing(writing, COLUMNS, CHANNELS)
    assert item is not None
    assert problems == []
    assert (item.source_kind, item.images) == ("html", (picture,))
    assert f'src="files/{picture.path}"' in item.html


def test_files_of_one_name_get_names_of_their_own() -> None:
    assert free_name("图.png", ["图.png", "图-2.png"]) == "图-3.png"
    assert free_name("表", []) == "表"
