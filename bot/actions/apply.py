"""Receive an application for information (依申请公开), whichever way it comes."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.actions.applications import require_past
from bot.actions.errors import CannotDo, WrongUse
from bot.actions.rights import Right, require, those_who_may
from content.problems import blocking
from content.registers.applications import Act, Application, Draft, State
from content.registers.clocks import submitted
from content.registers.identity import MOST, KeptPicture, Picture
from content.registers.intake import advice, tidied
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App
    from content.store.store import Work

DAY = timedelta(days=1)
MOST_A_DAY = 5
MOST_A_DAY_FROM_ONE_ADDRESS = 20  # a whole office or school may share one
OTHER_WAYS = "也可以邮寄，或到现场当面提交。"


class CameBefore(CannotDo):
    """One that says the same is in the register; where another came all the same, whoever registers it says so."""


def receive(
    work: "Work",
    app: "App",
    draft: Draft,
    *,
    visitor: str = "",
    origin: str = "",
    pictures: Sequence[Picture] = (),
    now: datetime,
) -> Application:
    """What an applicant wrote in the chat (`visitor`) or in the public form (`origin`: see `origin_of`).

    Raises CannotDo, politely, with every gap at once (第二十九条), for the same again, and for too many a day.
    """
    draft = tidied(draft)
    gaps = blocking(advice(draft, with_picture=bool(pictures)))
    if gaps:
        raise CannotDo(f"申请还没有填完整：{''.join(gap.says for gap in gaps)}", gaps)
    work.log.lock()  # of two that say the same at once, the second sees the first
    asked = replace(submitted(draft, now, work.holidays.calendar()), visitor=visitor, origin=origin)
    _require_patience(work, asked)
    made = _register(work, app, asked, pictures=pictures, by="", now=now)
    _tell_staff(work, made, now)
    return made


def receive_by_hand(
    app: "App",
    by: str,
    draft: Draft,
    *,
    submitted_at: datetime | None = None,
    pictures: Sequence[Picture] = (),
    again: bool = False,
    now: datetime,
) -> Application:
    """What came on paper, by fax or by word of mouth, written down by somebody of the office; now, unless told.

    Registered whatever it lacks: `content.registers.intake.advice` says what to ask for (补正, 第三十条). Raises
    WrongUse for a time to come and for pictures that cannot be kept, and CannotDo for what was written down before,
    unless it came `again`.
    """
    submitted_at = submitted_at or now
    require_past(submitted_at, now)
    with app.store.write() as work:
        require(work, by, Right.APPLICATIONS)
        work.log.lock()  # in the order of `receive`, which has it before a number is drawn
        brought = submitted(tidied(draft), submitted_at, work.holidays.calendar())
        if not again:
            _require_another(work, brought)
        return _register(work, app, brought, pictures=pictures, by=by, now=now)


def helped(work: "Work", item_id: str, now: datetime) -> None:
    """Somebody about to apply found the answer in a published item."""
    work.applications.helped(item_id, day_of(now))


def _register(
    work: "Work", app: "App", application: Application, *, pictures: Sequence[Picture], by: str, now: datetime
) -> Application:
    _require_pictures(pictures)
    numbering = app.settings.office.application_numbering
    made = work.applications.add(application, numbering, by=by, salt=secrets.token_hex(16), now=now)
    with _removed_in_trouble(app) as places:
        for picture in pictures:
            places.append(place := secrets.token_hex(16))
            key = app.identity.keep(place, picture.content)
            work.identity.add(KeptPicture(place, made.number, picture.media_type, len(picture.content), now, key))
        if pictures:
            work.applications.note(made.number, Act.IDENTITY_KEPT, by=by, now=now, identity_files=len(pictures))
    return made


@contextmanager
def _removed_in_trouble(app: "App") -> Iterator[list[str]]:
    """Where pictures lie: what is written already goes again when what is done with them fails."""
    places: list[str] = []
    try:
        yield places
    except BaseException:
        for place in places:
            with suppress(OSError):  # the folder itself may be what is wrong; without a row nobody reads it
                app.identity.drop(place)
        raise


def _tell_staff(work: "Work", made: Application, now: datetime) -> None:
    """In the chat, where they are bound; what waits is in `gongkai applications list --due` for all of them."""
    text = f"收到信息公开申请 {made.number}（{made.draft.way}）。请与申请人确认收到，再登记确认的日期。"
    for name in those_who_may(work, Right.APPLICATIONS):
        work.notices.tell(name, text, about=f"received:{made.number}", now=now)


def _require_pictures(pictures: Sequence[Picture]) -> None:
    if len(pictures) > MOST:
        raise WrongUse(f"证件图片最多 {MOST} 个。")
    if fault := next((picture.fault for picture in pictures if picture.fault), ""):
        raise WrongUse(fault)


def _require_patience(work: "Work", asked: Application) -> None:
    recent = work.applications.since(asked.submitted_at - DAY, visitor=asked.visitor, origin=asked.origin)
    standing = (one for one in recent if one.state is not State.VOIDED)
    if same := next((one.number for one in standing if one.draft == asked.draft), ""):
        raise CannotDo(f"同样的申请已经收到，编号 {same}，不用再交。")
    _require_room(recent, asked.visitor)


def _require_another(work: "Work", brought: Application) -> None:
    """One that says the same and is still open, or came the same day, is in all likelihood this one."""
    came_on = day_of(brought.submitted_at)
    for one in work.applications.alike(brought.draft):
        if one.state is not State.VOIDED and (one.is_open or day_of(one.submitted_at) == came_on):
            raise CameBefore(
                f"同样的申请已经登记过，编号 {one.number}（{day_of(one.submitted_at)} 提交），没有再登记。"
                "确实又来了一件的，加 --again 登记。"
            )


def require_room(work: "Work", now: datetime, *, visitor: str = "", origin: str = "") -> None:
    """Refuse one application too many in a day, with the ways that stay open."""
    _require_room(work.applications.since(now - DAY, visitor=visitor, origin=origin), visitor)


def _require_room(recent: Sequence[Application], visitor: str) -> None:
    most = MOST_A_DAY if visitor else MOST_A_DAY_FROM_ONE_ADDRESS
    if len(recent) >= most:
        raise CannotDo(f"今天从您这里收到的申请已有 {len(recent)} 件，请明天再来，{OTHER_WAYS}")
