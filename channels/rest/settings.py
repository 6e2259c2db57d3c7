"""Settings of a website whose interface is described in a mapping."""

import ssl
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from channels.cms.settings import CmsSettings
from channels.http import is_loopback
from channels.rest.reading import MappingFaults, place_of, read
from channels.rest.values import faults_of
from channels.settings import SecretText
from content.lined import Path as Place


class Settings(CmsSettings):
    """`address`: where the site's interface is, without what the mapping adds. `mapping`: the name of one that is
    shipped (`wordpress`), or a file of one's own. `config` and `secrets`: what the mapping asks for. `column_ids`: for
    systems whose columns have fixed numbers, from the column's names (`政务公开/通知公告`) to its number.

    `who`: what staff call the site. `ca`: a file with the certificate (PEM) of who vouches for the site, where that is
    none of the usual ones. `proxy`: the way out, where there is only one. `plain_http`: the site has no https, and the
    network in between is trusted with what is sent.
    """

    def faults(self) -> Iterable[tuple[Place, str]]:
        try:
            mapping = read(self.mapping).mapping
        except MappingFaults as error:
            return [(("mapping",), str(fault)) for fault in error.faults]
        return [*self._faults_of_ca(), *faults_of(mapping, config=self.config, secrets=self.secrets)]

    def _faults_of_ca(self) -> Iterator[tuple[Place, str]]:
        try:
            if self.ca is not None:
                ssl.create_default_context(cafile=self.ca)
        except OSError:  # an SSLError, where it is there
            yield ("ca",), f"读不出证书 {self.ca}：应是 PEM 格式的文件"

    kind: Literal["rest"]
    address: str
    mapping: Path
    who: str = "网站"
    config: Mapping[str, str | bool] = Field(default_factory=dict)
    secrets: Mapping[str, SecretText] = Field(default_factory=dict)
    column_ids: Mapping[str, str] = Field(default_factory=dict)
    ca: Path | None = None
    plain_http: bool = False
    proxy: Annotated[str, Field(pattern=r"^https?://")] | None = None

    @field_validator("mapping", mode="before")
    @classmethod
    def _mapping(cls, value: Any) -> Any:
        return place_of(value) if isinstance(value, str) else value

    @field_validator("address")
    @classmethod
    def _address(cls, value: str) -> str:
        parts = urlsplit(value)
        is_whole = parts.scheme in {"http", "https"} and parts.hostname
        if not is_whole or parts.query or parts.fragment or parts.username:
            raise ValueError("应是 https:// 开头的网址，不带“?”、“#”和密码")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _is_encrypted(self) -> Self:
        if urlsplit(self.address).scheme == "http" and not self.plain_http and not is_loopback(self.address):
            raise ValueError("address 应以 https:// 开头；网站只有 http、中间又是可信的专网时，才可写 plain_http: true")
        return self
