"""Small dialogues that do what their words say: for trying who runs them."""

from dataclasses import dataclass

from bot.chat.dialogue import Alone, Changes, Dialogue, Known, Reads, Refusal, Turn
from bot.chat.reply import say
from bot.chat.said import Said
from content.visitors import Memory


@dataclass(frozen=True, slots=True)
class Look(Reads):
    """How many effects there are."""


@dataclass(frozen=True, slots=True)
class Effect(Changes):
    """One that can be counted; `fails` after it was written."""

    fails: bool = False


@dataclass(frozen=True, slots=True)
class Errand(Alone):
    """Something done outside any transaction; `fails` half way."""

    fails: bool = False


def count_effects(known: Known) -> Dialogue:
    return Turn(say(f"{yield Look()}"), known.memory)


def do(_: Known) -> Dialogue:
    yield Effect()
    return Turn(say(f"办好了，第{yield Look()}件"), Memory("done"))


def do_what_is_refused(_: Known) -> Dialogue:
    refused = yield Effect(fails=True)
    assert isinstance(refused, Refusal)
    return Turn(say(refused.says))


def do_and_break(_: Known) -> Dialogue:
    yield Effect()
    raise ValueError("办了又错")


def run_errand(_: Known) -> Dialogue:
    return Turn(say((yield Errand())), Memory("errand"))


def run_errand_and_do(_: Known) -> Dialogue:
    words = yield Errand()
    yield Effect()
    return Turn(say(words))


def run_errand_and_break(_: Known) -> Dialogue:
    return Turn(say((yield Errand(fails=True))))


def break_down(_: Known) -> Dialogue:
    yield Look()
    raise ValueError("错")


def say_again(known: Known) -> Dialogue:
    yield from ()
    times = known.memory.facts.get("times", 0) + 1
    return Turn(say(f"第{times}遍"), Memory("again", "", {"times": times}))


def remember_what_breaks(_: Known) -> Dialogue:
    yield from ()
    return Turn(say("记坏了"), Memory("broken"))


def say_a_lot(_: Known) -> Dialogue:
    yield from ()
    return Turn(say("周一至周五。" * 200))


DIALOGUES = {
    "说很多": say_a_lot,
    "数": count_effects,
    "办": do,
    "办不成": do_what_is_refused,
    "办了又错": do_and_break,
    "跑腿": run_errand,
    "跑腿再办": run_errand_and_do,
    "跑腿出错": run_errand_and_break,
    "错": break_down,
    "记坏": remember_what_breaks,
    "再说一遍": say_again,
}


def answer(said: Said, known: Known) -> Dialogue:
    if known.memory.dialogue == "broken":
        raise ValueError("记坏了")
    return DIALOGUES[said.text](known)
