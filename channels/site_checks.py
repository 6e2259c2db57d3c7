"""What keeps an item from a website, whoever's it is. No network, no clock."""

import re
from collections.abc import Iterator

from content.item import Disclosure, Item
from content.problems import Problem

LINK = re.compile(r'\s(?:href|src|poster)="([^"]*)"')
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:")
FORBIDDEN = re.compile(r"<(script|iframe|object|embed|form|style|link|meta|base)\b|\son\w+=", re.IGNORECASE)


def site_problems(item: Item, channel: str, *, has_column: bool) -> Iterator[Problem]:
    """The item's own rules (fields, words, personal data) are checked elsewhere."""
    yield from _overrides(item, channel)
    yield from _filing(item, has_column)
    yield from _markup(item)
    yield from _links(item)


def _overrides(item: Item, channel: str) -> Iterator[Problem]:
    """A page shows the item as it is: what an author wants otherwise is refused aloud."""
    for key in item.overrides.get(channel, {}):
        says = f"{channel} 没有“{key}”这一项：网页就用稿件本身的标题和内容概述，请删去。"
        yield Problem("unknown_override", channel, says, blocks=True, quote=str(key))


def _filing(item: Item, has_column: bool) -> Iterator[Problem]:
    if not has_column:
        says = f"网站没有“{item.column}”这个栏目，请改用设置里已有的栏目。"
        yield Problem("unknown_column", "column", says, blocks=True, quote=item.column)
    if item.disclosure != Disclosure.ACTIVE:
        says = f"公开属性为“{item.disclosure}”的信息不能在网站发布。"
        yield Problem("not_for_the_public", "disclosure", says, blocks=True, quote=str(item.disclosure))


def _markup(item: Item) -> Iterator[Problem]:
    if found := FORBIDDEN.search(item.html):
        says = "正文含有网页代码（脚本、内嵌框架或表单），请删除后再送审。"
        yield Problem("unsafe_markup", "body", says, blocks=True, quote=found[0].strip())


def _links(item: Item) -> Iterator[Problem]:
    known = {f"files/{file.path}" for file in item.files}
    for link in dict.fromkeys(LINK.findall(item.html)):
        if link.startswith("files/"):
            if link not in known:
                says = "正文引用的图片或附件没有随稿件保存，请重新插入。"
                yield Problem("missing_file", "body", says, blocks=True, quote=link)
        elif SCHEME.match(link):
            if not link.lower().startswith(SAFE_SCHEMES):
                yield Problem(
                    "unsafe_link", "body", "这个链接不能放在网站上，请删除或改为网址。", blocks=True, quote=link
                )
        elif not link.startswith("#"):
            says = "这个链接不是完整的网址，在网站上打不开；请写全（以 https:// 开头）。"
            yield Problem("relative_link", "body", says, blocks=False, quote=link)
