"""Settings of a WeChat official account (公众号)."""

import re
from pathlib import Path
from typing import ClassVar, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from channels.http import is_loopback
from channels.settings import ChannelSettings, SecretText
from content.secret import Secret

APP_ID = re.compile(r"wx[0-9a-f]{16}")
TOKEN = re.compile(r"[0-9A-Za-z]{3,32}")
AES_KEY = re.compile(r"[0-9A-Za-z+/]{43}")
MODES = {"publish": "发布", "mass": "群发"}


class Settings(ChannelSettings):
    """`account`: subscription (公众号, the old 订阅号) or service (服务号); `verified`: 已认证.

    `send_as`: draft (a draft is made, a person presses 发表), publish (freepublish, no notice to followers) or mass
    (群发; up to `bundle` editions in one send at the daily time `at`). `send_reprints`: send on when WeChat judges an
    article a reprint (send_ignore_reprint). `comments`: the account has the comment privilege, and comments are read.
    `oauth`: it may recognise visitors of web pages (网页授权, its domain set in the console).
    `polls`: seconds before each question about something held, the last one repeated. `call_seconds`, `send_seconds`,
    `patience_seconds`: the longest single call, the fence of a whole send, and how long a begun one is left alone.
    `settle_seconds`: how long an article may be on its way unseen.
    `quotas`: whether the platform's daily limits hold (off against a sandbox without them).
    """

    talks: ClassVar[bool] = True

    kind: Literal["wechat"] = "wechat"
    app_id: str
    secret: SecretText
    token: SecretText = Secret("")
    encoding_aes_key: SecretText = Secret("")
    api_base: str = "https://api.weixin.qq.com"
    account: Literal["subscription", "service"] = "subscription"
    verified: bool = False
    send_as: Literal["draft", "publish", "mass"] = "draft"
    bundle: int = Field(default=8, ge=1, le=8)
    author: str = ""
    cover: Path | None = None
    need_open_comment: bool = False
    only_fans_can_comment: bool = False
    send_reprints: bool = False
    comments: bool = False
    oauth: bool = False
    polls: tuple[float, ...] = (10, 30, 60, 180, 600, 1800)
    call_seconds: float = Field(default=30, gt=0)
    send_seconds: float = Field(default=300, gt=0)
    patience_seconds: float = Field(default=600, gt=0)
    settle_seconds: float = Field(default=3600, ge=0)
    quotas: bool = True

    @property
    def tells(self) -> bool:
        """Source: 客服消息, open to verified accounts only."""
        return self.verified

    @field_validator("app_id")
    @classmethod
    def _app_id(cls, value: str) -> str:
        if not APP_ID.fullmatch(value):
            raise ValueError("AppID 应是 wx 加 16 位小写字母数字，请到微信开发者平台核对")
        return value

    @field_validator("secret")
    @classmethod
    def _secret(cls, value: Secret) -> Secret:
        if not value:
            raise ValueError("没有 AppSecret，请设置环境变量")
        return value

    @field_validator("token")
    @classmethod
    def _token(cls, value: Secret) -> Secret:
        if value and not TOKEN.fullmatch(value.reveal()):
            raise ValueError("消息推送的 Token 应是 3 到 32 位字母或数字")
        return value

    @field_validator("encoding_aes_key")
    @classmethod
    def _aes_key(cls, value: Secret) -> Secret:
        if value and not AES_KEY.fullmatch(value.reveal()):
            raise ValueError("EncodingAESKey 应是 43 位字母或数字")
        return value

    @field_validator("api_base")
    @classmethod
    def _api_base(cls, value: str) -> str:
        parts = urlsplit(value)
        if not parts.hostname or parts.query or not (parts.scheme == "https" or _local(value)):
            raise ValueError("接口地址应以 https:// 开头（只有本机地址可用 http://）")
        return value.rstrip("/")

    @field_validator("author")
    @classmethod
    def _author(cls, value: str) -> str:
        if len(value) > 16:
            raise ValueError("作者最多 16 个字")
        return value

    @field_validator("polls")
    @classmethod
    def _polls(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        if not value or min(value) <= 0:
            raise ValueError("查询间隔应至少有一个，且都大于 0 秒")
        return value

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.send_as in MODES and not self.verified:
            raise ValueError(
                f"未认证的账号没有{MODES[self.send_as]}接口的权限：请把 send_as 改为 draft（生成草稿，由人发表），"
                "或在认证后设 verified: true"
            )
        if (self.comments or self.oauth) and not self.verified:
            raise ValueError(
                "未认证的账号没有留言管理和网页授权的权限：请关掉 comments 和 oauth，或在认证后设 verified: true"
            )
        if self.patience_seconds < self.send_seconds + 2 * self.call_seconds:
            raise ValueError("patience_seconds 应不小于 send_seconds 加两倍 call_seconds，否则可能在发送途中误判")
        return self


def _local(address: str) -> bool:
    return urlsplit(address).scheme == "http" and is_loopback(address)
