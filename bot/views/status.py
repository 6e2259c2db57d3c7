"""Where things are: one record per delivery."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.actions.errors import WrongUse
from bot.views.channels import NOT_SET_UP
from channels.channel import HandsOver, Records, Sends
from channels.foretelling import Foretells
from content.delivery import REPLACED_BY, Act, Delivery, State
from content.edition import Ref
from content.receipt import Standing

if TYPE_CHECKING:
    from bot.app import App
    from content.store.store import Work

HAND_OVER_WORDS: Mapping[Act, str] = {
    Act.PUBLISH: "由人上传或录入：材料在“待上传”里",
    Act.CORRECT: "由人更正：平台上办好后确认",
    Act.WITHDRAW: "由人撤下：平台上删除或撤下后确认",
}
SEND_WORDS: Mapping[Act, str] = {
    Act.PUBLISH: "自动发布",
    Act.CORRECT: "自动更正；平台不许改的，会转给人办",
    Act.WITHDRAW: "自动撤回；平台不许撤的，会转给人办",
}

LEFT_WORDS: Mapping[Act, str] = {
    Act.CORRECT: f"{NOT_SET_UP}：由人到平台上更正后确认",
    Act.WITHDRAW: f"{NOT_SET_UP}：由人到平台上撤下后确认",
}

TAKEN_BACK = "已取消；留在平台上的（草稿、可能已上传或录入的）接着删除，自动删不了的转给人核对、确认"


def deliveries(app: "App", named: Sequence[str] = (), states: Sequence[State] = ()) -> list[Delivery]:
    """Of the items or refs named (of all when none is), in any of the states. Raises WrongUse for a wrong name."""
    with app.store.read() as work:
        if not named:
            return work.deliveries.in_state(states) if states else work.deliveries.all()
        found = [delivery for name in named for delivery in _of(work, name)]
    return [delivery for delivery in found if not states or delivery.state in states]


def titles(app: "App", found: Iterable[Delivery]) -> dict[str, str]:
    """Ref to title."""
    with app.store.read() as work:
        return {
            ref: work.items.edition(*Ref.parse(ref)).item.title
            for ref in dict.fromkeys(delivery.ref for delivery in found)
        }


def as_json(delivery: Delivery, waits_for: str = "") -> dict[str, Any]:
    """The shape others rely on, and what a person wants to know beside it. `waits_for`: see `bot.views.waits`."""
    return {
        "ref": delivery.ref,
        "channel": delivery.channel,
        "state": delivery.state,
        "standing": delivery.standing,
        "url": delivery.url,
        "remote_id": delivery.remote_id,
        "since": delivery.since,
        "says": delivery.says,
        "waits_for": waits_for,
    }


def words(delivery: Delivery) -> str:
    """`已完成、已公开`; an edition that a newer one replaced is not withdrawn in a clerk's words."""
    if _is_replaced(delivery):
        return f"{delivery.state.chinese}、已由新版次代替"
    standing = (delivery.standing.chinese,) if delivery.standing else ()
    return "、".join((delivery.state.chinese, *standing))


def where(delivery: Delivery, waits_for: Mapping[str, str]) -> str:
    """What it waits for, where it is, or what is the matter; of what was cancelled, nothing holds any more."""
    url = "" if _is_replaced(delivery) else delivery.url
    says = "" if delivery.state is State.CANCELLED else delivery.says
    return waits_for.get(delivery.key) or " ".join(filter(None, (url, says)))


def _is_replaced(delivery: Delivery) -> bool:
    return REPLACED_BY in delivery.evidence and delivery.standing is Standing.WITHDRAWN


def what_will_happen(app: "App", delivery: Delivery, act: Act) -> str:
    """For the person who ordered it, per channel: whether the platform is called or a person does it."""
    return will_happen(app, delivery.channel, act)


def will_happen(app: "App", name: str, act: Act) -> str:
    """On a channel, also one that left the settings."""
    channel = app.channels.get(name)
    if isinstance(channel, Foretells) and (told := channel.foretell(act)):
        return told
    if isinstance(channel, Sends):
        return SEND_WORDS[act]
    if isinstance(channel, HandsOver):
        return HAND_OVER_WORDS[act]
    if isinstance(channel, Records):
        return "只登记：已刊播的内容请联系媒体处理"
    return LEFT_WORDS.get(act, NOT_SET_UP)


def _of(work: "Work", name: str) -> list[Delivery]:
    item_id, dot, number = name.partition(".")
    try:
        work.items.latest(item_id)
    except KeyError:
        raise WrongUse(f"没有 {name} 这篇稿件。编号写作 2026-00137 或 2026-00137.1。") from None
    if dot and not number.isdigit():
        raise WrongUse(f"“{name}”不是版次编号，应写作 2026-00137.1。")
    return work.deliveries.of_item(item_id, int(number) if dot else None)
