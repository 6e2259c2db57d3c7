"""What the office decided about the chat and the public's pages (`chat:` and `public:` of the settings)."""

from dataclasses import dataclass
from datetime import time

TOPICS = ("咨询", "求助", "建议", "投诉", "其他")


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the day, Asia/Shanghai; over midnight when it ends before it begins."""

    begin: time
    end: time

    def __contains__(self, at: time) -> bool:
        if self.begin <= self.end:
            return self.begin <= at < self.end
        return at >= self.begin or at < self.end

    def __str__(self) -> str:
        return f"{_short(self.begin)}至{'次日' if self.end < self.begin else ''}{_short(self.end)}"


def _short(at: time) -> str:
    return f"{at.hour}:{at.minute:02d}"


@dataclass(frozen=True, slots=True)
class Keyword:
    """What is answered when somebody writes one of `words` (`exact`: nothing else beside it). `link` may be empty."""

    words: tuple[str, ...]
    reply: str
    exact: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class MenuButton:
    """It says `key` in the conversation, opens `url` or a page of the public, or holds `buttons`: one of the four."""

    name: str
    key: str = ""
    url: str = ""
    page: str = ""
    buttons: tuple["MenuButton", ...] = ()


@dataclass(frozen=True, slots=True)
class Chat:
    """`channel`: the account that talks ("" = none). `office_hours` are those of working days, empty = not told.

    `quiet_hours`: when nobody is sent anything of the office's own accord. `answer_days`: the working days within
    which a letter is answered, None = nothing is promised. `answers_column`: of published answers, "" = not settled.
    """

    channel: str = ""
    greeting: str = ""
    help: str = ""
    keywords: tuple[Keyword, ...] = ()
    office_hours: tuple[Span, ...] = ()
    quiet_hours: Span | None = None
    answer_days: int | None = None
    topics: tuple[str, ...] = TOPICS
    answers_column: str = ""
    menu: tuple[MenuButton, ...] = ()
    fetch_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Public:
    """`base_url`: under which the public reaches what `gongkai serve` shows, no slash at the end; "" = it does not.

    `proxies`: network addresses of web servers before ours, besides this machine, whose word on a visitor's is taken.
    """

    base_url: str = ""
    proxies: tuple[str, ...] = ()
