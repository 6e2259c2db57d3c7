"""Write one of the office's letters (文书) on an application, and write down that it was written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.applications import locked
from bot.actions.errors import CannotDo, WrongUse
from bot.actions.fee_advice import advice_on
from content.registers.applications import OUTCOMES, Act, Application, State
from content.registers.letter_texts import ANSWER, APPLICANT, Letter, Template, Texts
from content.registers.letter_words import asked_for_by_somebody, chinese_day, words_of
from content.store.store import Work
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App

Keep = Callable[[str, bytes], Path]
"""Keeps the Word file, under the name it is given where nobody named another; returns where."""
NUMBER = "文号"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`kind`: its name, the name of its file, or 答复书. `number`: 文号. `given`: what clerks write into its places."""

    kind: str
    number: str = ""
    given: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Written:
    """`missing`: the places that are still to be filled in, by hand."""

    file: Path
    name: str
    missing: tuple[str, ...]


def write_letter(app: "App", by: str, number: str, wanted: Wanted, *, keep: Keep, now: datetime) -> Written:
    """As Word. Raises WrongUse for a letter there is none of, CannotDo for one that does not fit the application."""
    texts = Texts(app.settings.applications.letters)
    with app.store.write() as work:
        one = locked(work, by, number)
        template = template_of(texts, one, wanted.kind)
        _require_places(texts, template, wanted.given)
        letter = texts.filled(template, {**known_words(app, work, one, template, now=now), **wanted.given})
        missing = letter.missing if wanted.number else (NUMBER, *letter.missing)
        content = _word(app, letter, wanted.number, now)
        said = f"{letter.name} {wanted.number}".strip()
        work.applications.note(one.number, Act.LETTER_WRITTEN, by=by, now=now, letter=said)
        return Written(keep(f"{one.number} {letter.name}.docx", content), letter.name, missing)


def known_words(app: "App", work: Work, one: Application, template: Template, *, now: datetime) -> dict[str, str]:
    """What is known to be written into the letter's places."""
    known = words_of(one, day_of(now), advice_on(work, one))
    if template.to != APPLICANT:
        known["申请内容"] = asked_for_by_somebody(one.draft)
    return {**known, **_office(app)}


def template_of(texts: Texts, one: Application, kind: str) -> Template:
    """Raises WrongUse for a letter there is none of, CannotDo for one that does not fit the application."""
    if one.state is State.VOIDED:
        raise CannotDo(f"{one.number} 已作废，不出具文书。")
    template = texts.named(kind, one.outcome)
    if template is None and kind == ANSWER:
        raise CannotDo(f"{one.number} 还没有办理结果：请写明是哪一种答复书，如 a、b、c4；或先办结再出具。")
    if template is None:
        known = "；".join(f"{key} {found.name}" for key, found in texts.templates.items())
        raise WrongUse(f"没有“{kind}”这种文书，可写：{ANSWER}（按办理结果）；{known}。")
    if template.outcome and one.outcome and template.outcome != one.outcome:
        raise CannotDo(f"{one.number} 的办理结果是{OUTCOMES[one.outcome]}，与{template.name}不一致，请核对。")
    return template


def _require_places(texts: Texts, template: Template, given: Mapping[str, str]) -> None:
    places = texts.places(template)
    if strange := next((name for name in given if name not in places), ""):
        near = get_close_matches(strange, places, n=1)
        hint = f"是不是“{near[0]}”" if near else f"可填的有：{'、'.join(places)}"
        raise WrongUse(f"{template.name}里没有“{strange}”，{hint}。")


def _office(app: "App") -> dict[str, str]:
    office, turned_to = app.settings.office, app.settings.applications
    return {
        "机关名称": office.name,
        "公开工作机构": office.department,
        "机关地址": office.address,
        "机关电话": office.phone,
        "复议机关": turned_to.reconsideration,
        "人民法院": turned_to.court,
    }


def _word(app: "App", letter: Letter, number: str, now: datetime) -> bytes:
    from content.registers.letter_document import Ending, word_of  # noqa: PLC0415  # slow to load

    return word_of(letter, number, Ending(app.settings.office.name, chinese_day(day_of(now))))
