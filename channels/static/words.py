"""Dates and types as the public reads them."""

import re
from datetime import date, datetime
from email.utils import format_datetime

from content.zone import SHANGHAI, to_the_minute

# XML 1.0 knows no other control characters than tab and line ends.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

KINDS = {
    ".pdf": "PDF 文档", ".ofd": "OFD 文档", ".doc": "Word 文档", ".docx": "Word 文档", ".wps": "WPS 文档",
    ".xls": "Excel 表格", ".xlsx": "Excel 表格", ".et": "WPS 表格", ".csv": "CSV 表格", ".ppt": "演示文稿",
    ".pptx": "演示文稿", ".zip": "压缩包", ".rar": "压缩包", ".7z": "压缩包", ".txt": "文本",
    ".mp4": "视频", ".mp3": "音频", ".jpg": "图片", ".jpeg": "图片", ".png": "图片", ".gif": "图片", ".webp": "图片",
}  # fmt: skip


def moment(at: datetime) -> str:
    return to_the_minute(at)


def day(at: datetime | date | None) -> str:
    """`2026-03-02`, Asia/Shanghai for a moment; empty for none."""
    if at is None:
        return ""
    return (at.astimezone(SHANGHAI) if isinstance(at, datetime) else at).isoformat()[:10]


def iso(at: datetime) -> str:
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds")


def rfc822(at: datetime) -> str:
    return format_datetime(at.astimezone(SHANGHAI))


def kind(suffix: str) -> str:
    return KINDS.get(suffix, suffix.removeprefix(".").upper() or "文件")


def xml_text(text: str) -> str:
    return NOT_IN_XML.sub("", text)
