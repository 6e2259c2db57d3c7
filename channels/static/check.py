"""What this website cannot carry."""

import re
from collections.abc import Iterator

from channels.site_checks import site_problems
from channels.static.site import Site
from content.edition import Edition
from content.file_types import MEGABYTE
from content.item import StoredFile
from content.problems import Problem

NAME_LENGTH = 120
UNSAFE_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]|^\.|[. ]$')
HEAVY = 2 * MEGABYTE
"""More than a reader on a phone waits for."""
PLAYS = ("video/mp4", "video/webm")


def check(edition: Edition, site: Site, channel: str) -> list[Problem]:
    """No network, no clock. The item's own rules (fields, words, personal data) are checked elsewhere."""
    item = edition.item
    return [
        *site_problems(item, channel, has_column=site.knows(item.column)),
        *(problem for file in item.attachments for problem in _attachment(file, site)),
        *(problem for image in item.images for problem in _image(image)),
        *_video(item.video),
    ]


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
