"""An edition as a WeChat article: what staff preview is what is sent.

Only the addresses of pictures differ afterwards: `files/…` in the preview becomes the address that the platform gave
for the same bytes. Limits: 新增草稿 (title 32, author 16, digest 120 characters since 2026-07-14; content under 20,000
characters, tags included, and under 1 MB).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from channels.channel import Context, Rendition
from channels.lengths import Length
from channels.wechat import marker
from channels.wechat.settings import Settings
from channels.wechat.writing import BODY, Writer
from content.cut import shortened
from content.edition import Edition
from content.problems import Problem

LONGEST_TITLE = 32
LONGEST_AUTHOR = 16
LONGEST_DIGEST = 120
CONTENT_CHARACTERS = 20_000
CONTENT_BYTES = 1_000_000
# What the platform's address of a picture may be longer than ours.
ADDRESS_GROWS = 120
OVERRIDES = ("title", "digest", "author", "body")
FILES = "files/"
COVER = "cover"
FOOT = (
    "margin-top:2em;padding-top:.8em;border-top:1px solid #ddd;font-size:13px;line-height:1.8;color:#666;"
    "text-indent:0;text-align:left;word-break:break-all"
)
READ_ON = "点击文末“阅读原文”"


@dataclass(frozen=True, slots=True)
class Written:
    """A body as WeChat keeps it, and what was met on the way."""

    html: str
    links: Mapping[str, str]
    images: tuple[str, ...]
    wide: int
    lost: tuple[str, ...]


@lru_cache(maxsize=64)
def write(html: str, title: str, base: str) -> Written:
    """Pure: the same text gives the same article."""
    writer = Writer(base)
    body = writer.body(html, title)
    return Written(body, writer.links, tuple(dict.fromkeys(writer.images)), writer.wide, tuple(writer.lost))


def prepare(edition: Edition, context: Context, channel: str, settings: Settings) -> Rendition:
    """`html` is the article's content; `fields` are named as the platform names them, `marker` besides."""
    item = edition.item
    mark = marker.marker_of(edition, channel)
    written = _body(edition, channel, context.page_url)
    files = {source: source.removeprefix(FILES) for source in written.images if source.startswith(FILES)}
    if item.cover is not None:
        files[COVER] = item.cover.path
    fields = {
        "title": title_of(edition, channel),
        "author": author_of(edition, channel, settings),
        # Only an article that goes alone has a digest.
        "digest": digest_of(edition, channel) if context.bundle == 1 else "",
        "content_source_url": marker.add_to(context.page_url, mark),
        "need_open_comment": str(int(settings.need_open_comment)),
        "only_fans_can_comment": str(int(settings.only_fans_can_comment)),
        "column": item.column,
        "marker": mark,
    }
    html = f'<section style="{BODY}">{written.html}</section>{_foot(edition, written, mark, context.page_url)}'
    return Rendition(
        key=edition.key(channel), channel=channel, title=fields["title"], html=html, fields=fields, files=files
    )


def check(edition: Edition, channel: str, settings: Settings) -> list[Problem]:
    """What keeps this edition from the account, as far as the text itself shows it."""
    return [*_wrong_fields(edition, channel, settings), *_wrong_body(edition, channel, settings)]


def title_of(edition: Edition, channel: str) -> str:
    return str(edition.item.override(channel, "title") or edition.item.title).strip()


def author_of(edition: Edition, channel: str, settings: Settings) -> str:
    own = str(edition.item.override(channel, "author") or settings.author).strip()
    return own or (edition.item.unit if len(edition.item.unit) <= LONGEST_AUTHOR else "")


def digest_of(edition: Edition, channel: str) -> str:
    """The author's digest, else the summary, cut where the platform would refuse it; empty = WeChat takes the
    beginning of the text."""
    own = str(edition.item.override(channel, "digest")).strip()
    summary = " ".join(edition.item.summary.split())
    return own or shortened(summary, LONGEST_DIGEST)


def is_summary(edition: Edition, channel: str) -> bool:
    """The author chose a summary that leads to the website instead of the whole text."""
    return bool(edition.item.override(channel, "body") == "summary")


def lengths(edition: Edition, channel: str, settings: Settings) -> list[Length]:
    rendition = prepare(edition, Context(), channel, settings)
    return [
        Length("title", len(rendition.title), LONGEST_TITLE, own="title"),
        Length("author", len(rendition.fields["author"]), LONGEST_AUTHOR, own="author"),
        Length("digest", len(digest_of(edition, channel)), LONGEST_DIGEST, own="digest"),
        Length("text", _length(rendition, _body(edition, channel, "")), CONTENT_CHARACTERS - 1),
    ]


def _length(rendition: Rendition, written: Written) -> int:
    return len(rendition.html) + ADDRESS_GROWS * len(written.images)


