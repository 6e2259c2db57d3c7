"""Why something is still to be sent, and what to do about it, in words for staff."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.views.channels import called, paused
from channels.lane import to_be_out_first
from content.delivery import Act, Delivery, Dispatch, State
from content.store.store import Work
from content.zone import to_the_minute

if TYPE_CHECKING:
    from bot.app import App


DOING: Mapping[Act, str] = {Act.PUBLISH: "发送", Act.CORRECT: "更正", Act.WITHDRAW: "撤下"}


def waits(app: "App", found: Sequence[Delivery], now: datetime) -> dict[str, str]:
    """By delivery key: what each that is due waits for, and who has what a person does. The others have none."""
    by_hand = {one.key: words for one in found if (words := taken(one, now))}
    due = [one for one in found if one.state == State.DUE]
    stopped = paused(app, list(dict.fromkeys(one.channel for one in due)))
    with app.store.read() as work:
        begun = {(one.channel, one.dispatch_id) for one in work.deliveries.in_state((State.BEGUN,))}
        flying = Counter(channel for channel, _ in begun)
        return by_hand | {one.key: _why(app, work, one, stopped=stopped, flying=flying, now=now) for one in due}


def taken(delivery: Delivery, now: datetime) -> str:
    """Who has the job of a person, and until when; "" for nobody."""
    if delivery.state != State.WAITING or not delivery.claimer(now) or delivery.claimed_until is None:
        return ""
    return f"{delivery.claimed_by}已领取，到 {to_the_minute(delivery.claimed_until)}"


def _why(
    app: "App",
    work: Work,
    delivery: Delivery,
    *,
    stopped: Mapping[str, str],
    flying: Mapping[str, int],
    now: datetime,
) -> str:
    """Everything that stands in its way; where nothing does, only its turn is to come."""
    if delivery.channel not in app.lanes:
        return f"不会发送：请把渠道加回设置文件，或取消这次发送（gongkai cancel {delivery.key}）"
    name, dispatch = delivery.channel, work.dispatches.get(delivery.dispatch_id)
    reasons = [
        *([_paused(name, stopped[name])] if name in stopped else []),
        *([_not_before(dispatch)] if dispatch.due_at > now else []),
        *_follows(work, dispatch),
        *[
            f"先等{called(app, before.channel)}公开（现在：{before.state.chinese}）"
            for before in to_be_out_first(work, app.lanes[name], dispatch)
        ],
    ]
    return "；".join(reasons) or _turn(flying.get(name, 0), DOING[dispatch.act])


def _paused(name: str, why: str) -> str:
    return f"渠道已暂停：{why.rstrip('。')}。改好后自动恢复，可用 gongkai channels check {name} 检查"


def _not_before(dispatch: Dispatch) -> str:
    """What was tried and must wait (for tomorrow's quota, say) tells why."""
    at = to_the_minute(dispatch.due_at)
    return f"{dispatch.says.rstrip('。')}；于 {at} 再试" if dispatch.says else f"于 {at} {DOING[dispatch.act]}"


def _follows(work: Work, dispatch: Dispatch) -> list[str]:
    first = work.dispatches.get(dispatch.follows) if dispatch.follows else None
    waiting = first is not None and first.state != State.SETTLED
    return [f"先等撤回原文（现在：{first.state.chinese}）"] if first and waiting else []


def _turn(flying: int, doing: str) -> str:
    before = f"渠道正在发送 {flying} 件，" if flying else ""
    return f"{before}轮到就{doing}；没有运行 gongkai serve 的，用 gongkai tidy {doing}"
