"""Close a letter without an answer, with the reason; or take one up again."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import WrongUse
from bot.actions.letter_steps import require_state, taken, tell, write_step
from bot.actions.reasons import require_reason
from content.letters import Did, Letter, State, Step, Why
from content.text import legible

if TYPE_CHECKING:
    from bot.app import App

LONGEST = 500


def why_of(text: str) -> Why:
    """Raises WrongUse that names the reasons there are."""
    try:
        return Why(text.strip())
    except ValueError:
        raise WrongUse(f"不予答复的理由只能是：{'、'.join(Why)}。") from None


def close(app: "App", by: str, number: str, why: Why, *, words: str = "", now: datetime) -> Letter:
    """`words`: what else the person is told, such as who is in charge. Nobody is told of spam."""
    words = legible(words).strip()
    if why is Why.ELSEWHERE and not words:
        raise WrongUse("不属于本机关职责的，要写明该向哪里反映（--says）。")
    says = f"{why.value}。{words[:LONGEST]}"
    with app.store.write() as work:
        letter = taken(work, by, number)
        require_state(letter, State.WAITING)
        work.letters.change(letter.number, state=State.CLOSED, settled_at=now)
        if why is not Why.SPAM:
            tell(work, letter, f"您的留言（编号 {letter.number}）不予答复：{says}", now)
        write_step(work, letter.number, Step(Did.CLOSED, by, now, says))
        return work.letters.get(letter.number)


def reopen(app: "App", by: str, number: str, *, reason: str, now: datetime) -> Letter:
    """It waits for an answer again: closed or merged in error, or answered beside the point."""
    require_reason(reason, "重新办理")
    with app.store.write() as work:
        letter = taken(work, by, number)
        if letter.state is State.WAITING:
            raise WrongUse(f"{letter.number} 正在等答复，不用重新办理。")
        work.letters.change(letter.number, state=State.WAITING, merged_into="", settled_at=None)
        write_step(work, letter.number, Step(Did.REOPENED, by, now, legible(reason).strip()[:LONGEST]))
        return work.letters.get(letter.number)
