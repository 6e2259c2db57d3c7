"""What servers do to HTML makes no difference to what a page says; any lost or added word, cell, picture, link does."""

import re
import time
from collections.abc import Callable
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.meaning import Meaning, differences, holds_only, leads, meaning_of, normal, plain_text

WORDS = st.text(st.sampled_from("三月起安全生产检查第二十条甲乙A1〔2026〕，。：—“”‘’<>&×"), min_size=1, max_size=12)
PARAGRAPH = WORDS.map(lambda words: f"<p>{escape(words)}</p>")
TABLE = st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=3).map(
    lambda rows: (
        "<table><tbody>"
        + "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        + "</tbody></table>"
    )
)
PICTURE = st.tuples(WORDS, st.integers(1, 99)).map(
    lambda one: f'<p><img src="files/{one[1]}.png" alt="{escape(one[0])}"></p>'
)
LINK = st.tuples(WORDS, st.integers(1, 99)).map(lambda one: f'<p><a href="files/{one[1]}.pdf">{escape(one[0])}</a></p>')
BLOCK = st.one_of(PARAGRAPH, TABLE, PICTURE, LINK)
BODY = st.lists(BLOCK, min_size=1, max_size=6).map("\n".join)

SERVERS: dict[str, Callable[[str], str]] = {
    "WordPress's quotes": lambda html: re.sub(r"[“”](?=[^<>]*(<|$))", "”", html),
    "WordPress's wrapper": lambda html: f"<!-- wp:html -->\n{html}\n<!-- /wp:html -->",
    "plain quotes": lambda html: html.translate(str.maketrans({"“": "&quot;", "”": "&quot;", "‘": "&#8216;"})),
    "entities for Chinese": lambda html: re.sub(r"[一-龥]", lambda found: f"&#x{ord(found[0]):X};", html),
    "no tbody": lambda html: html.replace("<tbody>", "").replace("</tbody>", ""),
    "CRLF": lambda html: html.replace("\n", "\r\n"),
    "no line breaks": lambda html: html.replace("\n", ""),
    "a div around": lambda html: f'<div class="TRS_Editor">{html}</div>',
    "attributes": lambda html: html.replace("<p>", '<p style="text-indent: 2em" class="MsoNormal">'),
    "spans and fonts": lambda html: re.sub(r"<p>(.*?)</p>", r'<p><span><font face="仿宋">\1</font></span></p>', html),
    "XHTML": lambda html: re.sub(r"(<img[^>]*)>", r"\1 />", html),
    "capital names": lambda html: re.sub(r"</?(p|td|tr)>", lambda found: found[0].upper(), html),
    "absolute addresses": lambda html: html.replace("files/", "https://www.example.gov.cn/uploads/2026/03/"),
    "empty paragraphs": lambda html: html.replace("<p>", "<p>&nbsp;</p>\n<p>　　"),
    "zero-width signs": lambda html: re.sub(r"(?<=[一-龥])(?=[一-龥])", "\u200b", html),
    "a byte order mark": lambda html: "\ufeff" + html,
    "an XML head": lambda html: f'<?xml version="1.0" encoding="GB18030"?>\n<div>{html}</div>',
    "a script": lambda html: html + "<script>var seen = '多出的字';</script><style>p {}</style>",
    "a whole document": lambda html: f"<html><head><title>站名</title></head><body>{html}</body></html>",
}


@pytest.mark.parametrize("server", SERVERS)
@settings(max_examples=25)
@given(html=BODY)
def test_what_servers_do_makes_no_difference(server: str, html: str) -> None:
    kept = meaning_of(SERVERS[server](html))
    assert differences(meaning_of(html), kept) == []
    assert kept.digest == meaning_of(html).digest


@given(blocks=st.lists(BLOCK, max_size=5), more=BLOCK, at=st.integers(0, 5))
def test_whatever_is_lost_or_added_is_told(blocks: list[str], more: str, at: int) -> None:
    fewer = meaning_of("\n".join(blocks))
    all_of_it = meaning_of("\n".join([*blocks[:at], more, *blocks[at:]]))
    if normal(plain_text(more)) or "<img" in more:  # a paragraph of nothing but signs that servers drop says nothing
        assert differences(all_of_it, fewer)
        assert differences(fewer, all_of_it)
        assert all_of_it.digest != fewer.digest


