"""A dialogue written down as it is spoken, held to the real house: its database, its search, its actions.

公众> 留言                      what somebody sends; [图片], [位置 示范路1号], [语音], [链接 标题], [关注], [按 留言]
机关< 请写下……                 what must stand in the answer, line by line; … = anything, {编号} = eight figures,
                                the same ones wherever it stands again, also in what is sent
机关<                           silence
过了> 2 天                      the office's clock goes on (分钟, 小时, 天)
别人> 查询{编号}                somebody else, in a conversation of their own; likewise any name: 李四> 待审
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from bot.chat.answering import Answering
from bot.chat.said import Kind, Said
from bot.chat.ticket import Message, Ticket
from content.telling import MESSAGE
from tests.bot.office import Office

LINE = re.compile(r"(\w+)([><]) ?(.*)")
UNITS: Mapping[str, str] = {"分钟": "minutes", "小时": "hours", "天": "days"}
VISITORS = {"公众": "oSampleVisitor0000000000zhang", "别人": "oSampleVisitor0000000000000li"}
SIGNS: Mapping[str, Callable[[str], dict[str, object]]] = {
    "图片": lambda media: {"kind": Kind.PICTURE, "media": media or "sample-media"},
    "位置": lambda words: {"kind": Kind.PLACE, "text": words, "latitude": 34.7, "longitude": 113.6},
    "语音": lambda _: {"kind": Kind.VOICE, "media": "sample-voice"},
    "视频": lambda _: {"kind": Kind.VIDEO, "media": "sample-video"},
    "链接": lambda words: {"kind": Kind.LINK, "text": words, "url": "https://www.example.gov.cn/a.html"},
    "关注": lambda _: {"kind": Kind.FOLLOWED},
    "离开": lambda _: {"kind": Kind.LEFT},
    "别的": lambda _: {"kind": Kind.OTHER},
    "按": lambda words: {"kind": Kind.PRESSED, "text": words},
    "扫": lambda words: {"kind": Kind.SCANNED, "text": words},
}
_keys = count(1)


def visitor_of(who: str) -> str:
    return VISITORS.get(who) or f"oSampleStaff{who.encode().hex()}"


@dataclass
class Talk:
    """A conversation of two people with the office. `known` holds the numbers that were told."""

    office: Office
    known: dict[str, str] = field(default_factory=dict)
    answered: str = ""

    def goes(self, story: str) -> None:
        for line in filter(str.strip, story.splitlines()):
            match = LINE.fullmatch(line.strip())
            assert match, line
            who, _, words = match.groups()
            if who == "机关":
                self._must_say(words)
            elif who == "过了":
                self._wait(words)
            else:
                self.answered = self.says(self._filled(words), visitor_of(who))

    def says(self, words: str, visitor: str = VISITORS["公众"]) -> str:
        ticket = Ticket(Message(f"story:{next(_keys)}", visitor, MESSAGE, self._said(words)))
        return Answering(self.office.app, lambda reply: [reply.plain]).alone(ticket)

    def _said(self, words: str) -> Said:
        if match := re.fullmatch(r"\[(\S+?)(?: (.*))?\]", words):
            return Said(at=self.office.now, **SIGNS[match[1]](match[2] or ""))  # type: ignore[arg-type]  # as listed
        return Said(kind=Kind.TEXT, at=self.office.now, text=words.replace("\\n", "\n"))

    def _must_say(self, words: str) -> None:
        if not words:
            assert self.answered == ""
            return
        pattern = re.escape(self._filled(words)).replace("…", "[^\n]*")
        for name in re.findall(r"\\{(\w+)\\}", pattern):
            pattern = pattern.replace(rf"\{{{name}\}}", rf"(?P<{name}>\d{{8}})", 1)
        match = re.search(pattern, self.answered)
        assert match, f"{words!r} is not in:\n{self.answered}"
        self.known |= match.groupdict()

    def _filled(self, words: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda match: self.known.get(match[1], match[0]), words)

    def _wait(self, words: str) -> None:
        match = re.fullmatch(r"(\d+) ?(\S+)", words)
        assert match, words
        self.office.later(timedelta(**{UNITS[match[2]]: int(match[1])}))
