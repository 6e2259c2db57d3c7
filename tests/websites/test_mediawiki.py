"""What an item says is text on the wiki, whatever it looks like: nothing of it is carried out as markup."""

from pathlib import Path

import httpx
import pytest

from channels.channel import Seen, Sight
from channels.meaning import differences, meaning_of
from channels.rest.wikitext import wikitext
from content.receipt import Standing

from .mediawiki import forget_sessions, serving
from .newsroom import Newsroom, open_newsroom
from .site import Site

pytestmark = pytest.mark.part("mediawiki")
LOOKS_LIKE_MARKUP = """
[[首页]] {{delete}} {{{1}}} ~~~~ '''粗''' == 题 == __TOC__ -{zh:甲;zh-tw:乙}-
<nowiki> </nowiki> <!-- 注 --> &nbsp; &#65;
#REDIRECT [[首页]] http://www.example.gov.cn [https://x y] ISBN 0123456789 RFC 123 {| class=x | a |} <ref>r</ref>
"""
TABLE = """
<table><caption>安排</caption><colgroup><col></colgroup>
<thead><tr><th>批次</th><th colspan="2">对象</th></tr></thead>
<tbody><tr><td rowspan="2"><p>一</p><p>二</p></td><td>a</td><td></td></tr><tr><td>* b</td><td>| c</td></tr></tbody>
</table>
"""
LISTS = """
<h1>一</h1><h2>二</h2><h3>三</h3><h4>四</h4>
<ol start="3"><li>甲<ul><li>乙</li></ul></li></ol><dl><dt>丙</dt><dd>丁</dd></dl>
"""
LINKS = """
<p>见<a href="https://www.example.gov.cn/a?b=1&amp;c='''[1] 2~~~~|]]">这里]] {{x}}</a>、
<a href="mailto:zhangsan@example.gov.cn">来信</a>、<a href="tel:+86-10-12345678">来电</a></p>
"""
WORDS = """
<p><b>粗<i>斜</i></b><u>下</u><s>删</s><sup>2</sup><mark>m</mark><q>引</q><ruby>字<rt>zì</rt></ruby></p>
"""
NOTES = """
<p>正文<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup></p>
<section class="footnotes"><ol><li id="fn1"><p>注 <a href="#fnref1">↩</a></p></li></ol></section>
"""
SAYINGS = {
    "what looks like markup": f"<p>{LOOKS_LIKE_MARKUP.replace('&', '&amp;').replace('<', '&lt;')}</p>",
    "signs where lines begin": "<p>* 甲</p>\n<p># 乙</p>\n<p>; 丙</p>\n<p>----</p>\n * 丁<br># 戊<hr>: 己",
    "tables": TABLE,
    "headings and lists": LISTS,
    "links": LINKS,
    "code": "<pre><code>a &lt;b&gt; [[x]]\n\n  {{y}}\n* '''z'''</code></pre>",
    "notes": NOTES,
    "words of all kinds": WORDS,
    "signs of all kinds": '<p>“引” "号" 𠮷 😀 \u200b \ue000\u3000一行\n\n二行</p>裸',
    "depth": f"<p>{'<b>' * 300}深{'</b>' * 300}</p>",
}


@pytest.mark.parametrize("_running", ["mediawiki"], indirect=True)
@pytest.mark.parametrize("saying", SAYINGS)
def test_a_reader_of_the_wiki_reads_what_was_written(site: Site, saying: str) -> None:
    html = SAYINGS[saying]
    assert not differences(meaning_of(html), meaning_of(shown(site, wikitext(html))))


@pytest.mark.parametrize("_running", ["mediawiki"], indirect=True)
def test_a_page_that_was_moved_is_not_said_to_be_withdrawn(newsroom: Newsroom) -> None:
    ref = newsroom.put_out(newsroom.brief("演练通知"))
    newsroom.site.edit(newsroom.key(ref), "#REDIRECT [[演练通知]]")  # what a move leaves in its place
    newsroom.withdrawn(ref)
    stopped = newsroom.delivery(ref)
    assert stopped.standing is Standing.LIVE
    assert "移回原来的名字" in stopped.says


def test_a_session_that_the_wiki_forgot_is_begun_anew(tmp_path: Path, sqlite_template: Path) -> None:
    wiki = tmp_path / "wiki"
    wiki.mkdir()
    with serving(wiki) as site:
        newsroom = open_newsroom(tmp_path / "office", sqlite_template, site)
        first = newsroom.put_out(newsroom.brief("演练通知"))
        forget_sessions(wiki)
        second = newsroom.corrected(first, body="改在四月。")
        assert newsroom.delivery(second).standing is Standing.LIVE
        assert newsroom.seen(second) == Seen(Sight.THERE)
        assert [one.path for one in site.wire.calls if "action=login" in one.path][1:]
        newsroom.app.close()


def shown(site: Site, text: str) -> str:
    """As the wiki shows it where it was saved."""
    asked = {"action": "parse", "text": text, "pst": "1", "prop": "text", "title": "gk", "disablelimitreport": "1"}
    form = {**asked, "wrapoutputclass": "", "disableeditsection": "1", "disabletoc": "1", "contentmodel": "wikitext"}
    answer = httpx.post(f"{site.wire.address}/api.php", data={**form, "format": "json", "formatversion": "2"})
    return str(answer.json()["parse"]["text"])
