"""Make an item of a good question and its answer, if who asked consents; it goes through review as any other."""

import re
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.letter_steps import named, write_step
from bot.actions.submit import AlreadyThere, Submitted, submit
from content.cut import shortened
from content.letters import Did, Letter, State, Step
from content.masking import mask, unmasked
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App

SUMMARY = 80


@dataclass(frozen=True, slots=True)
class Laid:
    """A letter and its answer as they would be published: personal details starred out, plain text.

    `unsure`: what in them a person must look at.
    """

    title: str
    column: str
    question: str
    answer: str
    unsure: tuple[str, ...] = ()


def publish(
    app: "App", by: str, number: str, *, title: str = "", column: str = "", file: Path | None = None, now: datetime
) -> Submitted:
    """`file`: the text as staff edited it (see `lay_out`). `column`: else the one of the settings.

    Raises CannotDo without consent or an answer, and where personal details cannot be masked for certain.
    A letter that was published before gets a new edition of its item.
    """
    letter = _ready(app, by, number)
    if file is not None:
        return _published(app, by, letter, file, now=now)
    laid = _laid(app, letter, title=title, column=column)
    if laid.unsure:
        raise CannotDo(
            f"{number} 里有拿不准是不是个人信息的内容：{'；'.join(laid.unsure)}。"
            f"请用 gongkai letters publish {number} --draft 文件 写出稿件，改好后用 --file 文件 送审。"
        )
    return _written(app, by, letter, laid, now=now)


def publish_as_edited(app: "App", by: str, number: str, laid: Laid, *, now: datetime) -> Submitted:
    """As `publish`, of the words that a person looked through and edited."""
    letter = _ready(app, by, number)
    if not (laid.title.strip() and laid.question.strip() and laid.answer.strip()):
        raise WrongUse("名称、留言和答复都要写。")
    return _written(app, by, letter, laid, now=now)


def lay_out(
    app: "App", by: str, number: str, *, title: str = "", column: str = "", now: datetime
) -> tuple[str, tuple[str, ...]]:
    """The item file, with personal details masked; and what in it a person must look at."""
    letter = _ready(app, by, number)
    laid = _laid(app, letter, title=title, column=column)
    return _file(app, by, letter, laid, now=now), laid.unsure


def laid_out(app: "App", by: str, number: str) -> Laid:
    """What would be published, for a person to edit. Its column is "" where the settings name none."""
    letter = _ready(app, by, number)
    return _masked(letter, "", app.settings.chat.answers_column)


def unsure_in(app: "App", by: str, number: str, laid: Laid) -> tuple[str, ...]:
    """What of edited words still looks like personal details."""
    known = _ready(app, by, number).known
    texts = (laid.title, laid.question, laid.answer)
    looked = [(text, mask(text, known=known, by_office=text is laid.answer)) for text in texts]
    bare = [f"没有打码：{passage}" for text, masked in looked for passage in unmasked(text, masked.text)]
    return tuple(dict.fromkeys([*(one for _, masked in looked for one in masked.unsure), *bare]))


def made_before(app: "App", by: str, number: str) -> str:
    """Which item was made of it, and where that is; "" for none. What is handed in now becomes its next edition."""
    with app.store.read() as work:
        letter = named(work, by, number)
        if not letter.item_id:
            return ""
        edition = work.items.latest(letter.item_id)
        state = work.reviews.get(edition.ref).state.chinese
    return f"这件留言先前已编为 {edition.ref}《{edition.item.title}》，{state}；再送审的是它的新一版。"


def _laid(app: "App", letter: Letter, *, title: str, column: str) -> Laid:
    if not (column := column or app.settings.chat.answers_column):
        raise WrongUse("没有定问答归入哪个栏目：在设置的 chat 里写 answers_column，或用 --column 指明。")
    return _masked(letter, title, column)


def _masked(letter: Letter, title: str, column: str) -> Laid:
    question = mask(letter.text, known=letter.known)
    answer = mask(letter.answer.text if letter.answer else "", known=letter.known, by_office=True)
    title = title.strip() or f"关于“{_beginning(question.text, 20)}”的{letter.topic}和答复"
    return Laid(title, column, question.text, answer.text, (*question.unsure, *answer.unsure))


def _written(app: "App", by: str, letter: Letter, laid: Laid, *, now: datetime) -> Submitted:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / f"留言{letter.number}.md"
        made.write_text(_file(app, by, letter, laid, now=now), encoding="utf-8")
        return _published(app, by, letter, made, now=now)


def _published(app: "App", by: str, letter: Letter, file: Path, *, now: datetime) -> Submitted:
    submitted = _hand_in(app, by, file, letter, now=now)
    with app.store.write() as work:
        work.letters.change(letter.number, item_id=submitted.edition.item_id)
        write_step(work, letter.number, Step(Did.PUBLISHED, by, now, submitted.edition.ref))
    return submitted


def _hand_in(app: "App", by: str, file: Path, letter: Letter, *, now: datetime) -> Submitted:
    """What the same person handed in before, and was not noted because the machine stopped, is taken as it is."""
    try:
        return submit(app, by, file, item_id=letter.item_id, now=now)
    except AlreadyThere as there:
        if there.edition.made_by != by:
            raise
        with app.store.read() as work:
            return Submitted(there.edition, (), work.reviews.get(there.edition.ref))


def _ready(app: "App", by: str, number: str) -> Letter:
    with app.store.read() as work:
        letter = named(work, by, number)
    if letter.state is not State.ANSWERED or letter.answer is None:
        raise CannotDo(f"{number} 还没有答复，不能公开。")
    if not letter.consent:
        raise CannotDo(f"{number} 的留言人没有同意公开，不能公开。")
    return letter


def _file(app: "App", by: str, letter: Letter, laid: Laid, *, now: datetime) -> str:
    with app.store.read() as work:
        person = work.people.get(by)
    front = {
        "title": laid.title.strip(),
        "column": laid.column,
        "unit": letter.unit or (person.unit if person else ""),
        "made_on": day_of(letter.answered_at or now).isoformat(),
        "disclosure": "主动公开",
        "summary": _beginning(laid.answer, SUMMARY),
    }
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False)
    return f"---\n{head}---\n## 留言\n\n{_as_typed(laid.question)}\n\n## 答复\n\n{_as_typed(laid.answer)}\n"


def _as_typed(text: str) -> str:
    """Nothing in it is Markdown or HTML; each line is a paragraph of its own."""
    lines = (re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", line.strip()) for line in text.splitlines())
    return "\n\n".join(line for line in lines if line)


def _beginning(text: str, length: int) -> str:
    return shortened(" ".join(text.split()), length)
