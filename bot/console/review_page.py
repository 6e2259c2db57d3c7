"""One edition in review: read with its changes marked, passed or given back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import FastAPI, Request, Response

from bot.actions.approve import approve
from bot.actions.errors import CannotDo, NotAllowed
from bot.actions.opinions import Opinion
from bot.actions.return_ import return_
from bot.console import refs, text
from bot.console.once import new_word, once
from bot.console.review import QUEUE
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import for_the_console, problem_for_the_console
from bot.views.for_review import ForReview, for_review
from content.passages import passages, quote
from content.problems import warnings

PAGE = QUEUE + "/{ref:edition}"
CHANGED = "您打开这一页以后，这篇稿件有了变化，没有办理。下面是现在的样子，请看过再办。"
REASON, SECRECY, PASSAGE = "yijian", "baomi", "duan"
KEEP, KEEP_KEY, KEEP_ALL = "baoliu-", "tishi-", "baoliu"
"""Fields: a reason for each warning, numbered from 0, with the warning's key; one reason for all of them."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that was not taken: what it held, and why."""

    says: str = ""
    problems: tuple[object, ...] = ()
    typed: Mapping[str, str] | None = None
    status: int = 200


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(PAGE)
    def read(request: Request, me: Me, ref: str) -> Response:
        return show(room, request, for_review(room.app, me.name, ref, room.now), Refused())

    @pages.post(PAGE + "/tongguo")
    def let_pass(form: Posted, ref: str) -> Response:
        return tried(room, form, ref, lambda found: _pass(room, form, found))

    @pages.post(PAGE + "/tuihui")
    def give_back(form: Posted, ref: str) -> Response:
        return tried(room, form, ref, lambda found: _give_back(room, form, found))


def show(room: Room, request: Request, found: ForReview, refused: Refused) -> Response:
    item = found.edition.item
    return room.show(
        request,
        "review.html",
        status=refused.status,
        found=found,
        text=text.shown(item.html, found.edition.ref),
        passages=passages(item.html),
        warnings=warnings(found.problems),
        refused=refused,
        typed=refused.typed or {},
        refs=refs,
        queue=QUEUE,
        word=new_word(),
    )


def tried(room: Room, form: Form, ref: str, act: Callable[[ForReview], tuple[str, str]]) -> Response:
    """What is refused is shown on the page again, with everything that was typed."""
    found = for_review(room.app, form.me.name, ref, room.now)
    try:
        return once(room, form, lambda: act(_same(form, found)))
    except CannotDo as error:
        problems = tuple(problem_for_the_console(one) for one in error.problems)
        typed = {name: form.text(name) for name in form.sent.fields}
        status = 403 if isinstance(error, NotAllowed) else 409
        refused = Refused(for_the_console(error.says), problems, typed, status)
        return show(room, form.request, for_review(room.app, form.me.name, ref, room.now), refused)


def _same(form: Form, found: ForReview) -> ForReview:
    """If it is still what the person was shown: this text, at this step, and no newer edition of it."""
    review = found.case.review
    step = str(review.step) if review else ""
    if (form.text("digest"), form.text("step")) != (found.edition.digest, step) or found.newer:
        raise CannotDo(CHANGED)
    return found


def _pass(room: Room, form: Form, found: ForReview) -> tuple[str, str]:
    ref, title = found.edition.ref, found.edition.item.title
    done = approve(room.app, form.me.name, ref, opinion=opinion_of(form), digest=form.text("digest"), now=room.now)
    after = for_review(room.app, form.me.name, ref, room.now)
    if not done.passed:
        unfit = "；结论不是可以公开，这一步没有通过" if after.lacks_secrecy else ""
        return refs.review_path(ref), f"《{title}》的保密审查已记下{unfit}。"
    return QUEUE, f"已通过《{title}》（{ref}），{_next(after)}。"


def _next(after: ForReview) -> str:
    if not after.waits_for:
        return "审核全部完成，可以发布"
    return f"接下来等{after.waits_for}" + (f"（{'、'.join(after.who)}）" if after.who else "")


def _give_back(room: Room, form: Form, found: ForReview) -> tuple[str, str]:
    reason = f"{quote(form.text(PASSAGE))}{form.text(REASON)}" if form.text(REASON) else ""
    return_(room.app, form.me.name, found.edition.ref, reason=reason, now=room.now)
    edition = found.edition
    return QUEUE, f"《{edition.item.title}》（{edition.ref}）已退回{edition.made_by}修改。"


def opinion_of(form: Form) -> Opinion:
    """The secrecy review and the reasons for warnings that a form holds."""
    numbers = [name.removeprefix(KEEP_KEY) for name in form.sent.fields if name.startswith(KEEP_KEY)]
    kept = {form.text(KEEP_KEY + number): form.text(KEEP + number) for number in numbers}
    return Opinion(
        secrecy=form.text(SECRECY),
        accept={key: reason for key, reason in kept.items() if reason},
        accept_all=form.text(KEEP_ALL),
    )
