"""The shapes of `chat:` and `public:` in the settings file."""

import re
from datetime import time
from itertools import pairwise
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, IPvAnyAddress, PlainValidator, model_validator

from bot.chat.dialogues.words import bare
from bot.faults import suggestion
from bot.public.pages import PAGES
from bot.settings_chat import TOPICS, Chat, Keyword, MenuButton, Public, Span
from bot.settings_shape import Part, Word, Words

HOURS = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~至到]+\s*(\d{1,2})[:：](\d{2})")
HOST = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?")
LONGEST_TEXT = 600
SECTIONS, IN_A_SECTION = 3, 5
LEADS = ("key", "url", "page", "buttons")


def _span(written: Any) -> Span:
    match = HOURS.fullmatch(written.strip()) if isinstance(written, str) else None
    try:
        begin, end = (time(int(match[at]), int(match[at + 1])) for at in (1, 3)) if match else (None, None)
    except ValueError:
        begin = end = None
    if begin is None or end is None or begin == end:
        raise ValueError("时间段应写作 8:30-12:00")
    return Span(begin, end)


def _as_list(value: Any) -> Any:
    return [] if value is None else [value] if isinstance(value, str) else value


def _within_the_day(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    if any(span.end < span.begin for span in spans):
        raise ValueError("办公时间不能跨过半夜，应写作 8:30-12:00")
    if any(one.end > other.begin for one, other in pairwise(spans)):
        raise ValueError("办公时间要按先后写，不能重叠")
    return spans


def web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        whole = False
    if text and (not whole or re.search(r"\s", text)):
        raise ValueError("不是完整的网址，应以 https:// 开头")
    return text


def _of_the_public(text: str) -> str:
    if urlsplit(web_address(text)).query or "#" in text:
        raise ValueError("网址里不能有 ? 和 #，应写作 https://hd.example.gov.cn")
    return text.rstrip("/")


def _hosts(names: tuple[str, ...]) -> tuple[str, ...]:
    if wrong := next((name for name in names if not HOST.fullmatch(name)), ""):
        raise ValueError(f"“{wrong}”应是主机名，如 mp.weixin.qq.com；前面加点（.example.gov.cn）表示它下面的全部主机")
    return tuple(name.lower() for name in names)


def _said(words: tuple[str, ...]) -> tuple[str, ...]:
    """A word of signs only is in whatever anybody writes."""
    if wrong := next((word for word in words if not bare(word)), ""):
        raise ValueError(f"“{wrong}”里没有文字或数字，别人写什么都算写了它，请换一个词")
    return words


def _page(name: str) -> str:
    if name and name not in PAGES:
        raise ValueError(f"没有“{name}”这个页面{suggestion(name, PAGES) or '，可写的有：' + '、'.join(PAGES)}")
    return name


Said = Annotated[Words, Field(min_length=1), AfterValidator(_said)]
Hours = Annotated[Span, PlainValidator(_span)]
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Address = Annotated[str, AfterValidator(web_address)]


class KeywordEntry(Part):
    words: Said
    reply: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
    exact: bool = False
    link: Address = ""

    def value(self) -> Keyword:
        return Keyword(self.words, self.reply, self.exact, self.link)


class ButtonEntry(Part):
    name: Word
    key: Annotated[str, Field(max_length=40)] = ""
    url: Address = ""
    page: Annotated[str, AfterValidator(_page)] = ""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if sum(bool(getattr(self, lead, None)) for lead in LEADS) != 1:
            raise ValueError(f"“{self.name}”应写 {'、'.join(lead for lead in LEADS if hasattr(self, lead))} 中的一个")
        return self

    def value(self) -> MenuButton:
        return MenuButton(self.name, self.key, self.url, self.page)


class SectionEntry(ButtonEntry):
    buttons: Annotated[tuple[ButtonEntry, ...], Field(max_length=IN_A_SECTION)] = ()

    def value(self) -> MenuButton:
        return MenuButton(self.name, self.key, self.url, self.page, tuple(button.value() for button in self.buttons))


class ChatEntry(Part):
    channel: str = ""
    greeting: Text = ""
    help: Text = ""
    keywords: tuple[KeywordEntry, ...] = ()
    office_hours: Annotated[tuple[Hours, ...], BeforeValidator(_as_list), AfterValidator(_within_the_day)] = ()
    quiet_hours: Hours | None = None
    answer_days: Annotated[int, Field(ge=1, le=60)] | None = None
    topics: Annotated[Said, Field(max_length=9)] = TOPICS
    answers_column: str = ""
    menu: Annotated[tuple[SectionEntry, ...], Field(max_length=SECTIONS)] = ()
    fetch_hosts: Annotated[Words, AfterValidator(_hosts)] = ()

    def value(self, channel: str) -> Chat:
        plain = self.model_dump(exclude={"channel", "keywords", "menu", "office_hours", "quiet_hours"})
        return Chat(
            channel=channel,
            keywords=tuple(rule.value() for rule in self.keywords),
            office_hours=self.office_hours,
            quiet_hours=self.quiet_hours,
            menu=tuple(section.value() for section in self.menu),
            **plain,
        )


class PublicEntry(Part):
    base_url: Annotated[str, AfterValidator(_of_the_public)] = ""
    proxies: Annotated[tuple[IPvAnyAddress, ...], BeforeValidator(_as_list)] = ()

    def value(self) -> Public:
        return Public(self.base_url, tuple(map(str, self.proxies)))
