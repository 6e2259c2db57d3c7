"""Pictures of an applicant's identity document: looked at by those whose task it is, and deleted when it is done."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.applications import locked
from bot.actions.errors import CannotDo
from content.registers.applications import Act
from content.registers.identity import KeptPicture

if TYPE_CHECKING:
    from bot.app import App

GONE = "证件图片不在这台机器上：备份里不带证件图片，恢复之后要请申请人重新提供。"


def see_identity(app: "App", by: str, number: str, *, now: datetime) -> list[tuple[KeptPicture, bytes]]:
    """All of an application's; that somebody looked is written down."""
    with app.store.write() as work:
        one = locked(work, by, number)
        kept = work.identity.of(one.number)
        if not kept:
            raise CannotDo(f"{one.number} 没有证件图片，或已经删除。")
        try:
            pictures = [(picture, app.identity.read(picture)) for picture in kept]
        except FileNotFoundError:
            raise CannotDo(GONE) from None
        work.applications.note(one.number, Act.IDENTITY_SEEN, by=by, now=now, identity_files=len(kept))
    return pictures


def drop_identity(app: "App", by: str, number: str, *, now: datetime) -> int:
    """Delete the pictures of a closed application's identity document, for good; returns how many there were."""
    with app.store.write() as work:
        one = locked(work, by, number)
        if one.is_open:
            raise CannotDo(f"{one.number} 还没有办结，证件图片先不能删。")
        pictures = work.identity.of(one.number)
        if pictures:
            work.identity.forget(one.number)
            work.applications.note(one.number, Act.IDENTITY_DROPPED, by=by, now=now, identity_files=0)
    for picture in pictures:
        app.identity.drop(picture.id)
    return len(pictures)
