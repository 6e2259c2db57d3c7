"""The settings of a `static` channel."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, ClassVar, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from channels.settings import ChannelSettings

ATTACHMENT_TYPES = (
    "pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "csv", "ppt", "pptx", "dps", "txt", "rtf", "zip", "rar",
    "7z", "jpg", "jpeg", "png", "gif", "webp", "mp3", "mp4",
)  # fmt: skip
"""What may be offered for download. The same types are in deploy/'s web server settings."""


def _public_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("应是网站对外的网址，例如 https://www.example.gov.cn")
    return value.rstrip("/")


class Settings(ChannelSettings):
    """`folder` and `base_url` must be given; relative paths are relative to the settings file.

    `base_url` is the site's public address, also while it is only a folder. `site_id_code` is the 网站标识码.
    `texts` is a folder with `guide.md`, `rules.md`, `reports.md`, `applications.md` that stand in place of the
    sensible texts of the fixed places; `rules_column` and `reports_column` name the columns whose items are listed
    there. `nav` names the columns of the top bar (default: the first six). `records` are the lines at the foot (ICP,
    公安备案). `keep` are patterns of files in the folder that are not ours and stay. `watch`: read public pages back.
    """

    is_site: ClassVar[bool] = True

    kind: Literal["static"] = "static"
    folder: Path
    base_url: Annotated[str, AfterValidator(_public_address)]
    site_name: str = ""
    site_id_code: Annotated[str, Field(pattern=r"^(\w{10})?$")] = ""
    description: str = ""
    per_page: Annotated[int, Field(ge=5, le=100)] = 20
    feed_length: Annotated[int, Field(ge=5, le=100)] = 20
    texts: Path | None = None
    rules_column: str = ""
    reports_column: str = ""
    nav: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    attachment_types: tuple[str, ...] = ATTACHMENT_TYPES
    keep: tuple[str, ...] = ("favicon.ico", ".well-known/*")
    watch: bool = True
    time_limit: timedelta = timedelta(seconds=60)
    patience: timedelta = timedelta(seconds=150)

    @model_validator(mode="after")
    def _waits_longer_than_it_takes(self) -> Self:
        if self.patience <= self.time_limit:
            raise ValueError("patience 必须比 time_limit 长")
        return self
