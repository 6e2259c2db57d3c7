"""Where an item is on each channel, step by step from the order to what is public, for a page that stays open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.finding import delivery_of, edition_of
from bot.views.status import words
from bot.views.waits import waits
from content.delivery import CHANGED, IN_FLIGHT, OPEN, RELEASED_BY, REPLACED_BY, Act, Delivery, Dispatch, State
from content.edition import Edition
from content.receipt import Standing
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Moment:
    """`words`: what happened then; of what is still to come, `at` is when."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """A delivery, what carries it, and what is to be known of it.

    `says`: what it waits for, or what is the matter. `beside`: refs that go out in the same send, this one with them.
    `paused`: why nothing goes out on the channel. `changed_there`: it stopped, as the page on its site says something
    else by now. `ask_at`: when the platform is asked after what is under way.
    """

    delivery: Delivery
    act: Act
    words: str
    says: str
    due_at: datetime
    moments: Sequence[Moment]
    beside: Sequence[str]
    paused: str
    is_removal: bool
    changed_there: bool
    ask_at: datetime | None

    @property
    def is_taken_down(self) -> bool:
        """What was to be public was removed at the platform, and not by our order."""
        gone = self.delivery.standing in (Standing.WITHDRAWN, Standing.GONE)
        return gone and self.act is not Act.WITHDRAW and REPLACED_BY not in self.delivery.evidence

    @property
    def is_moving(self) -> bool:
        """Something may change of itself any moment."""
        return self.delivery.state in {State.BEGUN, State.HELD}


@dataclass(frozen=True, slots=True)
class Live:
    """`lines`: of the edition, then of other editions of the item that are out or under way."""

    edition: Edition
    latest: int
    lines: Sequence[OnItsWay]


def live(app: "App", ref: str, now: datetime) -> Live:
    """Raises WrongUse for a ref that is none."""
    with app.store.read() as work:
        edition = edition_of(work, ref)
        latest = work.items.latest(edition.item_id).number
        found = [one for one in work.deliveries.of_item(edition.item_id) if _matters(one, edition)]
        found.sort(key=lambda one: (one.number != edition.number, _place(app, one.channel)))
        dispatches = {one.dispatch_id: work.dispatches.get(one.dispatch_id) for one in found}
    why = waits(app, found, now)
    with app.store.read() as work:
        lines = [_line(work, one, dispatches[one.dispatch_id], says=why.get(one.key, "")) for one in found]
    return Live(edition, latest, lines)


def screenshot_of(app: "App", key: str) -> str:
    """Where the files keep what a person showed as evidence; "" for none. Raises WrongUse for a key that is none."""
    with app.store.read() as work:
        return delivery_of(work, key).evidence.get("screenshot", "")


def _matters(delivery: Delivery, edition: Edition) -> bool:
    return delivery.number == edition.number or delivery.state in OPEN or delivery.standing is Standing.LIVE


def _place(app: "App", channel: str) -> int:
    """In the settings' order; one that left them comes last."""
    names = list(app.channels)
    return names.index(channel) if channel in names else len(names)


def _line(work: Work, delivery: Delivery, dispatch: Dispatch, *, says: str) -> OnItsWay:
    never_live = delivery.standing not in (Standing.LIVE, Standing.WITHDRAWN)
    return OnItsWay(
        delivery=delivery,
        act=dispatch.act,
        words=words(delivery),
        says=says or delivery.says,
        due_at=dispatch.due_at,
        moments=_moments(delivery, dispatch),
        beside=[edition.ref for edition in dispatch.editions] if len(dispatch.editions) > 1 else [],
        paused=work.dispatches.paused(delivery.channel) or "",
        is_removal=dispatch.act is Act.WITHDRAW and never_live,
        changed_there=delivery.state is State.FAILED and CHANGED in dispatch.marks,
        ask_at=dispatch.ask_at,
    )


ORDERED: Mapping[Act, str] = {Act.PUBLISH: "下令发布", Act.CORRECT: "下令更正", Act.WITHDRAW: "下令撤回"}
ENDED: Mapping[Standing, str] = {
    Standing.LIVE: "公众可以看到了",
    Standing.HELD: "平台收下，还没有公开",
    Standing.REFUSED: "平台没有通过",
    Standing.WITHDRAWN: "已撤下",
    Standing.GONE: "被平台删除",
}


def _moments(delivery: Delivery, dispatch: Dispatch) -> list[Moment]:
    """What is known of the last order, as it happened."""
    reason = f"（{dispatch.reason}）" if dispatch.reason else ""
    told = [Moment(dispatch.made_at, f"{dispatch.made_by}{ORDERED[dispatch.act]}{reason}")]
    if dispatch.begun_at is not None:
        times = f"（第 {dispatch.attempt} 次）" if dispatch.attempt > 1 else ""
        told.append(Moment(dispatch.begun_at, f"开始办理{times}"))
    if delivery.evidence.get(RELEASED_BY):
        told.append(Moment(dispatch.since or dispatch.made_at, f"{delivery.evidence[RELEASED_BY]}退回了领取"))
    told += _outcome(delivery, dispatch)
    return told


def _outcome(delivery: Delivery, dispatch: Dispatch) -> list[Moment]:
    if delivery.standing is not None and dispatch.state not in (State.DUE, State.BEGUN, State.CANCELLED):
        replaced = delivery.evidence.get(REPLACED_BY)
        by = delivery.evidence.get("confirmed_by", "")
        said = f"由 {replaced} 代替" if replaced else ENDED[delivery.standing]
        return [Moment(delivery.since, f"{said}（{by}确认）" if by and not replaced else said)]
    if dispatch.since is None or dispatch.state in IN_FLIGHT:
        return []
    if dispatch.state is State.DUE:
        return [Moment(dispatch.since, dispatch.says)] if dispatch.says else []
    return [Moment(dispatch.since, dispatch.state.chinese)]
