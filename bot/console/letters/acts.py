"""What may be done with a letter beside answering it: a page with a form each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.assign_letter import assign
from bot.actions.close_letter import close, reopen, why_of
from bot.actions.errors import WrongUse
from bot.actions.merge_letters import merge
from bot.actions.mute_letters import mute
from bot.console.signed import Form
from bot.views.inbox import one
from content.letters import Letter, State
from content.zone import to_the_minute

if TYPE_CHECKING:
    from datetime import datetime

    from bot.app import App

Do = Callable[["App", Form, str, "datetime"], str]
"""Does what the form says with the letter of that number, and says what was done."""


@dataclass(frozen=True, slots=True)
class Act:
    """`states`: of the letters it is offered for. `is_bad`: it ends something."""

    words: str
    states: tuple[State, ...]
    do: Do
    is_bad: bool = False


def _assign(app: "App", form: Form, number: str, now: "datetime") -> str:
    letter = assign(app, form.me.name, number, form.text("danwei"), now=now)
    return f"留言 {letter.number} 已交{letter.unit}办理。"


def _merge(app: "App", form: Form, number: str, now: "datetime") -> str:
    letter = merge(app, form.me.name, number, form.text("bianhao") or form.text("zhejian"), now=now)
    main = one(app, form.me.name, letter.merged_into, now=now).letter
    then = "这位留言人看得到那一件的答复。" if main.answer else "以后答复那一件，这位留言人也会知道。"
    return f"留言 {letter.number} 已合并到 {letter.merged_into}，{then}"


def _close(app: "App", form: Form, number: str, now: "datetime") -> str:
    letter = close(app, form.me.name, number, why_of(form.text("liyou")), words=form.text("shuoming"), now=now)
    return f"留言 {letter.number} 已按不予答复办结。"


def _reopen(app: "App", form: Form, number: str, now: "datetime") -> str:
    letter = reopen(app, form.me.name, number, reason=form.text("liyou"), now=now)
    return f"留言 {letter.number} 重新等答复。"


def _mute(app: "App", form: Form, number: str, now: "datetime") -> str:
    days = form.text("tian")
    if not days.isdecimal() or len(days) > 4:
        raise WrongUse("请写明多少天内不能再留言，只写数；0 是解除。")
    until = mute(app, form.me.name, number, int(days), now=now)
    return f"留言人在 {to_the_minute(until)} 以前不能再留言。" if until else "已解除限制，留言人又可以留言。"


ANY = tuple(State)
ACTS: Mapping[str, Act] = {
    "jiaoban": Act("交办", (State.WAITING,), _assign),
    "hebing": Act("合并", (State.WAITING,), _merge),
    "buyu": Act("不予答复", (State.WAITING,), _close, is_bad=True),
    "chongban": Act("重新办理", (State.ANSWERED, State.CLOSED, State.MERGED), _reopen),
    "xianzhi": Act("限制留言", ANY, _mute, is_bad=True),
}
"""By the last part of their addresses."""


def offered(letter: Letter) -> dict[str, Act]:
    return {name: act for name, act in ACTS.items() if letter.state in act.states}
