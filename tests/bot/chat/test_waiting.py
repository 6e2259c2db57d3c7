"""One visitor's messages wait for each other, whichever process they reach."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.actions.tell import look_after
from bot.app import App
from bot.chat.answering import BUSY, BUSY_ANSWERS_ONLY, Answering
from bot.chat.listener import Listener
from bot.chat.ticket import Ticket
from bot.chat.wechat_words import in_messages
from tests.bot.chat.door_office import SECRETS, write_settings
from tests.bot.chat.errands import answer
from tests.bot.chat.house import LI, NOW, ZHANG, House, hear, message

Story = Callable[[Listener, Listener], Awaitable[None]]


@pytest.fixture
def other(house: House) -> Iterator[App]:
    """The same office in another process."""
    with App.open(house.app.settings.path, clock=lambda: house.now, environ=SECRETS) as app:
        yield app


def in_two_processes(house: House, other: App, story: Story) -> None:
    async def run() -> None:
        both = house.listener(), house.listener(other)
        for one in both:
            one.start()
        try:
            await story(*both)
        finally:
            house.hold.set()
            for one in both:
                await asyncio.to_thread(one.stop)

    asyncio.run(run())


async def begun(house: House, listener: Listener) -> asyncio.Task[str | None]:
    """An errand that goes on until it is no longer held."""
    house.hold.clear()
    errand = asyncio.create_task(listener.hear(message("跑腿")))
    await asyncio.to_thread(house.under_way.wait, 20)
    return errand


def remembered(house: House) -> str:
    with house.app.store.read() as work:
        return work.heard.before([("", ZHANG)], house.now).visitors[ZHANG].memory.dialogue


def test_a_message_waits_for_the_errand_of_the_same_visitor_in_another_process(house: House, other: App) -> None:
    async def story(here: Listener, there: Listener) -> None:
        errand = await begun(house, here)
        said = asyncio.create_task(there.hear(message("再说一遍")))
        assert await there.hear(message("再说一遍", "oSample00li")) == "第1遍", "others do not wait"
        assert not said.done()
        house.hold.set()
        assert (await errand, await said) == ("跑了1趟", "第1遍")

    in_two_processes(house, other, story)
    assert remembered(house) == "again", "what was said last is where the conversation is"


def test_a_message_that_waited_long_enough_changes_nothing(house: House, other: App) -> None:
    async def story(here: Listener, there: Listener) -> None:
        errand = await begun(house, here)
        assert await there.hear(message("再说一遍")) == BUSY.plain
        house.hold.set()
        assert await errand == "跑了1趟"

    in_two_processes(house, other, story)
    assert remembered(house) == "errand"


def test_what_only_reads_is_answered_while_an_errand_is_not_finished(house: House) -> None:
    hear(house.listener(), message("跑腿"))
    said = [message(text, visitor) for visitor, text in ((ZHANG, "数"), (LI, "办"), ("oSample00wang", "跑腿"))]
    for one in said:
        house.begin(message("跑腿", one.visitor))
    assert hear(house.listener(), *said) == ["0", BUSY.plain, BUSY.plain]
    assert (remembered(house), house.errands, house.effects()) == ("errand", 1, 0)


def test_who_waits_is_told_how_long(house: House) -> None:
    house.begin(message("跑腿"))
    assert "最多约 5 分钟后会告诉您结果" in str(hear(house.listener(), message("再说一遍"))[0])


def test_where_nobody_can_be_told_later_no_news_is_promised(tmp_path: Path) -> None:
    settings = write_settings(tmp_path)
    verified = settings.read_text(encoding="utf-8")
    settings.write_text(verified.replace("verified: true, send_as: publish", "send_as: draft"), encoding="utf-8")
    with App.open(settings, clock=lambda: NOW, environ=SECRETS) as app:
        house = House(app)
        house.begin(message("跑腿"))
        assert hear(house.listener(), message("再说一遍")) == [BUSY_ANSWERS_ONLY.plain]


def test_an_errand_that_comes_back_after_it_was_given_up_leaves_the_conversation_where_it_is(
    house: House, other: App
) -> None:
    async def story(here: Listener, there: Listener) -> None:
        errand = await begun(house, here)
        house.now += timedelta(minutes=6)
        look_after(other)
        assert await there.hear(message("再说一遍")) == "第1遍"
        house.hold.set()
        await errand

    in_two_processes(house, other, story)
    assert remembered(house) == "again"


def test_nobody_is_told_that_it_failed_when_it_was_done_all_the_same(house: House) -> None:
    """As when the connection breaks while it is being kept: whoever kept it does not know."""
    done = message("办")
    assert hear(house.listener(), done) == ["办好了，第1件"]
    answering = Answering(house.app, in_messages, answer=answer, doings=house.doings)
    assert answering.apologise(Ticket(done)) == "办好了，第1件"
