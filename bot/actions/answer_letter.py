"""Answer a letter, or answer it again; those merged into it are answered with it."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.letter_steps import require_state, taken, tell, write_step
from content.letters import Did, Letter, State, Step
from content.masking import mask
from content.store.store import Work
from content.text import legible

if TYPE_CHECKING:
    from bot.app import App

LONGEST = 5000
BLANK = re.compile(r"〔[^〔〕\d]{1,20}〕")
"""As answers that are often given have them; the year of a document's number is none."""
NOBODY = "无法告知（没有电话，已取消关注或已清除）"
"""Of a letter to which no writer is known any more."""


@dataclass(frozen=True, slots=True)
class Answered:
    """`telling`: the numbers whose writers are sent it; the others ask for it."""

    letter: Letter
    telling: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """How its own writer learns of it."""
        if self.letter.number in self.telling:
            return "将在微信里通知留言人"
        if self.letter.visitor:
            return "微信里现在不能通知（超过 48 小时或已发满 5 条），留言人凭编号查询"
        return "留言人凭编号查询" if self.letter.has_writer else NOBODY


def answer(app: "App", by: str, number: str, text: str, *, now: datetime) -> Answered:
    """Signs no page shows are left out. What somebody merged into it reads is masked: it was written to another."""
    text = legible(text).strip()
    if not text:
        raise WrongUse("答复不能是空的。")
    if len(text) > LONGEST:
        raise WrongUse(f"答复最多 {LONGEST} 字，现在有 {len(text)} 字。")
    if blanks := "、".join(dict.fromkeys(BLANK.findall(text))):
        raise CannotDo(f"答复里还有没填的空：{blanks}。请填好或删去，再答复。")
    with app.store.write() as work:
        letter = taken(work, by, number)
        require_state(letter, State.WAITING, State.ANSWERED)
        if letter.answer and letter.answer.text == text:
            raise CannotDo(f"{letter.number} 已经这样答复过。")
        work.letters.change(letter.number, state=State.ANSWERED, answered_at=letter.answered_at or now, settled_at=now)
        telling = _tell_all(work, letter, text, now)
        write_step(work, letter.number, Step(Did.ANSWERED, by, now, text))
        return Answered(work.letters.get(letter.number), () if app.settings.answers_only else telling)


def tell_merged(work: Work, letter: Letter, main: Letter, text: str, *, now: datetime) -> bool:
    """The answer to another letter, the `main` one, to somebody who asked the same."""
    shown = mask(text, known=(*main.known, *letter.known), by_office=True).text
    return tell(work, letter, _words(letter, shown), now)


def _tell_all(work: Work, letter: Letter, text: str, now: datetime) -> tuple[str, ...]:
    told = [letter.number] if tell(work, letter, _words(letter, text), now) else []
    merged = work.letters.merged_into(letter.number)
    return (*told, *(one.number for one in merged if tell_merged(work, one, letter, text, now=now)))


def _words(letter: Letter, text: str) -> str:
    return f"您的留言（编号 {letter.number}）已答复，看后请回复“评价”打分：\n{text}"
