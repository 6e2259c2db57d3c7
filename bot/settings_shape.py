"""The shapes of the settings file's own parts; each kind of channel brings its own (channels.registry)."""

import string
from collections.abc import Collection
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from content.freshness_rules import TWO_WEEKS

SECTIONS = ("office", "columns", "channels", "applications", "chat", "public", "report")
DATABASES = ("sqlite", "postgresql+psycopg")
ENGINES = ("sqlite", "postgresql", "redis", "rediss")
NUMBER_PARTS = {"code": "", "year": "", "serial": ":05d", "unit": ""}
"""What a template of numbers may hold, and how it is usually written."""


def _as_list(value: Any) -> Any:
    return [] if value is None else [value] if isinstance(value, str) else value


def _distinct(words: tuple[str, ...]) -> tuple[str, ...]:
    twice = [word for word in dict.fromkeys(words) if words.count(word) > 1]
    if twice:
        raise ValueError(f"“{twice[0]}”写了两次")
    return words


Word = Annotated[str, Field(min_length=1, max_length=60)]
Words = Annotated[tuple[Word, ...], BeforeValidator(_as_list), AfterValidator(_distinct)]


def _index_number(template: str) -> str:
    return _number(template, "索引号", NUMBER_PARTS)


def _application_number(template: str) -> str:
    return _number(template, "申请编号", [name for name in NUMBER_PARTS if name != "unit"])


def _number(template: str, what: str, allowed: Collection[str]) -> str:
    """Only the parts allowed; year and serial must be there, or numbers would come twice."""
    written = "、".join(f"{{{name}{NUMBER_PARTS[name]}}}" for name in allowed)
    try:
        parts = [(name, spec) for _, name, spec, _ in string.Formatter().parse(template) if name is not None]
        sample = template.format(code="X", year=2026, serial=1, unit="X")
    except (ValueError, KeyError, IndexError, AttributeError, TypeError):
        raise ValueError(f"{what}样式只能用 {written}") from None
    names = {name for name, _ in parts}
    if unknown := names.difference(allowed):
        raise ValueError(f"{what}样式里没有 {{{min(unknown)}}}，只能用 {written}")
    if not {"year", "serial"} <= names:
        raise ValueError(f"{what}样式里必须有 {{year}} 和 {{serial:05d}}，否则号码会重复")
    if len(sample) > 100 or "\n" in sample:
        raise ValueError(f"{what}太长")
    return template


def _address(text: str, schemes: tuple[str, ...], example: str) -> str:
    """Says nothing of the address itself in its error: there may be a password in it."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise ValueError(f"地址写法不对，应写作 {example}") from None
    if parts.scheme not in schemes:
        raise ValueError(f"地址应写作 {example}")
    if parts.scheme == "sqlite" and not text.startswith("sqlite:///"):
        raise ValueError("SQLite 地址应写作 sqlite:///var/gongkai.db（三条斜线）")
    if parts.scheme == "sqlite" and text in ("sqlite:///", "sqlite:///:memory:"):
        raise ValueError("没有写数据库文件的路径，应写作 sqlite:///var/gongkai.db")
    if parts.scheme != "sqlite" and not parts.hostname:
        raise ValueError(f"没有写服务器，应写作 {example}")
    return text


def _database(text: str) -> str:
    return _address(text, DATABASES, "sqlite:///var/gongkai.db 或 postgresql+psycopg://用户:${口令变量}@主机/库名")


def _engine(text: str) -> str:
    example = "sqlite:///var/engine.db、postgresql://用户:${口令变量}@主机/库名 或 redis://主机:6379/0"
    return _address(text, ENGINES, example)


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OfficeEntry(Part):
    name: Word
    code: Annotated[str, Field(min_length=1, max_length=30)]
    index_number: Annotated[str, AfterValidator(_index_number)] = "{code}/{year}-{serial:05d}"
    application_number: Annotated[str, AfterValidator(_application_number)] = "依申请〔{year}〕{serial:04d}号"
    department: str = ""
    address: str = ""
    hours: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""


def _slug(text: str) -> str:
    if not (text.isascii() and text.replace("-", "").isalnum() and text == text.lower() and text.strip("-") == text):
        raise ValueError("slug 是网址里的一段，只能用小写英文字母、数字和 -，例如 tzgg")
    return text


class ColumnEntry(Part):
    name: Word
    slug: Annotated[str, Field(min_length=1, max_length=40), AfterValidator(_slug)]
    counts: bool = True
    channels: Words = ()
    fresh_days: Annotated[int, Field(ge=1)] | None = None


class FreshnessEntry(Part):
    home_days: Annotated[int, Field(ge=1, le=TWO_WEEKS)] = TWO_WEEKS
    account_days: Annotated[int, Field(ge=1, le=TWO_WEEKS)] = TWO_WEEKS


def _home(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query):
        raise ValueError("应写作 https://gongkai.example.gov.cn，后面不带路径")
    return text.rstrip("/")


class ConsoleEntry(Part):
    base_url: Annotated[str, AfterValidator(_home)] = ""
    second_step: Words = ()


class Rest(Part):
    """Everything at the top of the file but the sections."""

    database: Annotated[str, AfterValidator(_database)] = "sqlite:///var/gongkai.db"
    engine: Annotated[str, AfterValidator(_engine)] = "sqlite:///var/engine.db"
    files: Annotated[str, Field(min_length=1)] = "var/files"
    identity: Annotated[str, Field(min_length=1)] = "var/identity"
    review: Words = ("初审", "复审", "终审")
    basis: Literal["added", "once", "apart"] = "added"
    media: Annotated[Words, Field(min_length=1)]
    emergency: Annotated[Words, Field(min_length=2, max_length=2)] = ("终审", "管理员")
    freshness: FreshnessEntry = FreshnessEntry()
    console: ConsoleEntry = ConsoleEntry()
    demo: bool = False
