"""Each message has one answer and one effect, whoever delivers it how often, and whatever happens meanwhile."""

import asyncio
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions.tell import UNSURE, look_after
from bot.app import App
from bot.chat.answering import FAILED, FREED
from bot.chat.said import Kind, Said
from tests.bot.chat.door_office import SECRETS
from tests.bot.chat.house import LI, NOW, ZHANG, House, hear, message


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


@pytest.mark.parametrize(("wrong", "told"), [("错", FAILED.plain), ("办了又错", FAILED.plain), ("跑腿出错", UNSURE)])
def test_what_fails_leaves_the_conversation_where_it_was(house: House, wrong: str, told: str) -> None:
    said = [message(text) for text in ("再说一遍", wrong, "再说一遍")]
    assert hear(house.listener(), *said) == ["第1遍", told, "第2遍"]


def test_cancelling_frees_from_a_conversation_in_which_everything_fails(house: House) -> None:
    said = [message(text) for text in ("记坏", "数", "数", "取消", "数")]
    assert hear(house.listener(), *said) == ["记坏了", FAILED.plain, FAILED.plain, FREED.plain, "0"]


def test_what_fails_makes_the_day_of_a_conversation_no_longer(house: House) -> None:
    hear(house.listener(), message("记坏"))
    house.now += timedelta(hours=23)
    assert hear(house.listener(), message("数")) == [FAILED.plain]
    house.now += timedelta(hours=1)
    assert hear(house.listener(), message("数")) == ["0"]


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
        assert work.heard.before([("1", ZHANG), ("2", LI)], NOW).visitors.keys() == {LI}
        assert work.heard.since(ZHANG, NOW - timedelta(days=1)) == []