def _body(edition: Edition, channel: str, base: str) -> Written:
    if not is_summary(edition, channel):
        return write(edition.item.html, edition.item.title, base)
    paragraphs = [f"<p>{escape(line, quote=False)}</p>" for line in edition.item.summary.split("\n") if line.strip()]
    more = f'<p style="margin-top:1em;text-indent:0;color:#a3221d">全文请{READ_ON}查看。</p>'
    return Written("".join(paragraphs) + more, {}, (), 0, ())


def _foot(edition: Edition, written: Written, mark: str, page_url: str) -> str:
    lines = [*_enclosures(edition, page_url), *_addresses(written.links), *_numbers(edition)]
    if not page_url:
        lines.append(marker.line(mark))
    return f'<section style="{FOOT}">{"<br/>".join(lines)}</section>' if lines else ""


def _enclosures(edition: Edition, page_url: str) -> Iterator[str]:
    item = edition.item
    where = f"（请{READ_ON}" if page_url else "（请到本机关网站"
    if item.attachments:
        yield f"附件{where}下载）："
        yield from (f"{number}. {escape(file.name, quote=False)}" for number, file in enumerate(item.attachments, 1))
    if item.video is not None:
        yield f"视频{where}观看）"


def _addresses(links: Mapping[str, str]) -> Iterator[str]:
    if links:
        yield "文中链接："
    for number, (address, words) in enumerate(links.items(), 1):
        yield f"[链接{number}] {escape(words, quote=False)} {escape(address, quote=False)}"


def _numbers(edition: Edition) -> Iterator[str]:
    if edition.item.document_number:
        yield f"发文字号：{escape(edition.item.document_number, quote=False)}"
    if edition.index_number:
        yield f"索引号：{escape(edition.index_number, quote=False)}"


def _wrong_fields(edition: Edition, channel: str, settings: Settings) -> Iterator[Problem]:
    title, author = title_of(edition, channel), author_of(edition, channel, settings)
    digest = str(edition.item.override(channel, "digest"))
    if len(title) > LONGEST_TITLE:
        says = f"公众号标题最多 {LONGEST_TITLE} 个字，现在 {len(title)} 个：请加一行 {channel}: {{title: 短标题}}。"
        yield Problem("too_long", "title", says, blocks=True, quote=title, where=channel)
    if len(author) > LONGEST_AUTHOR:
        says = f"公众号作者最多 {LONGEST_AUTHOR} 个字，现在 {len(author)} 个：请改短 {channel}: {{author: …}}。"
        yield Problem("too_long", "author", says, blocks=True, quote=author, where=channel)
    if len(digest) > LONGEST_DIGEST:
        says = f"公众号摘要最多 {LONGEST_DIGEST} 个字，现在 {len(digest)} 个：请改短 {channel}: {{digest: …}}。"
        yield Problem("too_long", "digest", says, blocks=True, quote=digest, where=channel)
    for name in sorted(set(edition.item.overrides.get(channel, {})) - set(OVERRIDES)):
        says = f"公众号没有“{name}”这一项，只有 title、digest、author、body。"
        yield Problem("unknown_field", name, says, blocks=True, quote=name, where=channel)


def _wrong_body(edition: Edition, channel: str, settings: Settings) -> Iterator[Problem]:
    choice = edition.item.override(channel, "body")
    if choice not in ("", "summary"):
        says = f"{channel}: {{body: …}} 只能写 summary（用摘要引向网站），或不写。"
        yield Problem("unknown_field", "body", says, blocks=True, quote=str(choice), where=channel)
    if is_summary(edition, channel) and not edition.item.summary.strip():
        says = "选择了在公众号只发摘要，但稿件没有摘要：请填写 summary。"
        yield Problem("missing_field", "summary", says, blocks=True, where=channel)
        return
    yield from _wrong_text(prepare(edition, Context(), channel, settings), edition, channel)


def _wrong_text(rendition: Rendition, edition: Edition, channel: str) -> Iterator[Problem]:
    written = _body(edition, channel, "")
    if not written.html:
        yield Problem("missing_field", "body", "正文是空的。", blocks=True, where=channel)
    length = _length(rendition, written)
    if length >= CONTENT_CHARACTERS or len(rendition.html.encode()) >= CONTENT_BYTES:
        says = (
            f"公众号正文连同格式须少于 {CONTENT_CHARACTERS} 个字符，现在约 {length} 个：请缩短，"
            f"或加一行 {channel}: {{body: summary}}，在公众号只发摘要、引到网站看全文。"
        )
        yield Problem("too_long", "body", says, blocks=True, where=channel)
    for source in written.images:
        if not source.startswith(FILES):
            says = "公众号会滤掉外部图片：请把图片存为文件，放进稿件。"
            yield Problem("outside_image", "body", says, blocks=True, quote=source, where=channel)
    if written.wide:
        says = f"有 {written.wide} 个表格超过 4 列，在公众号里将改为逐条显示：请预览后确认。"
        yield Problem("wide_table", "body", says, blocks=False, where=channel)
    for words in dict.fromkeys(written.lost):
        says = "这个链接只在网站内有效，公众号里只留下文字：如需要请写完整网址。"
        yield Problem("lost_link", "body", says, blocks=False, quote=words, where=channel)
