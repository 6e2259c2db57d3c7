"""Take a hand-over (人工转发), and bring back what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.finding import delivery_of
from bot.actions.queueing import free
from bot.actions.refusals import in_words
from bot.actions.rights import ADMINISTRATOR, Right, require, require_theirs
from bot.preview.links import to_package
from channels.pieces import Evidence
from content.delivery import Delivery
from content.store.work import Work

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a person brings back: the link, the time the platform shows, a screenshot, and what else the kind asks."""

    url: str = ""
    published_at: datetime | None = None
    screenshot: Path | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


def claim(app: "App", by: str, key: str, *, now: datetime) -> Delivery:
    """Take it for a while, so that nobody else does it too."""
    with app.store.read() as work:
        _theirs(work, by, key)
    with in_words():
        return app.by_hand.claim(key, by=by, now=now)


def release(app: "App", by: str, key: str, *, now: datetime) -> Delivery:
    """Give a claim back before it lapses: whoever has it, or a 管理员 (who confirms nothing) for somebody away."""
    with app.store.read() as work:
        require(work, by, Right.HAND_OVER, ADMINISTRATOR)
        claimer = delivery_of(work, key).claimer(now)
        if by != claimer:
            _theirs(work, by, key, Right.RELEASE)
    with in_words():
        return app.by_hand.release(key, of=claimer, now=now)


def open_on_phone(app: "App", by: str, key: str, *, now: datetime) -> str:
    """The path of a page with its texts and files, for a phone where nobody signs in; only for who has claimed it."""
    with app.store.read() as work:
        require(work, by, Right.HAND_OVER)
        claimed = delivery_of(work, key).claimer(now) == by
    if not claimed:
        raise CannotDo(f"{key} 现在不在您手里：请先领取，再在手机上取材料。")
    return to_package(app, by, key, now=now)


def confirm(app: "App", by: str, key: str, brought: Brought, *, now: datetime) -> Delivery:
    """It is done; only now does it count. While somebody's claim runs, nobody else may say so."""
    with app.store.read() as work:
        _theirs(work, by, key)
    with in_words():
        done = app.by_hand.confirm(key, evidence_of(app, by, brought, now))
    free(app, done.dispatch_id)
    return done


def _theirs(work: Work, by: str, key: str, right: Right = Right.HAND_OVER) -> None:
    person = require(work, by, right)
    delivery = delivery_of(work, key)
    require_theirs(person, work.items.edition(delivery.item_id, delivery.number).item)


def evidence_of(app: "App", by: str, brought: Brought, now: datetime) -> Evidence:
    """The screenshot goes into the files folder; its hash stays as evidence."""
    if brought.published_at is not None and brought.published_at > now:
        raise WrongUse("发布或刊播的时间不会晚于现在，请核对。")
    kept = ""
    if brought.screenshot is not None:
        if not brought.screenshot.is_file():
            raise WrongUse(f"找不到文件 {brought.screenshot}。")
        kept = app.files.keep(brought.screenshot, brought.screenshot.name).path
    return Evidence(
        by=by,
        at=now,
        url=brought.url.strip(),
        published_at=brought.published_at,
        screenshot=kept,
        facts=brought.facts,
    )
