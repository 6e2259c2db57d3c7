"""One edition in review: read with its changes marked, passed, given back, or agreed to in an emergency."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from fastapi import FastAPI, Request, Response

from bot.actions.accept import accept
from bot.actions.approve import approve
from bot.actions.emergency import emergency
from bot.actions.errors import CannotDo, NotAllowed
from bot.actions.return_ import return_
from bot.console import opinions, refs, text
from bot.console.once import new_word, once
from bot.console.previews import preview_path
from bot.console.review import QUEUE, tab_path
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import for_the_console, problem_for_the_console
from bot.views.comparison import changes
from bot.views.for_review import ForReview, for_review
from bot.views.review_queue import DEBTS
from content.cut import shortened
from content.filled_in import fields
from content.passages import passages, quote
from content.problems import Problem
from content.review import State

PAGE = QUEUE + "/{ref:edition}"
WHOLE = "quanwen"
"""In the query `kan`: the text as it is, without marks."""
CHANGED = "您打开这一页以后，这篇稿件有了变化，没有办理。下面是现在的样子，请看过再办。"
REASON, PASSAGE, URGENT = "yijian", "duan", "jinji"
CHOICE = 40
"""Characters of a paragraph that its choice shows."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that was not taken: what it held, and why."""

    says: str = ""
    problems: Sequence[Problem] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(PAGE)
    def read(request: Request, me: Me, ref: str) -> Response:
        return show(room, request, for_review(room.app, me.name, ref, room.now), Refused())

    @pages.post(PAGE + "/tongguo")
    def let_pass(form: Posted, ref: str) -> Response:
        return _tried(room, form, ref, _pass)

    @pages.post(PAGE + "/shuoming")
    def explain(form: Posted, ref: str) -> Response:
        return _tried(room, form, ref, _explain)

    @pages.post(PAGE + "/tuihui")
    def give_back(form: Posted, ref: str) -> Response:
        return _tried(room, form, ref, _give_back)

    @pages.post(PAGE + "/jinji")
    def at_once(form: Posted, ref: str) -> Response:
        return _tried(room, form, ref, _agree)


def show(room: Room, request: Request, found: ForReview, refused: Refused) -> Response:
    item, before = found.edition.item, found.before
    whole = before is None or request.query_params.get("kan") == WHOLE
    comparison = changes(before, found.edition) if before else None
    marked = comparison is not None and not whole
    return room.show(
        request,
        "review.html",
        status=refused.status,
        found=found,
        whole=whole,
        comparison=comparison,
        text=text.compared(comparison.text, before, found.edition)  # type: ignore[union-attr, arg-type]  # then both are
        if marked
        else text.shown(item.html, found.edition.ref),
        fields=fields(item),
        passages=[(line, shortened(line, CHOICE)) for line in passages(item.html)],
        refused=refused,
        typed=refused.typed,
        opinions=opinions,
        refs=refs,
        preview_path=preview_path(found.edition.ref),
        queue=QUEUE,
        whole_path=f"{refs.review_path(found.edition.ref)}?kan={WHOLE}",
        word=new_word(),
        now=room.now,
    )


def _tried(room: Room, form: Form, ref: str, act: Callable[[Room, Form, ForReview], tuple[str, str]]) -> Response:
    """What is refused is shown on the page again, with everything that was typed."""
    found = for_review(room.app, form.me.name, ref, room.now)
    try:
        return once(room, form, lambda: act(room, form, _same(form, found)))
    except CannotDo as error:
        refused = Refused(
            says=for_the_console(error.says),
            problems=[problem_for_the_console(one) for one in error.problems],
            typed={name: form.text(name) for name in form.sent.fields},
            status=403 if isinstance(error, NotAllowed) else 409,
        )
        return show(room, form.request, for_review(room.app, form.me.name, ref, room.now), refused)


def _same(form: Form, found: ForReview) -> ForReview:
    """If it is still what the person was shown: this text, at this step, and no newer edition of it."""
    if form.text("shown") != found.mark or found.newer:
        raise CannotDo(CHANGED)
    return found


def _pass(room: Room, form: Form, found: ForReview) -> tuple[str, str]:
    ref, title = found.edition.ref, found.edition.item.title
    opinion = opinions.of_form(form)
    done = approve(room.app, form.me.name, ref, opinion=opinion, digest=found.edition.digest, now=room.now)
    after = for_review(room.app, form.me.name, ref, room.now)
    if not done.passed:
        unfit = "；结论不是可以公开，这一步没有通过" if after.lacks_secrecy else ""
        return refs.review_path(ref), f"《{title}》的保密审查已记下{unfit}。"
    return QUEUE, f"已通过《{title}》（{ref}），{next_in_words(after)}。"


def _explain(room: Room, form: Form, found: ForReview) -> tuple[str, str]:
    ref, opinion = found.edition.ref, opinions.of_form(form)
    if not opinion.keeps:
        raise CannotDo("还没有写理由：请逐条写明，或写一个理由用于全部。")
    left = accept(room.app, form.me.name, ref, opinion, now=room.now)
    still = f"，还有 {len(left)} 条要处理" if left else ""
    return refs.review_path(ref), f"《{found.edition.item.title}》保留提示的理由已记下{still}。"


def next_in_words(after: ForReview) -> str:
    if not after.waits_for:
        return "审核全部完成，可以发布"
    return f"接下来等{after.waits_for}" + (f"（{'、'.join(after.who)}）" if after.who else "")


def _give_back(room: Room, form: Form, found: ForReview) -> tuple[str, str]:
    said, edition = form.text(REASON), found.edition
    reason = f"{quote(form.text(PASSAGE))}{said}" if said else ""
    return_(room.app, form.me.name, edition.ref, reason=reason, now=room.now)
    return QUEUE, f"《{edition.item.title}》（{edition.ref}）已退回{edition.made_by}修改。"


def _agree(room: Room, form: Form, found: ForReview) -> tuple[str, str]:
    edition = found.edition
    after = emergency(
        room.app, form.me.name, edition.ref, reason=form.text(URGENT), digest=edition.digest, now=room.now
    )
    if after.state is State.EMERGENCY:
        return tab_path(DEBTS), f"《{edition.item.title}》两人已同意，可以先发布；发布后要由另一人补审。"
    missing = for_review(room.app, form.me.name, edition.ref, room.now).missing_consent
    told = f"您的同意已记下，还差一人：{missing}。这一件已列在其“等我办”里；"
    return refs.review_path(edition.ref), f"{told}事情急，请马上打电话告诉。"
