"""What a reader sees: articles as a phone shows them, and a list of all."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any

from channels.wechat.sandbox.rewriting import shown
from content.zone import to_the_minute

# The platform's own rules that matter for how an article looks: reset margins, bordered cells, pictures that fit.
STYLE = """
body{margin:0;background:#fff;color:rgba(0,0,0,.9);font:17px/1.6 system-ui,-apple-system,"PingFang SC",
"Noto Sans CJK SC","Microsoft YaHei",sans-serif;-webkit-text-size-adjust:none}
main{max-width:677px;margin:0 auto;padding:20px 16px 40px}
h1{font-size:22px;line-height:1.4;margin:0 0 14px}
.from{font-size:15px;color:rgba(0,0,0,.3);margin:0 0 22px}.from b{font-weight:normal;color:#576b95}
article{overflow:hidden;overflow-wrap:break-word}
article *{max-width:100%!important;box-sizing:border-box!important;overflow-wrap:break-word!important}
article p{margin:0;clear:both;min-height:1em}article h2,article h3,article h4{font-weight:bold}
article table{margin-bottom:10px;border-collapse:collapse;display:table;width:100%!important}
article td,article th{padding:5px 10px;border:1px solid #ddd;word-wrap:break-word;word-break:break-all}
article ul,article ol{margin:0;padding-left:1.6em}
.more a{color:#576b95;text-decoration:none;font-size:17px}.more{margin:24px 0}
.card{display:block;color:inherit;text-decoration:none;border-bottom:1px solid #eee;padding:12px 0}
.said{margin:32px 0 0;padding:14px 0 0;border-top:1px solid #eee;font-size:15px}.said li{margin:10px 0}
.said ul{list-style:none;padding:0}.said small{display:block;color:rgba(0,0,0,.6)}
.card small{color:rgba(0,0,0,.4)}.gone{color:rgba(0,0,0,.5);text-align:center;margin-top:30vh}
"""


def article_page(page: Mapping[str, Any], account: str, comments: Sequence[Mapping[str, Any]] = ()) -> str:
    """`comments`: those that readers see."""
    article = page["article"]
    if page["deleted"]:
        return _whole("", '<p class="gone">该内容已被发布者删除</p>')
    source = article["content_source_url"]
    more = f'<p class="more"><a href="{escape(source)}" rel="nofollow">阅读原文</a></p>' if source else ""
    author = f"{escape(article['author'])} " if article["author"] else ""
    title = escape(article["title"])
    head = f'<h1>{title}</h1><p class="from">{author}<b>{escape(account)}</b> {_when(page["at"])}</p>'
    return _whole(title, f"{head}<article>{shown(article['content'])}</article>{more}{_said(comments)}")


def index_page(pages: Iterable[tuple[str, Mapping[str, Any]]], account: str, counts: str) -> str:
    """Every public article, newest first."""
    cards = [
        f'<a class="card" href="/s/{name}">{escape(page["article"]["title"])}<br>'
        f"<small>{_when(page['at'])} · {'群发' if page['way'] == 'mass' else '发布'}"
        f"{' · 已删除' if page['deleted'] else ''}</small></a>"
        for name, page in pages
    ]
    body = "".join(cards) or "<p>还没有文章。</p>"
    return _whole(
        account,
        f"<h1>{escape(account)}（公众号沙箱）</h1><p class='from'>{escape(counts)}　"
        f"<a href='/phone'>在手机页面里和它对话</a></p>{body}",
    )


def _said(comments: Sequence[Mapping[str, Any]]) -> str:
    lines = [
        f"<li>{escape(one['content'])}"
        f"{'<small>作者回复：' + escape(one['reply']['content']) + '</small>' if one['reply'] else ''}</li>"
        for one in comments
    ]
    return f'<section class="said"><b>留言</b><ul>{"".join(lines)}</ul></section>' if lines else ""


def _when(at: float) -> str:
    return to_the_minute(datetime.fromtimestamp(at, UTC))


def _whole(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<link rel="icon" type="image/svg+xml" href="/phone/icon.svg">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><main>{body}</main></body></html>"
    )
