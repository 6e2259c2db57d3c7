"""我要留言: the window where the public writes to the office."""

from fastapi import FastAPI

from bot.actions.leave_letter import SHORTEST, TOO_SHORT, is_too_short, leave
from bot.actions.origins import origin_of
from bot.incoming import MOST_FILES, Sent
from bot.limits import LETTERS
from bot.public import forms
from bot.public.forms import Filled, Form, Looked
from bot.public.pages import PAGES, ROOT
from bot.public.window import Window
from bot.waiting_room import DOCUMENTS
from content.file_types import IMAGES
from content.letters import LONGEST, Kind, LetterDraft, Part
from content.phones import is_phone

PATH = PAGES["留言"].path.removeprefix(ROOT)
FIELDS = ("topic", "text", "place", "name", "phone", "consent")
LONGEST_WORDS = {"place": 200, "name": 60, "phone": 30}
TOO_LONG = "太长了，最多 {} 字。"


def add_to(pages: FastAPI, window: Window) -> None:
    forms.add_to(pages, window, _form(window))


def _form(window: Window) -> Form:
    topics = window.app.settings.chat.topics
    return Form(
        name="letter",
        path=PATH,
        template="letter.html",
        receipt="letter-receipt.html",
        limit=LETTERS,
        files="files",
        allowed=(*IMAGES, *DOCUMENTS),
        most=MOST_FILES,
        look=lambda sent, visitor, _: look(sent, visitor, topics),
        keep=lambda came: _keep(window, came),
        around={
            "topics": topics,
            "shortest": SHORTEST,
            "longest": LONGEST,
            "answer_days": window.app.settings.chat.answer_days,
        },
    )


def look(sent: Sent, visitor: str, topics: tuple[str, ...]) -> Looked:
    """Everything wrong at once; the action itself looks once more."""
    values = {name: sent.text(name) for name in FIELDS}
    faults = {
        name: TOO_LONG.format(most) for name, most in LONGEST_WORDS.items() if len(values[name]) > most
    }  # fmt: skip
    if values["topic"] not in topics:
        faults["topic"] = "请选一个类别。"
    if fault := _text_fault(values["text"]):
        faults["text"] = fault
    if fault := _phone_fault(values["phone"], visitor):
        faults.setdefault("phone", fault)
    return Looked(values, faults)


def _text_fault(text: str) -> str:
    if not text.strip():
        return "请写明您要咨询或反映的事情。"
    if is_too_short(text):
        return TOO_SHORT
    return f"最多 {LONGEST} 字，现在有 {len(text)} 字，请缩短，较长的材料可作为附件。" if len(text) > LONGEST else ""


def _phone_fault(phone: str, visitor: str) -> str:
    if not phone:
        return "" if visitor else "请留下联系电话，查询答复时要核对号码的后四位。"
    if not is_phone(phone):
        return "号码看不懂，请写手机号，或带区号的固定电话，如 010-12345678。"
    return ""


def _keep(window: Window, came: Filled) -> str:
    now, values = window.now, came.looked.values
    draft = LetterDraft(
        topic=values["topic"],
        parts=tuple(_parts(window, came)),
        visitor=came.visitor,
        origin=origin_of(window.app.store.shelf, came.address, now),
        door="web",
        name=values["name"],
        phone=values["phone"],
        consent=bool(values["consent"]),
    )
    with window.app.store.write() as work:
        return leave(work, window.app.settings, draft, now=now)


def _parts(window: Window, came: Filled) -> list[Part]:
    parts = [Part(kind=Kind.TEXT, text=came.looked.values["text"])]
    if place := came.looked.values["place"]:
        parts.append(Part(kind=Kind.PLACE, text=place))
    for one in came.attached.waiting:
        file = window.app.files.keep(window.waiting.read(one), one.name)
        parts.append(Part(kind=Kind.PICTURE if one.is_picture else Kind.FILE, file=file))
    return parts
