"""An office with a listener as the door has one, in which what was done can be counted."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from threading import Event

from bot.actions.errors import CannotDo
from bot.app import App
from bot.chat.answering import Answering
from bot.chat.hearing import Doings, Hearing
from bot.chat.listener import Listener
from bot.chat.said import Kind, Said
from bot.chat.ticket import Message
from bot.chat.wechat_words import in_messages
from content.store.heard import Hear
from content.telling import MESSAGE
from tests.bot.chat.errands import Effect, Errand, Look, answer

NOW = datetime(2026, 3, 4, 1, tzinfo=UTC)
ABOUT = "effect:1"
ZHANG, LI = "oSample00zhang", "oSample00li"
_numbers = count(1)


@dataclass
class House:
    """An office with a listener as the door has one; `errands` counts what was done outside, `hold` stops it there."""

    app: App
    now: datetime = NOW
    errands: int = 0
    hold: Event = field(default_factory=Event)
    under_way: Event = field(default_factory=Event)

    def listener(self, app: App | None = None) -> Listener:
        return Listener(Answering(app or self.app, in_messages, answer=answer, doings=self.doings))

    @property
    def doings(self) -> Doings:
        return {Look: lambda hearing, _: self.effects(hearing), Effect: self._effect, Errand: self._errand}

    def effects(self, hearing: Hearing | None = None) -> int:
        if hearing is not None and hearing.opened is not None:
            return len(hearing.work.notices.about(ABOUT))
        with self.app.store.read() as work:
            return len(work.notices.about(ABOUT))

    def told(self) -> list[str]:
        with self.app.store.read() as work:
            return [notice.text for notice in work.notices.about("")]

    def begin(self, errand: Message) -> None:
        """What a killed process leaves: it is written down that the errand was begun."""
        with self.app.store.write() as work:
            work.heard.keep([Hear(errand.key, errand.visitor, errand.kind, None)], self.now)

    def _effect(self, hearing: Hearing, wish: Effect) -> None:
        hearing.work.notices.add(hearing.visitor, "", about=ABOUT, now=hearing.now)
        if wish.fails:
            raise CannotDo("现在不能办。")

    def _errand(self, hearing: Hearing, wish: Errand) -> str:
        self.errands += 1
        self.under_way.set()
        self.hold.wait(20)
        if wish.fails:
            raise ValueError("跑腿出错")
        return f"跑了{self.errands}趟"


def message(text: str, visitor: str = ZHANG, key: str = "") -> Message:
    said = Said(kind=Kind.TEXT, at=NOW, text=text)
    return Message(key or f"wechat:{next(_numbers)}", visitor, MESSAGE, said)


def hear(listener: Listener, *messages: Message) -> list[str | None]:
    """What each is answered, all delivered at once; the listener ends with it."""

    async def run() -> list[str | None]:
        listener.start()
        try:
            return await asyncio.gather(*(listener.hear(one) for one in messages))
        finally:
            await asyncio.to_thread(listener.stop)

    return asyncio.run(run())