@given(html=BODY, word=WORDS)
def test_a_word_put_in_or_taken_out_anywhere_is_told(html: str, word: str) -> None:
    added = html.replace("</p>", f"{escape(word)}</p>", 1).replace("</td>", f"{escape(word)}</td>", 1)
    if meaning_of(added).text != meaning_of(html).text:
        assert differences(meaning_of(html), meaning_of(added))
        assert differences(meaning_of(added), meaning_of(html))
    else:
        assert normal(word) in {"", "-"} or "<p>" not in html


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("<p>共 12 户</p>", "<p>共 13 户</p>", ["没有了：“共12户”", "多出：“共13户”"]),
        ("<p>甲</p><p>乙</p>", "<p>乙</p>", ["没有了：“甲”"]),
        ('<img src="a.png" alt="图">', "", ["图片应有 1 张，网站上有 0 张"]),
        ('<img src="a.png" alt="图一">', '<img src="a.png" alt="图二">', ["图片的说明文字与稿件不同"]),
        ("<table><td>甲</td><td></td></table>", "<table><td>甲</td></table>", ["表格应有 2 格，网站上有 1 格"]),
        ('<p><a href="a.pdf">名单</a></p>', "<p>名单</p>", ["没有了链接：“名单”"]),
        ('<a href="a.pdf"><img src="a.png" alt="图"></a>', '<img src="a.png" alt="图">', ["没有了链接：“图”"]),
        ("<p>名单</p>", '<p><a href="http://ads.example">名单</a></p>', ["链接与稿件不同"]),
    ],
)  # fmt: skip
def test_what_differs_is_told_in_words(before: str, after: str, told: list[str]) -> None:
    assert differences(meaning_of(before), meaning_of(after)) == told


def test_of_many_differences_the_first_are_told() -> None:
    before = meaning_of("".join(f"<p>第{n}条</p><p>不变的第{n}款</p>" for n in range(9)))
    after = meaning_of("".join(f"<p>不变的第{n}款</p>" for n in range(9)))
    assert differences(before, after)[-1] == "还有 4 处"


def test_long_tables_are_compared_quickly() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>0</td><td>否</td></tr>" for n in range(4000))
    changed = rows.replace("<td>7</td>", "<td>八</td>").replace("<td>3990</td>", "<td>九</td>")
    before, after = meaning_of(f"<table>{rows}</table>"), meaning_of(f"<p>前言</p><table>{changed}</table>")
    began = time.process_time()
    assert differences(before, after)[0].startswith("多出：“前言")
    assert time.process_time() - began < 1


def test_only_what_was_taken_out_is_no_more_than_was_expected() -> None:
    whole = meaning_of('<p>三月起开展“安全生产”检查，依据第二十条。</p><p><a href="a.pdf">名单</a></p>')
    assert holds_only(whole, meaning_of("<p>三月起开展检查，依据第二十条。</p>"))
    assert not holds_only(whole, meaning_of("<p>四月起开展“安全生产”检查，依据第二十条。</p>"))
    assert not holds_only(
        whole, meaning_of('<p>三月起开展“安全生产”检查，依据第二十条。</p><p><a href="b">别的</a></p>')
    )


def test_where_things_lead_is_compared_without_the_host() -> None:
    ours = '<a href="https://a.example/f/%E5%90%8D.pdf?x=1">名单</a><img src="/g/1.png"><a href="#top">上</a>'
    assert leads(ours) == ["f/名.pdf?x=1", "g/1.png?"]
    assert leads('<a href="http://[坏">坏</a>') == ["http://[坏"]
    assert leads("") == []


def test_what_is_no_html_at_all_says_what_it_says() -> None:
    assert meaning_of("   ") == Meaning(())
    assert meaning_of("<!-- wp:html --><!-- /wp:html -->") == Meaning(())
    assert meaning_of("一行字").text == "一行字"
    assert plain_text("<h2>题</h2><p>甲<br>乙</p><ul><li>一</li></ul>") == "题\n甲\n乙\n一"
