"""Write down an answer that is often given (常用答复), or take one away; what stood there stays in its history."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.answer_letter import LONGEST
from bot.actions.errors import CannotDo, WrongUse
from bot.actions.rights import Right, require
from content.answer_texts import AnswerText, current
from content.cells import one_line
from content.log import Event, Kind
from content.store.store import Work
from content.text import legible

if TYPE_CHECKING:
    from bot.app import App

REGISTER = "常用答复"
LONGEST_NAME, MOST = 30, 100


def write_answer_text(app: "App", by: str, name: str, text: str, *, now: datetime) -> AnswerText:
    """A new one, or another text for one that is there. Raises CannotDo."""
    name, text = one_line(name), legible(text).strip()
    if not (name and text):
        raise WrongUse("常用答复要有名称和内容。")
    if len(name) > LONGEST_NAME or len(text) > LONGEST:
        raise WrongUse(f"名称最多 {LONGEST_NAME} 字，内容最多 {LONGEST} 字。")
    with app.store.write() as work:
        require(work, by, Right.LETTERS)
        there = {one.name: one.text for one in current(work.answer_texts.saves())}
        if there.get(name) == text:
            raise CannotDo(f"“{name}”现在就是这样写的，没有改动。")
        if name not in there and len(there) >= MOST:
            raise CannotDo(f"常用答复最多 {MOST} 条，请先删去用不着的。")
        return _keep(work, AnswerText(name, text, by, now), "修改" if name in there else "新增", now)


def drop_answer_text(app: "App", by: str, name: str, *, now: datetime) -> AnswerText:
    """Raises WrongUse for one that is not there."""
    with app.store.write() as work:
        require(work, by, Right.LETTERS)
        if name not in {one.name for one in current(work.answer_texts.saves())}:
            raise WrongUse(f"没有叫“{name}”的常用答复。")
        return _keep(work, AnswerText(name, "", by, now), "删去", now)


def _keep(work: Work, save: AnswerText, act: str, now: datetime) -> AnswerText:
    """Last in a unit of work: it appends to the log."""
    work.answer_texts.add(save, now)
    digest = hashlib.sha256(save.text.encode()).hexdigest() if save.text else ""
    evidence = {"register": REGISTER, "number": save.name, "act": act}
    work.log.append(Event(kind=Kind.CHANGED, at=now, by=save.by, digest=digest, evidence=evidence))
    return save
