"""What an edition becomes in WeChat: nothing it would strip, nothing lost that a reader needs."""

import re
from dataclasses import replace

import pytest

from channels.channel import Context
from channels.wechat.rendition import write
from channels.wechat.sandbox.rewriting import rewritten
from content.item import StoredFile
from content.problems import Problem, blocking
from tests.channels.wechat.account import Office

PAGE = Context("https://www.example.gov.cn/tzgg/2026-00001.html")
PICTURE = StoredFile("现场.png", "ab" * 32, 1000, "image/png")
SHEET = StoredFile("检查表.xlsx", "cd" * 32, 1000, "application/vnd.ms-excel")
VIDEO = StoredFile("检查.mp4", "ef" * 32, 1000, "video/mp4")


def body(html: str) -> str:
    return write(html, "标题", PAGE.page_url).html


def text(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html.replace("<br/>", "\n").replace("</p>", "\n"))


def table(columns: int, rows: int, cell: str = "值") -> str:
    head = "".join(f"<th>列{column}</th>" for column in range(columns))
    lines = "".join(
        f"<tr>{''.join(f'<td>{cell}{row}.{column}</td>' for column in range(columns))}</tr>" for row in range(rows)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def test_the_platform_changes_nothing_but_the_names_of_picture_addresses(at: Office) -> None:
    html = (
        '<h2 id="a" class="b">一、总则</h2><p onclick="x()">正文<a href="https://www.example.com/x">链接</a><br>下一行</p>'
        "<ul><li>甲<ul><li>乙</li></ul></li></ul><blockquote>引文</blockquote><pre>代码  两格</pre>"
        f'<p><img src="files/{PICTURE.path}" alt="现场"></p>{table(3, 2)}{table(7, 2)}'
        "<script>alert(1)</script><iframe src='x'></iframe><style>p{}</style>"
    )
    prepared = at.channel().prepare(at.edition(1, html=html, images=(PICTURE,)), PAGE).html
    sent = prepared.replace(f"files/{PICTURE.path}", "http://mmbiz.qpic.cn/mmbiz_png/x/640")
    kept = rewritten(sent, base="http://127.0.0.1:1", verified=False)
    assert kept.replace("data-src=", "src=").replace("<br  />", "<br/>").replace('">', '"/>') == sent.replace(
        '">', '"/>'
    )


def test_links_become_numbered_notes_with_their_address() -> None:
    edition = '<p>见<a href="https://a.example/1">办法</a>和<a href="/zwgk/2.html">目录</a>，再见<a href="https://a.example/1">办法</a>。</p>'
    written = write(edition, "标题", PAGE.page_url)
    assert text(written.html).strip() == "见办法[链接1]和目录[链接2]，再见办法[链接1]。"
    assert list(written.links) == ["https://a.example/1", "https://www.example.gov.cn/zwgk/2.html"]


def test_links_to_official_account_articles_stay_and_printed_addresses_get_no_note() -> None:
    article = "https://mp.weixin.qq.com/s/Aw6JVUIxlX4z0Zk9MmQyVQ"
    written = write(f'<p><a href="{article}">解读</a> <a href="https://a.example/">https://a.example</a></p>', "", "")
    assert f'<a href="{article}">解读</a>' in written.html
    assert written.links == {}


def test_the_foot_tells_where_attachments_video_and_links_are(at: Office) -> None:
    html = '<p><a href="https://a.example/1">办法</a></p>'
    edition = at.edition(1, html=html, attachments=(SHEET,), video=VIDEO, document_number="示高管〔2026〕12号")
    told = text(at.channel().prepare(edition, PAGE).html)
    for words in (
        "阅读原文",
        "1. 检查表.xlsx",
        "视频",
        "[链接1] 办法 https://a.example/1",
        "示高管〔2026〕12号",
        "索引号",
    ):
        assert words in told


def test_a_wide_table_becomes_a_card_per_row_with_every_value_beside_its_heading() -> None:
    cards = body(table(6, 2))
    assert "<table" not in cards
    assert text(cards).count("列5：") == 2
    assert "列3：值1.3" in text(cards)


def test_a_table_of_four_columns_stays_a_table_and_a_long_one_is_light() -> None:
    assert body(table(4, 3)).count("<td") == 16
    assert len(body(table(4, 200))) < 20_000


def test_merged_cells_keep_their_meaning() -> None:
    html = (
        "<table><tr><td rowspan='2'>区</td><td colspan='4'>计划（人）</td></tr>"
        "<tr><td>小学</td><td>初中</td><td>凭证</td><td>合计</td></tr>"
        "<tr><td rowspan='2'>东区</td><td>1</td><td>2</td><td>3</td><td>6</td></tr>"
        "<tr><td>4</td><td colspan='2'>待定</td><td>9</td></tr>"
        "<tr><td colspan='5'>以上为预计数</td></tr></table>"
    )
    told = text(body(html))
    assert told.count("计划（人）") == 1
    assert told.count("东区") == 2
    assert "初中／凭证：待定" in told
    assert "以上为预计数" in told
    narrow = body("<table><tr><td colspan='2'>题</td></tr><tr><td>甲</td><td>乙</td></tr></table>")
    assert '<td colspan="2"' in narrow


def test_a_wide_table_without_headings_names_nothing_wrongly() -> None:
    told = text(
        body(f"<table><tr>{'<td>很长的一段说明文字，' * 1}{'不是表头' * 20}</td>{'<td>x</td>' * 5}</tr></table>")
    )
    assert "：" not in told
    assert told.count("｜") == 5


def test_a_frame_round_ordinary_text_is_taken_away() -> None:
    assert "<table" not in body("<table><tr><td></td><td><p>第一段</p><p>第二段</p></td><td></td></tr></table>")


def test_nested_lists_become_lines_of_their_item() -> None:
    html = "<ol start='3'><li>甲<ol><li>子一</li><li>子二<ul><li>孙</li></ul></li></ol></li></ol>"
    written = body(html)
    assert written.count("<ol") == 1
    assert 'start="3"' in written
    assert [word in text(written) for word in ("（1）子一", "（2）子二", "– 孙")] == [True] * 3


def test_indents_typed_as_blanks_are_not_doubled_and_begin_paragraphs() -> None:
    assert body("<p>　　第一段<br>　　第二段<br>同段</p>") == "<p>第一段</p><p>第二段<br/>同段</p>"


def test_what_is_text_never_becomes_markup() -> None:
    assert body("<p>a &lt;script&gt; &amp; b</p><pre>&lt;b&gt;</pre>").count("&lt;") == 2


def test_the_marker_is_in_the_address_behind_read_more_or_else_in_the_text(at: Office) -> None:
    edition = at.edition(7)
    mark = f"2026-00007.1@wechat-{edition.digest[:12]}"
    prepared = at.channel().prepare(edition, PAGE)
    assert prepared.fields["content_source_url"] == f"{PAGE.page_url}?gk={mark}"
    assert "稿件编号" not in prepared.html
    assert f"稿件编号：{mark}" in at.channel().prepare(edition, Context()).html


def codes(problems: list[Problem]) -> set[tuple[str, str]]:
    return {(problem.code, problem.field) for problem in blocking(problems)}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": "长" * 33}, ("too_long", "title")),
        ({"overrides": {"wechat": {"title": "长" * 33}}}, ("too_long", "title")),
        ({"overrides": {"wechat": {"author": "长" * 17}}}, ("too_long", "author")),
        ({"overrides": {"wechat": {"digest": "长" * 121}}}, ("too_long", "digest")),
        ({"html": f"<p>{'长' * 20_000}</p>"}, ("too_long", "body")),
        ({"html": "<p> </p>"}, ("missing_field", "body")),
        ({"html": '<img src="https://www.example.com/a.png">'}, ("outside_image", "body")),
        ({"overrides": {"wechat": {"body": "summary"}}, "summary": ""}, ("missing_field", "summary")),
        ({"overrides": {"wechat": {"body": "half"}}}, ("unknown_field", "body")),
    ],
)
def test_what_the_platform_would_refuse_blocks_beforehand(
    at: Office, fields: dict[str, object], wrong: tuple[str, str]
) -> None:
    assert codes(at.channel().check(at.edition(1, **fields))) == {wrong}


