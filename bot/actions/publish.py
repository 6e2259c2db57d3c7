"""Order an approved edition out to its channels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.cases import case_of
from bot.actions.checking import channels_of, open_problems
from bot.actions.errors import CannotDo, WrongUse
from bot.actions.finding import edition_of, require_channels
from bot.actions.queueing import queue_up
from bot.actions.refusals import in_words
from bot.actions.rights import Right, publishing_roles, require, require_theirs
from channels.channel import Records
from content.delivery import Delivery
from content.edition import Edition
from content.item import Disclosure
from content.people import Person
from content.problems import Problem, blocking
from content.review import may_publish
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Published:
    """What was ordered, one delivery per channel, and the warnings that stand."""

    edition: Edition
    deliveries: tuple[Delivery, ...]
    problems: tuple[Problem, ...]


def publish(
    app: "App",
    by: str,
    ref: str,
    *,
    to: Sequence[str] = (),
    at: datetime | None = None,
    overwrites: bool = False,
    now: datetime,
) -> Published:
    """`to`: channels, else all that the item goes to. `at`: not before this moment. Checks run once more.

    `overwrites`: where the last order stopped as somebody else's words are on the page, ours stand.
    """
    if at is not None and at <= now:
        raise WrongUse("指定的发布时间已经过去。")
    with app.store.read() as work:
        person = require_publisher(app, work, by, Right.PUBLISH)
        edition = edition_of(work, ref)
        require_theirs(person, edition.item)
        channels = _wanted(app, edition, to)
        problems = ready_to_go_out(app, work, edition, channels, now=now)
    with in_words():
        deliveries = app.orders.publish(edition, channels, by=by, now=now, at=at, overwrites=overwrites)
    queue_up(app, edition.item_id)
    return Published(edition, tuple(deliveries), tuple(problems))


def require_publisher(app: "App", work: Work, by: str, right: Right) -> Person:
    """Where nothing is reviewed, whoever writes may also publish."""
    return require(work, by, right, *publishing_roles(app.settings.review))


def ready_to_go_out(
    app: "App", work: Work, edition: Edition, channels: Sequence[str], *, now: datetime
) -> list[Problem]:
    """The warnings, if the edition is approved and nothing blocks it. Raises CannotDo."""
    case = case_of(app, work, edition)
    if not may_publish(case):
        raise CannotDo(f"{edition.ref} 还没有通过审核，不能发布。审核用 gongkai approve {edition.ref}。")
    problems = open_problems(app, case, channels, now)
    if blocking(problems):
        raise CannotDo(f"{edition.ref} 有必须先解决的问题，不能发布。", problems)
    if problems and not case.steps:
        # Nobody reviews here, so nobody else would have asked for the reasons.
        raise CannotDo(
            f"{edition.ref} 还有没说明理由的提示：先说明保留的理由（gongkai accept {edition.ref}），或改稿。", problems
        )
    return problems


def _wanted(app: "App", edition: Edition, to: Sequence[str]) -> tuple[str, ...]:
    names = channels_of(app, edition.item)
    require_channels(app, to)
    chosen = tuple(dict.fromkeys(to)) or tuple(name for name in names if not isinstance(app.channels[name], Records))
    if not chosen and edition.item.disclosure is not Disclosure.ACTIVE:
        raise CannotDo(f"{edition.ref} 的公开属性是“{edition.item.disclosure}”，只登记，不能发布。")
    if not chosen:
        raise CannotDo(f"{edition.ref} 没有要去的渠道：请指定渠道（--to），或在栏目设置、稿件里写明。")
    return chosen
