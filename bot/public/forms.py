"""A form on its way: sent, looked at, shown again with everything wrong beside it, or taken once and for all."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from bot.actions.errors import CannotDo
from bot.incoming import FormSent, Sent
from bot.limits import Limit
from bot.public.attachments import Attached, attached, not_kept
from bot.public.pages import ROOT
from bot.public.trap import LURE, Token
from bot.public.window import Window
from content.zone import to_the_minute

log = logging.getLogger(__name__)
RECEIPT = "huizhi"
WITH_PHONE, KNOWN = "phone", "known"
"""On a receipt: its number can be asked for with the end of a telephone; or by the visitor, who was recognised."""
NOT_FROM_HERE = "这份表单不是从本站的网页提交的，没有收下。请打开本站的网页填写。"
TOO_OFTEN = "从您的网络提交得太多了，没有收下。您填写的内容还在，请过一小时再提交。"
AT_WORK = "您刚才提交的内容正在登记，请过一分钟再点一次“提交”，不会重复登记。"

BROKEN = "系统出了故障，这次没有办成。您填写的内容还在，请过一会儿再提交，或打电话联系我们。"


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a form: the `values` to show again, and what is wrong, by field; "" = with the whole."""

    values: Mapping[str, str]
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that came in, and from whom: `visitor` as in Visitors, `address` of the network."""

    sent: Sent
    visitor: str
    address: str
    looked: Looked
    attached: Attached
    token: Token | None


@dataclass(frozen=True, slots=True)
class Form:
    """One of our forms. `name` goes into its token; `path` is its page's, below ROOT.

    `files` is the field with files, `most` of them, of the `allowed` endings. `look` reads what a visitor ("" =
    unknown) sent with which files; `keep` registers it and returns its number, or raises CannotDo. `around`: the
    template's other values.
    """

    name: str
    path: str
    template: str
    receipt: str
    limit: Limit
    files: str
    allowed: Sequence[str]
    most: int
    look: Callable[[Sent, str, Attached], Looked]
    keep: Callable[[Filled], str]
    around: Mapping[str, Any]


def add_to(pages: FastAPI, window: Window, form: Form) -> None:
    """The form at its path, and its receipts below it."""

    @pages.get(form.path)
    def show(request: Request) -> Response:
        return _blank(window, form, request)

    @pages.post(form.path)
    def take(request: Request, sent: FormSent) -> Response:
        return _filled(window, form, request, sent)

    @pages.get(f"{form.path}/{RECEIPT}/{{name}}")
    def receipt(name: str) -> Response:
        return _shown_receipt(window, form, name)


def _blank(window: Window, form: Form, request: Request) -> Response:
    """The form as it is first shown; inside the account's app the browser may be sent round first."""
    now = window.now
    if (away := window.visitors.send_round(request, now)) is not None:
        return away
    visitor = window.visitors.of(request, now)
    return _show(window, form, Looked({}), Attached(()), visitor=visitor)


def _filled(window: Window, form: Form, request: Request, sent: Sent) -> Response:
    """What came in: taken and sent on to its receipt, or shown again."""
    if not window.is_from_here(request):
        return window.sorry(403, NOT_FROM_HERE)
    now = window.now
    token = window.trap.read(form.name, sent, now)
    if token and window.trap.became(token.name, now):
        return _receipt(form, token)
    visitor, address = window.visitors.of(request, now), window.address(request)
    files = Attached(()) if sent.text(LURE) else _files(window, form, sent, address)
    came = Filled(sent, visitor, address, form.look(sent, visitor, files), files, token)
    faults = _faults(window, form, came)
    if faults or token is None:
        return _again(window, form, came, faults)
    if not window.limits.count(form.limit, address, now):
        return _again(window, form, came, {"": TOO_OFTEN}, status=429)
    return _take(window, form, came)


def _files(window: Window, form: Form, sent: Sent, address: str) -> Attached:
    return attached(window, sent, form.files, form.allowed, most=form.most, address=address)


def _shown_receipt(window: Window, form: Form, name: str) -> Response:
    """The page with the number to note down; it can be opened for a day, by who has its address."""
    number, at, phone, known, *_ = f"{window.trap.became(name, window.now)}\n\n\n".split("\n")
    if not number:
        return window.sorry(404, "这张回执已经过期。凭编号可以在“进度查询”里查。", title="回执已过期")
    return window.show(form.receipt, number=number, at=at, phone=phone, known=known)


def _take(window: Window, form: Form, came: Filled) -> Response:
    token, now = came.token, window.now
    assert token is not None  # noqa: S101  # looked at by `filled`
    if not window.trap.claim(token, now):
        return _again(window, form, came, {"": AT_WORK}, status=409)
    try:
        number = form.keep(came)
    except CannotDo as refused:
        window.trap.release(token)
        faults = {problem.field: problem.says for problem in refused.problems}
        return _again(window, form, came, {**faults, "": refused.says})
    except Exception as error:  # noqa: BLE001  # whatever it was, nobody is to type it all again
        return _not_kept(window, form, came, error)
    except BaseException:
        window.trap.release(token)
        raise
    phone = WITH_PHONE if came.looked.values.get("phone") else ""
    known = KNOWN if came.visitor else ""
    window.trap.finish(token, f"{number}\n{to_the_minute(now)}\n{phone}\n{known}", now)
    with suppress(OSError):  # it is registered; what waits goes by itself in a day
        window.waiting.leave(came.attached.waiting)
    return _receipt(form, token)


def _not_kept(window: Window, form: Form, came: Filled, error: Exception) -> Response:
    """Nothing of it is registered: the form as it was, to be sent again."""
    if isinstance(error, OSError) and came.attached.waiting:
        faults = {form.files: not_kept(error)}
    else:
        log.error("网页上提交的内容没有登记成", exc_info=error)
        faults = {"": BROKEN}
    assert came.token is not None  # noqa: S101  # as in `_take`
    window.trap.release(came.token)
    return _again(window, form, came, faults, status=500)


def _faults(window: Window, form: Form, came: Filled) -> dict[str, str]:
    faults = dict(came.looked.faults)
    if came.attached.faults:
        faults[form.files] = " ".join(came.attached.faults)
    if trapped := window.trap.fault(came.token, came.sent, window.now, hurried=not faults):
        faults[""] = trapped
    return faults


def _again(window: Window, form: Form, came: Filled, faults: Mapping[str, str], *, status: int = 422) -> Response:
    looked = Looked(came.looked.values, faults)
    return _show(window, form, looked, came.attached, visitor=came.visitor, token=came.token, status=status)


def _show(
    window: Window,
    form: Form,
    looked: Looked,
    files: Attached,
    *,
    visitor: str,
    token: Token | None = None,
    status: int = 200,
) -> Response:
    now = window.now
    return window.show(
        form.template,
        status=status,
        values=looked.values,
        faults=looked.faults,
        waiting=files.shown(window, now),
        most=form.most,
        accept=",".join(form.allowed),
        known=bool(visitor),
        token=window.trap.token(form.name, now, again=token),
        **form.around,
    )


def _receipt(form: Form, token: Token) -> Response:
    return RedirectResponse(f"{ROOT}{form.path}/{RECEIPT}/{token.name}", 303)
