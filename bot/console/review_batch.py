"""Several editions passed at once: one page lists each with its problems before anything is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fastapi import FastAPI, Request, Response

from bot.actions.approve import approve
from bot.actions.errors import CannotDo
from bot.console import opinions, refs
from bot.console.review import BATCH, QUEUE
from bot.console.review_page import CHANGED, next_in_words
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import for_the_console
from bot.views.for_review import ForReview, for_review

MOST = 20
"""Nobody looks at more at once."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a form: in words, what was passed; why not, by ref; and what was typed."""

    passed: Sequence[str] = ()
    why_not: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(BATCH)
    def confirm(request: Request, me: Me) -> Response:
        chosen = _distinct(request.query_params.getlist("ref"))
        if not chosen:
            return room.go(request, QUEUE, "没有选稿件：请在要审核的稿件前面打勾。")
        if len(chosen) > MOST:
            return room.go(request, QUEUE, f"一次最多选 {MOST} 件，您选了 {len(chosen)} 件，没有办。请少选几件。")
        return _show(room, request, _found(room, me.name, chosen), Done())

    @pages.post(BATCH)
    def let_pass(form: Posted) -> Response:
        chosen = _distinct(form.sent.texts("ref"))[:MOST]
        done = _pass_each(room, form, chosen)
        if not done.why_not:
            return room.go(form.request, QUEUE, f"已通过 {len(done.passed)} 件：{'；'.join(done.passed)}。")
        return _show(room, form.request, _found(room, form.me.name, list(done.why_not)), done)


def _show(room: Room, request: Request, found: Sequence[ForReview], done: Done) -> Response:
    return room.show(
        request,
        "review-batch.html",
        status=409 if done.why_not else 200,
        found=[one for one in found if not why_not(one)],
        left=[(one, why_not(one)) for one in found if why_not(one)],
        done=done,
        typed=done.typed,
        opinions=opinions,
        refs=refs,
        queue=QUEUE,
        batch=BATCH,
    )


def _found(room: Room, name: str, chosen: Sequence[str]) -> list[ForReview]:
    return [for_review(room.app, name, ref, room.now) for ref in chosen]


def why_not(found: ForReview) -> str:
    """Why it cannot be passed here, whatever is written into the form; "" where it can."""
    if found.newer:
        return f"已有新版次 {found.newer}，请审新的。"
    if found.objection:
        return found.objection
    if found.stopping:
        return "有必须改的问题，要退回作者修改。"
    if found.is_last and found.lacks_secrecy and not found.may_review_secrecy:
        return "还没有可以公开的保密审查结论，最后一步不能通过。"
    return ""


def _pass_each(room: Room, form: Form, chosen: Sequence[str]) -> Done:
    passed, refused = [], {}
    for ref in chosen:
        try:
            passed.append(_pass(room, form, ref))
        except CannotDo as error:
            refused[ref] = for_the_console(error.says)
    return Done(passed, refused, {name: form.text(name) for name in form.sent.fields})


def _pass(room: Room, form: Form, ref: str) -> str:
    """In words, what came of it; the same form sent again says the same. Raises CannotDo."""
    app, name = room.app, form.me.name
    found = for_review(app, name, ref, room.now)
    shown = form.text(f"{ref}.shown")
    if not found.was_passed(shown, name):
        if shown != found.mark or found.newer:
            raise CannotDo(CHANGED)
        opinion = opinions.of_form(form, f"{ref}.")
        done = approve(app, name, ref, opinion=opinion, digest=found.edition.digest, now=room.now)
        found = for_review(app, name, ref, room.now)
        if not done.passed:
            raise CannotDo("保密审查已记下；结论不是可以公开，没有通过。")
    return f"《{found.edition.item.title}》{next_in_words(found)}"


def _distinct(chosen: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(one.strip() for one in chosen if one.strip()))