def test_what_an_author_watches_is_what_would_block(at: Office) -> None:
    channel = at.channel()
    over = {"title": "长" * 33, "html": f"<p>{'长' * 20_000}</p>", "overrides": {"wechat": {"digest": "长" * 121}}}
    assert {one.field for one in channel.lengths(at.edition(1, **over)) if not one.fits} == {"title", "digest", "text"}
    assert all(one.fits for one in channel.lengths(at.edition()))


def test_a_text_too_long_goes_out_as_its_summary_when_the_author_says_so(at: Office) -> None:
    fields = {"html": f"<p>{'长' * 30_000}</p>", "summary": "检查从三月开始。"}
    edition = at.edition(1, **fields, overrides={"wechat": {"body": "summary"}})
    channel = at.channel()
    assert blocking(channel.check(edition)) == []
    told = text(channel.prepare(edition, PAGE).html)
    assert "检查从三月开始。" in told
    assert "阅读原文" in told


def test_a_long_unit_or_summary_is_no_reason_to_block(at: Office) -> None:
    channel, edition = at.channel(), at.edition(1, unit="长" * 17, summary="要" * 200)
    assert channel.check(edition) == []
    fields = channel.prepare(edition, PAGE).fields
    assert (fields["author"], len(fields["digest"])) == ("", 120)


def test_only_an_article_that_goes_alone_has_a_digest(at: Office) -> None:
    assert at.channel().prepare(at.edition(), replace(PAGE, bundle=2)).fields["digest"] == ""
