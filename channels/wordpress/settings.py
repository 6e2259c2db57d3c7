"""Settings of a WordPress site."""

from collections.abc import Mapping
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from channels.cms.settings import CmsSettings, Fallback, Suffix
from channels.http import is_loopback
from channels.settings import SecretText

# Tried on WordPress 6.1 and 6.5: a stock site refuses them all.
ZIPPED: Mapping[Suffix, Fallback] = dict.fromkeys(
    (".ofd", ".wps", ".et", ".dps", ".json", ".xml", ".svg", ".html"), "zip"
)


class Settings(CmsSettings):
    """`address`: the site's home, as in its own settings (网站地址). `user`: an editor's login; `password`: an
    application password of that user (应用程序密码), not the one they sign in with.

    `fallbacks` as given stand in place of the default, which zips what a stock site refuses.
    """

    kind: Literal["wordpress"] = "wordpress"
    address: str
    user: Annotated[str, Field(min_length=1)]
    password: SecretText
    fallbacks: Mapping[Suffix, Fallback] = ZIPPED

    @field_validator("address")
    @classmethod
    def _address(cls, value: str) -> str:
        parts = urlsplit(value)
        is_bare = parts.hostname and not (parts.query or parts.fragment or parts.username)
        if not is_bare or not (parts.scheme == "https" or _on_loopback(value)):
            raise ValueError("网站地址应以 https:// 开头：没有 https，WordPress 不认应用程序密码")
        return value.rstrip("/")


def _on_loopback(address: str) -> bool:
    return urlsplit(address).scheme == "http" and is_loopback(address)
