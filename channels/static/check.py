"""What this website cannot carry."""

import re
from collections.abc import Iterator

from channels.static.site import Site
from content.edition import Edition
from content.file_types import MEGABYTE
from content.item import Disclosure, Item, StoredFile
from content.problems import Problem

NAME_LENGTH = 120
UNSAFE_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]|^\.|[. ]$')
LINK = re.compile(r'\s(?:href|src|poster)="([^"]*)"')
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:")
FORBIDDEN = re.compile(r"<(script|iframe|object|embed|form|style|link|meta|base)\b|\son\w+=", re.IGNORECASE)
HEAVY = 2 * MEGABYTE
"""More than a reader on a phone waits for."""
PLAYS = ("video/mp4", "video/webm")


def check(edition: Edition, site: Site, channel: str) -> list[Problem]:
    """No network, no clock. The item's own rules (fields, words, personal data) are checked elsewhere."""
    item = edition.item
    return [
        *_overrides(item, channel),
        *_filing(item, site),
        *_markup(item),
        *_links(item),
        *(problem for file in item.attachments for problem in _attachment(file, site)),
        *(problem for image in item.images for problem in _image(image)),
        *_video(item.video),
    ]


def _overrides(item: Item, channel: str) -> Iterator[Problem]:
    """A page shows the item as it is: what an author wants otherwise is refused aloud."""
    for key in item.overrides.get(channel, {}):
        says = f"{channel} 没有“{key}”这一项：网页就用稿件本身的标题和内容概述，请删去。"
        yield Problem("unknown_override", channel, says, blocks=True, quote=str(key))


def _filing(item: Item, site: Site) -> Iterator[Problem]:
    if not site.knows(item.column):
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


def _attachment(file: StoredFile, site: Site) -> Iterator[Problem]:
    if file.suffix.removeprefix(".") not in site.settings.attachment_types:
        kinds = "、".join(site.settings.attachment_types)
        says = f"附件“{file.name}”的类型不能在网站提供下载；可用的类型：{kinds}。"
        yield Problem("attachment_type", "attachments", says, blocks=True, quote=file.name)
    if UNSAFE_NAME.search(file.name) or len(file.name) > NAME_LENGTH:
        says = f"附件名“{file.name}”含有不能用于文件名的字符或超过{NAME_LENGTH}个字，请改名。"
        yield Problem("attachment_name", "attachments", says, blocks=True, quote=file.name)
    if not file.size:
        yield Problem("empty_attachment", "attachments", f"附件“{file.name}”是空文件。", blocks=True, quote=file.name)


def _image(image: StoredFile) -> Iterator[Problem]:
    """A page shows a picture as it is: nothing makes it smaller on the way."""
    if image.size > HEAVY:
        says = f"图片“{image.name}”有 {image.size / MEGABYTE:.1f} MB，手机上打开很慢；请另存为小于 2 MB 的 JPG 或 PNG。"
        yield Problem("heavy_image", "body", says, blocks=False, quote=image.name)


def _video(video: StoredFile | None) -> Iterator[Problem]:
    if video is not None and video.media_type not in PLAYS:
        says = "浏览器不能直接播放这种视频，读者只能下载；建议转成 MP4（H.264）。"
        yield Problem("video_type", "video", says, blocks=False, quote=video.name)
