"""Word files: numbers, tables, pictures and alignment come through; what would be lost or shown unseen is told."""

from pathlib import Path

import pytest

from content.problems import blocking
from content.text import plain
from tests.content.papers import FRONT, Desk, numbered, numbering, paragraph, word_file

CHINESE = numbering(("chineseCountingThousand", "%1、"), ("japaneseCounting", "（%2）"), ("decimal", "%3."))
PLAIN = numbering(("decimal", "%1."), numbers=2)
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="现场"/><a:graphic><a:graphicData>'
    '<pic:pic><pic:blipFill><a:blip r:embed="image"/></pic:blipFill></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
CHANGES = "<w:p><w:ins><w:r><w:t>加</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_automatic_chinese_numbers_are_written_out_as_word_shows_them(desk: Desk) -> None:
    body = "".join(
        [
            numbered("要求", 1), paragraph("说明"), numbered("安排", 1), numbered("甲", 1, 1), numbered("细", 1, 2),
            numbered("细", 1, 2), numbered("乙", 1, 1), numbered("细", 1, 2), numbered("保障", 1), numbered("丙", 1, 1),
        ]
    )  # fmt: skip
    item, problems = desk.word(body, numbering=CHINESE)
    assert item is not None
    assert problems == []
    assert plain(item.html).split("\n") == [
        "一、要求", "说明", "二、安排", "（一）甲", "1. 细", "2. 细", "（二）乙", "1. 细", "三、保障", "（一）丙",
    ]  # fmt: skip


def test_numbers_of_a_style_are_written_out_up_to_large_ones(desk: Desk) -> None:
    number = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="x"><w:name w:val="条"/>{number}</w:style>'
        '<w:style w:type="paragraph" w:styleId="y"><w:name w:val="条文"/><w:basedOn w:val="x"/></w:style>'
    )
    body = "".join(paragraph("文", '<w:pStyle w:val="y"/>') for _ in range(112))
    item, _ = desk.word(body, numbering=numbering(("chineseCounting", "第%1条")), styles=styles)
    assert item is not None
    lines = plain(item.html).split("\n")
    assert [lines[place - 1] for place in (1, 10, 12, 20, 101, 110, 112)] == [
        f"第{words}条\u3000文" for words in ("一", "十", "十二", "二十", "一百零一", "一百一十", "一百一十二")
    ]


def test_a_plain_list_stays_a_list_and_an_interrupted_one_keeps_its_numbers(desk: Desk) -> None:
    body = numbered("甲", 1) + numbered("乙", 1) + paragraph("隔断") + numbered("丙", 1) + numbered("新", 2)
    item, _ = desk.word(body, numbering=PLAIN)
    assert item is not None
    assert item.html == "<ol><li>甲</li><li>乙</li></ol><p>隔断</p><p>3. 丙</p><ol><li>新</li></ol>"


def test_tables_keep_their_heads_and_merged_cells(desk: Desk) -> None:
    rows = [
        "<w:trPr><w:tblHeader/></w:trPr>" + cell("项目", '<w:gridSpan w:val="2"/>') + cell("数"),
        cell("甲", '<w:vMerge w:val="restart"/>') + cell("一") + cell("1"),
        cell("", "<w:vMerge/>") + cell("二") + cell("2"),
    ]
    item, _ = desk.word("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")
    assert item is not None
    assert '<thead><tr><th colspan="2">项目</th><th>数</th></tr></thead>' in item.html
    assert '<tr><td rowspan="2">甲</td><td>一</td><td>1</td></tr><tr><td>二</td><td>2</td></tr>' in item.html


def test_pictures_alignment_headings_and_underlines_come_through(desk: Desk) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>'
    body = (
        paragraph("关于开展安全生产检查的通知", '<w:jc w:val="center"/>')
        + paragraph("一、安排", '<w:pStyle w:val="2"/>')
        + paragraph("重点", run='<w:b/><w:u w:val="single"/>')
        + PICTURE
        + paragraph("综合办公室", '<w:jc w:val="right"/>')
    )
    item, problems = desk.word(body, styles=styles)
    assert item is not None
    assert problems == []
    kept = desk.kept["图1.png"]
    assert item.images == (kept,)
    assert item.source_kind == "word"
    assert item.html == (
        f'<h2>一、安排</h2><p><strong><u>重点</u></strong></p><p><img alt="现场" src="files/{kept.path}"></p>'
        '<p align="right">综合办公室</p>'
    )


@pytest.mark.parametrize(
    ("body", "code", "blocks"),
    [
        (CHANGES, "word_changes", False),
        (paragraph("藏", run="<w:vanish/>"), "word_hidden", True),
        ("<w:p><m:oMath/></w:p>" + paragraph("字"), "word_formula", True),
    ],
)  # fmt: skip
def test_what_would_be_lost_or_shown_unseen_is_told(desk: Desk, body: str, code: str, blocks: bool) -> None:
    item, problems = desk.word(body)
    assert item is not None
    assert "删" not in item.html
    assert [(problem.code, problem.blocks) for problem in problems] == [(code, blocks)]


def test_a_picture_that_is_only_linked_is_told_and_never_fetched(desk: Desk) -> None:
    _, problems = desk.word(PICTURE.replace('r:embed="image"', 'r:link="image"') + paragraph("字"))
    assert [(problem.code, problem.where) for problem in problems] == [("missing_file", "第1张图")]


def test_faults_beside_a_word_file_name_the_yaml_and_its_line(desk: Desk) -> None:
    _, problems = desk.word(paragraph("字"), front=f"---\n{FRONT}titel: x\n---\n")
    assert [problem.where for problem in problems] == ["稿.yaml 第5行"]


def test_without_its_yaml_one_is_offered(desk: Desk) -> None:
    desk.put("稿.docx", word_file(paragraph("关于停水的公告") + paragraph("2026年3月2日")))
    item, problems = desk.read("稿.docx")
    assert item is None
    assert "稿.yaml" in problems[0].says
    assert "title: 关于停水的公告" in problems[0].says


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04torn", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", word_file("<w:p>")])
def test_broken_word_files_are_refused(desk: Desk, content: bytes) -> None:
    desk.put("稿.docx", content)
    desk.put("稿.yaml", FRONT)
    item, problems = desk.read("稿.docx")
    assert item is None
    assert blocking(problems)


def test_the_yaml_may_be_named_instead(desk: Desk, tmp_path: Path) -> None:
    desk.word(paragraph("字"))
    item, problems = desk.read("稿.yaml")
    assert item is not None
    assert problems == []
    assert (tmp_path / "稿.docx").is_file()
