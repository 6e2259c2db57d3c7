"""Receive an application for information (依申请公开), whichever way it comes."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import WrongUse
from bot.actions.rights import Right, require
from content.registers.applications import Act, Application, Draft, State
from content.registers.clocks import answer_due, receipt_of
from content.registers.identity import MOST, KeptPicture, Picture
from content.registers.working_days import AnnouncedDays
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App
    from content.store.store import Work


def receive(
    work: "Work",
    app: "App",
    draft: Draft,
    *,
    visitor: str = "",
    by: str = "",
    submitted_at: datetime | None = None,
    pictures: Sequence[Picture] = (),
    now: datetime,
) -> Application:
    """Register it and give it its number. `by` is "" where the applicant wrote it; `submitted_at`: now, unless told.

    Refuses nothing for what it lacks: the applicant's doors ask first what `content.registers.intake.advice` blocks.
    Raises WrongUse for a time to come and for pictures that cannot be kept.
    """
    submitted_at = submitted_at or now
    if submitted_at > now:
        raise WrongUse("提交的时间不会晚于现在，请核对。")
    _require_pictures(pictures)
    received_on = receipt_of(draft.way, day_of(submitted_at))
    application = Application(
        number="",
        draft=draft,
        state=State.RECEIVED if received_on else State.SUBMITTED,
        submitted_at=submitted_at,
        received_on=received_on,
        due_on=answer_due(received_on, AnnouncedDays()) if received_on else None,
        visitor=visitor,
    )
    made = work.applications.add(
        application, app.settings.office.application_numbering, by=by, salt=secrets.token_hex(16), now=now
    )
    for picture in pictures:
        _keep_picture(work, app, made.number, picture, now=now)
    if pictures:
        work.applications.note(made.number, Act.IDENTITY_KEPT, by=by, now=now, identity_files=len(pictures))
    return made


def receive_by_hand(
    app: "App",
    by: str,
    draft: Draft,
    *,
    submitted_at: datetime | None = None,
    pictures: Sequence[Picture] = (),
    now: datetime,
) -> Application:
    """What came on paper, by fax or by word of mouth, written down by somebody whose task that is."""
    with app.store.write() as work:
        require(work, by, Right.APPLICATIONS)
        return receive(work, app, draft, by=by, submitted_at=submitted_at, pictures=pictures, now=now)


def helped(work: "Work", item_id: str, now: datetime) -> None:
    """Somebody about to apply found the answer in a published item."""
    work.applications.helped(item_id, day_of(now))


def forget(work: "Work", visitor: str, now: datetime) -> None:
    """Clear who in the chat applied, as the platform requires when somebody leaves; the applications stay."""
    work.applications.forget(visitor, now)


def _keep_picture(work: "Work", app: "App", number: str, picture: Picture, *, now: datetime) -> None:
    place = secrets.token_hex(16)
    key = app.identity.keep(place, picture.content)
    work.identity.add(KeptPicture(place, number, picture.media_type, len(picture.content), now, key))


def _require_pictures(pictures: Sequence[Picture]) -> None:
    if len(pictures) > MOST:
        raise WrongUse(f"证件图片最多 {MOST} 个。")
    if fault := next((picture.fault for picture in pictures if picture.fault), ""):
        raise WrongUse(fault)
