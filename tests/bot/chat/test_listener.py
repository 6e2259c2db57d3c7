"""Each message has one answer and one effect, whoever delivers it how often, and whatever happens meanwhile."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Event

import pytest

from bot.actions.errors import CannotDo
from bot.actions.tell import UNSURE, look_after
from bot.app import App
from bot.chat.answering import Answering
from bot.chat.hearing import Doings, Hearing
from bot.chat.listener import Listener
from bot.chat.said import Kind, Said
from bot.chat.ticket import Message
from bot.chat.wechat_words import in_messages
from content.store.heard import Hear
from content.telling import MESSAGE
from tests.bot.chat.door_office import SECRETS, write_settings
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
        self.hold.wait(20)
        return f"跑了{self.errands}趟"


@pytest.fixture
def house(tmp_path: Path, address: str) -> Iterator[House]:
    app = App.open(write_settings(tmp_path, database=address), clock=lambda: made.now, environ=SECRETS)
    made = House(app)
    made.hold.set()
    yield made
    app.close()


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


def test_what_is_delivered_again_is_answered_the_same_and_done_once(house: House) -> None:
    said = message("办")
    assert hear(house.listener(), said, said, said) == ["办好了，第1件"] * 3
    assert hear(house.listener(), said) == ["办好了，第1件"]
    assert house.effects() == 1


def test_two_processes_that_get_the_same_at_once_do_it_once(house: House) -> None:
    messages = [message("办", visitor=f"oSample{number}") for number in range(20)]
    with App.open(house.app.settings.path, clock=lambda: NOW, environ=SECRETS) as other:

        async def run() -> tuple[list[str | None], list[str | None]]:
            both = house.listener(), house.listener(other)
            for one in both:
                one.start()
            try:
                first, second = await asyncio.gather(
                    *(asyncio.gather(*(one.hear(each) for each in messages)) for one in both)
                )
            finally:
                for one in both:
                    await asyncio.to_thread(one.stop)
            return first, second

        first, second = asyncio.run(run())
    assert house.effects() == len(messages)
    assert first == second


def test_one_fault_spoils_nothing_for_the_others(house: House, caplog: pytest.LogCaptureFixture) -> None:
    answers = hear(house.listener(), message("数", "oA"), message("错", "oB"), message("再说一遍", "oC"))
    assert (answers[0], answers[2]) == ("0", "第1遍")
    assert "没有处理成功" in str(answers[1])
    assert len(caplog.messages) == 1
    assert "ValueError" in caplog.text
    assert "\n" not in caplog.messages[0]


def test_of_what_fails_in_the_middle_nothing_is_kept(house: House, caplog: pytest.LogCaptureFixture) -> None:
    failed = message("办了又错")
    assert "没有处理成功" in str(hear(house.listener(), failed)[0])
    assert house.effects() == 0
    caplog.clear()
    assert "没有处理成功" in str(hear(house.listener(), failed)[0]), "and it is not tried again"
    assert not caplog.messages


def test_what_is_refused_in_words_is_told_and_nothing_of_it_is_kept(house: House) -> None:
    assert hear(house.listener(), message("办不成")) == ["现在不能办。"]
    assert house.effects() == 0


def test_the_messages_of_one_visitor_are_answered_in_their_order(house: House) -> None:
    said = [message("再说一遍") for _ in range(5)]
    assert hear(house.listener(), *said) == [f"第{number}遍" for number in range(1, 6)]


def test_a_conversation_nobody_went_on_with_for_a_day_is_over(house: House) -> None:
    assert hear(house.listener(), message("再说一遍"), message("再说一遍")) == ["第1遍", "第2遍"]
    house.now += timedelta(hours=24)
    assert hear(house.listener(), message("再说一遍")) == ["第1遍"]


def test_an_errand_is_run_once_though_it_is_delivered_again_meanwhile(house: House) -> None:
    errand = message("跑腿再办")
    assert hear(house.listener(), errand, errand) == ["跑了1趟"] * 2
    assert hear(house.listener(), errand) == ["跑了1趟"]
    assert (house.errands, house.effects()) == (1, 1)


def test_what_takes_longer_than_the_platform_waits_is_told_later(house: House) -> None:
    house.hold.clear()
    errand = message("跑腿")

    async def run() -> list[str | None]:
        listener = house.listener()
        listener.start()
        before = time.monotonic()
        said = [await listener.hear(errand)]
        assert 3 < time.monotonic() - before < 4.8
        house.hold.set()
        await asyncio.to_thread(listener.stop)
        return said

    assert asyncio.run(run()) == [None]
    assert house.told() == ["跑了1趟"]
    assert hear(house.listener(), errand) == [""], "and not once more as an answer"
    assert (house.told(), house.errands) == (["跑了1趟"], 1)


def test_an_answer_that_is_too_long_goes_on_as_messages_of_its_own(house: House) -> None:
    (first,) = hear(house.listener(), message("说很多"))
    assert first is not None
    assert len(first.encode()) <= 2040
    assert first + "".join(house.told()) == "周一至周五。" * 200


def test_an_errand_begun_by_somebody_who_died_is_not_run_again_but_told_to_be_unsure(house: House) -> None:
    errand = message("跑腿")
    house.begin(errand)
    assert hear(house.listener(), errand) == [""], "perhaps another process is still at it"
    house.now += timedelta(minutes=6)
    assert hear(house.listener(), errand) == [UNSURE]
    look_after(house.app)
    assert (house.errands, house.told()) == (0, []), "who was told is not told again"


def test_who_did_not_ask_again_is_told_that_it_is_unsure(house: House) -> None:
    house.begin(message("跑腿"))
    look_after(house.app)
    assert house.told() == []
    house.now += timedelta(minutes=6)
    look_after(house.app)
    look_after(house.app)
    assert house.told() == [UNSURE]


def test_who_leaves_is_forgotten(house: House) -> None:
    hear(house.listener(), message("再说一遍"), message("再说一遍", LI))
    left = replace(message(""), said=Said(kind=Kind.LEFT, at=NOW))
    assert hear(house.listener(), left) == [""]
    with house.app.store.read() as work:
        assert work.heard.before([("1", ZHANG), ("2", LI)])[1].keys() == {LI}
        assert work.heard.since(ZHANG, NOW - timedelta(days=1)) == []
