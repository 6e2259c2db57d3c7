"""Pictures of an applicant's identity document: looked at by those whose task it is, deleted when it is long done."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.actions.applications import locked
from bot.actions.errors import CannotDo
from bot.actions.reasons import require_reason
from content.registers.applications import Act, Application, State
from content.registers.identity import KeptPicture, may_go
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App
    from content.store.store import Work

BY_ITSELF = "到期自动"
"""In the history and in the log, where a name stands otherwise."""
GONE = "证件图片不在这台机器上：备份里不带证件图片，恢复之后要请申请人重新提供。"


def see_identity(app: "App", by: str, number: str, *, reason: str, now: datetime) -> list[tuple[KeptPicture, bytes]]:
    """All of an application's; that somebody looked, and what for, is written down."""
    require_reason(reason, "调阅证件图片")
    with app.store.write() as work:
        one = locked(work, by, number)
        kept = work.identity.of(one.number)
        if not kept:
            raise CannotDo(f"{one.number} 没有证件图片，或已经删除。")
        try:
            pictures = [(picture, app.identity.read(picture)) for picture in kept]
        except FileNotFoundError:
            raise CannotDo(GONE) from None
        work.applications.note(one.number, Act.IDENTITY_SEEN, by=by, reason=reason, now=now, identity_files=len(kept))
    return pictures


def drop_identity(app: "App", by: str, number: str, *, now: datetime) -> int:
    """Delete the pictures of a closed application's identity document, for good; returns how many there were."""
    with app.store.write() as work:
        one = locked(work, by, number)
        if one.is_open:
            raise CannotDo(f"{one.number} 还没有办结，证件图片先不能删。")
        pictures = _forget(work, one.number, by, now)
    return _drop(app, pictures)


def drop_old_identity(app: "App", now: datetime) -> int:
    """Nobody's right: the pictures that are kept long enough (`content.registers.identity.KEPT`) go by themselves."""
    return sum(_drop_if_old(app, number, now) for number in _old(app, day_of(now)))


def _old(app: "App", today: date) -> list[str]:
    with app.store.read() as work:
        kept = [work.applications.get(number) for number in sorted(work.identity.numbers())]
        return [one.number for one in kept if _is_old(work, one, today)]


def _is_old(work: "Work", one: Application, today: date) -> bool:
    ended_on = one.closed_on or (_voided_on(work, one) if one.state is State.VOIDED else None)
    return ended_on is not None and may_go(ended_on, today)


def _voided_on(work: "Work", one: Application) -> date:
    return max(day_of(line.at) for line in work.applications.history(one.number) if line.act == Act.VOIDED)


def _drop_if_old(app: "App", number: str, now: datetime) -> int:
    """Somebody else may have been faster."""
    with app.store.write() as work:
        old = _is_old(work, work.applications.for_change(number), day_of(now))
        pictures = _forget(work, number, BY_ITSELF, now) if old else []
    return _drop(app, pictures)


def _forget(work: "Work", number: str, by: str, now: datetime) -> list[KeptPicture]:
    pictures = work.identity.of(number)
    if pictures:
        work.identity.forget(number)
        work.applications.note(number, Act.IDENTITY_DROPPED, by=by, now=now, identity_files=0)
    return pictures


def _drop(app: "App", pictures: list[KeptPicture]) -> int:
    """Once it is committed that their keys are gone."""
    for picture in pictures:
        app.identity.drop(picture.id)
    return len(pictures)
