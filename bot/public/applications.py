"""申请信息公开: first look whether it is published, then the form with what article 29 of the regulation asks for."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from bot.actions.apply import helped, receive
from bot.actions.origins import origin_of
from bot.incoming import FormSent, Sent, clean
from bot.limits import APPLICATIONS, HELPED, SEARCHED
from bot.public import forms
from bot.public.attachments import Attached
from bot.public.forms import Filled, Form, Looked
from bot.public.pages import PAGES, ROOT
from bot.public.search import LONGEST_QUESTION, TOO_OFTEN
from bot.public.window import Window
from bot.views.search import search
from content.edition import Ref
from content.registers.applications import (
    FORMS,
    IDENTITY_KINDS,
    OBTAINS,
    ORGANISATION_IDENTITY,
    WORDS,
    ApplicantKind,
    Draft,
    Way,
)
from content.registers.guide import GUIDE, PRIVACY
from content.registers.identity import MOST, Picture
from content.registers.intake import LONG, LONGEST, advice

PATH = PAGES["依申请公开"].path.removeprefix(ROOT)
FILL_IN, ON_PAPER, FOUND = f"{PATH}/tianxie", f"{PATH}/zhizhi", f"{PATH}/zhaodao"
CHOICES = {
    "applicant_kind": tuple(kind.value for kind in ApplicantKind),
    "identity_kind": (*IDENTITY_KINDS, ORGANISATION_IDENTITY),
    "form": FORMS,
    "obtain": OBTAINS,
}
LABELS = {
    name: WORDS[name]
    for name in (
        "applicant_kind", "name", "identity_kind", "identity_number", "identity_files", "contact", "phone", "email",
        "address", "title", "document_number", "description", "form", "obtain",
    )
} | {"name": "姓名或名称", "identity_files": "身份证明", "checked": "核对"}  # fmt: skip
"""What the form asks for, in its order: two in other words than the register's."""
WRITTEN = (
    "name", "identity_number", "contact", "phone", "email", "address", "title", "document_number", "description",
)  # fmt: skip
"""The fields somebody writes in."""
CHECKED = "checked"
PICTURES = "identity_files"
OFFERED = 5


def add_to(pages: FastAPI, window: Window) -> None:
    _add_beginning(pages, window)
    forms.add_to(pages, window, _form(window))

    @pages.get(ON_PAPER)
    def on_paper() -> Response:
        return window.show("application-paper.html", choices=CHOICES, words=WORDS)


def _add_beginning(pages: FastAPI, window: Window) -> None:
    @pages.get(PATH)
    def explain(request: Request, q: str = "") -> Response:
        words = clean(q).strip()[:LONGEST_QUESTION]
        if words and not window.limits.look(SEARCHED, window.address(request), window.now):
            return window.sorry(429, TOO_OFTEN)
        found = search(window.app, words, limit=OFFERED) if words else None
        return window.show("application-begin.html", words=words, found=found, guide=GUIDE)

    @pages.post(FOUND)
    def found(request: Request, sent: FormSent) -> Response:
        if not window.is_from_here(request):
            return window.sorry(403, forms.NOT_FROM_HERE)
        return _to_the_found(window, request, sent)


def _to_the_found(window: Window, request: Request, sent: Sent) -> Response:
    """On to the item that answers somebody's question, counted as help; only to what the search does find."""
    if not window.limits.count(SEARCHED, window.address(request), window.now):
        return window.sorry(429, TOO_OFTEN)
    hits = search(window.app, sent.text("q")[:LONGEST_QUESTION], limit=OFFERED).hits
    hit = next((hit for hit in hits if hit.ref == sent.text("ref") and hit.url), None)
    if hit is None:
        return window.sorry(404, "这条信息现在查不到了，请重新搜索。")
    if window.limits.count(HELPED, window.address(request), window.now):
        with window.app.store.write() as work:
            helped(work, Ref.parse(hit.ref)[0], window.now)
    return RedirectResponse(hit.url, 303)


def _form(window: Window) -> Form:
    return Form(
        name="application",
        path=FILL_IN,
        template="application.html",
        receipt="application-receipt.html",
        limit=APPLICATIONS,
        files=PICTURES,
        allowed=(".jpg", ".jpeg", ".png", ".pdf"),
        most=MOST,
        look=look,
        keep=lambda came: _keep(window, came),
        around={
            "choices": CHOICES,
            "labels": LABELS,
            "long": LONG,
            "longest": LONGEST,
            "organisation": ORGANISATION_IDENTITY,
            "privacy": PRIVACY,
        },
    )


def look(sent: Sent, visitor: str, pictures: Attached) -> Looked:
    """Everything article 29 asks for, at once. What looks mistyped is taken when the applicant says it is right."""
    values = {name: sent.text(name) for name in (*WRITTEN, *CHOICES, CHECKED)}
    if values["applicant_kind"] not in CHOICES["applicant_kind"]:
        # Whatever else it lacks is told in the words for a person.
        found = advice(draft_of({**values, "applicant_kind": ApplicantKind.PERSON}, visitor))
        faults = {"applicant_kind": "请选申请人类别。"}
    else:
        found, faults = advice(draft_of(values, visitor), with_picture=bool(pictures.waiting)), {}
    faults |= {problem.field: problem.says for problem in found if problem.blocks}
    doubts = {problem.field: problem.says for problem in found if not problem.blocks}
    if doubts and not values[CHECKED]:
        faults = {**doubts, CHECKED: "有的内容看着不对，请改正；确实没有写错的，勾选这一项再提交。", **faults}
    return Looked(values, faults)


def draft_of(values: dict[str, str], visitor: str) -> Draft:
    written = {name: values[name] for name in WRITTEN}
    chosen = {
        name: values[name] if values[name] in CHOICES[name] else "" for name in ("identity_kind", "form", "obtain")
    }
    way, kind = Way.WECHAT if visitor else Way.ONLINE, ApplicantKind(values["applicant_kind"])
    return Draft(way=way, applicant_kind=kind, **written, **chosen)


def _keep(window: Window, came: Filled) -> str:
    pictures = [Picture(window.waiting.read(one), one.name) for one in came.attached.waiting]
    draft = draft_of(dict(came.looked.values), came.visitor)
    app, now = window.app, window.now
    origin = origin_of(app.store.shelf, came.address, now)
    with app.store.write() as work:
        made = receive(work, app, draft, visitor=came.visitor, origin=origin, pictures=pictures, now=now)
    return made.number
