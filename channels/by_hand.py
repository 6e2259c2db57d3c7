"""What people complete by hand: hand-overs, and unknown outcomes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from channels import evidence as brought
from channels.channel import Channel, HandsOver, ReadsLinks
from channels.errors import Refused
from channels.lane import Counting, Lane
from channels.links import Link
from channels.orders import CannotOrder, locked
from channels.pieces import Evidence
from channels.reading_back import Shown, read_back
from channels.settling import settle
from content.delivery import Act, Delivery, Dispatch, State
from content.receipt import Receipt, Standing
from content.store.recalls import only_recalls
from content.store.store import Store, Work
from content.zone import to_the_minute

LEASE, AGE_LIMIT = timedelta(hours=2), timedelta(days=1)
"""Of a job on a channel that names none, because it is otherwise called."""


def is_late(channel: Channel | None, delivery: Delivery, since: datetime, now: datetime) -> bool:
    """Longer than the age limit with a person `since`, and in nobody's hands. The same for every kind of job."""
    limit = channel.age_limit if isinstance(channel, HandsOver) else AGE_LIMIT
    return now - since > limit and not delivery.claimer(now)


class ByHand:
    """Rights and checks come before this, in the actions."""

    def __init__(self, store: Store, lanes: Mapping[str, Lane], counts: Counting) -> None:
        self._store = store
        self._lanes = lanes
        self._counts = counts

    def claim(self, key: str, *, by: str, now: datetime) -> Delivery:
        """Take a hand-over for a while, so that two people do not post the same video."""
        with self._store.write() as work:
            work.dispatches.lock_channel(_waiting(work, key).channel)  # or it could be cancelled as if nobody had it
            delivery = _waiting(work, key)
            self._refuse_publication(work, delivery)
            channel = self._channel(delivery.channel)
            lease = channel.lease if isinstance(channel, HandsOver) else LEASE
            if not work.deliveries.claim(key, by, now + lease, now):
                _refuse_others(_waiting(work, key), by, now)
            return work.deliveries.get(key)

    def release(self, key: str, *, of: str, now: datetime) -> Delivery:
        """Give back what `of` has claimed, so that somebody else can take it."""
        with self._store.write() as work:
            delivery = _waiting(work, key)
            if not of or delivery.claimer(now) != of:
                raise CannotOrder(f"{key} 现在没有人领取，不需要退回。")
            work.deliveries.release(key)
            return work.deliveries.get(key)

    def confirm(self, key: str, evidence: Evidence) -> Delivery:
        """A person brings back the link; while a claim runs, only who claimed it.

        Raises `Refused` or `CannotOrder` in words when it cannot be right.
        """
        with self._store.read() as work:
            delivery = _waiting(work, key)
            _refuse_others(delivery, evidence.by, evidence.at)
            act = self._refuse_publication(work, delivery)
            earlier = next(iter(work.deliveries.live(delivery.item_id, delivery.channel)), None)
            edition = work.items.edition(delivery.item_id, delivery.number)
            before = _before(work, delivery, act)
        channel = self._channel(delivery.channel)
        if isinstance(channel, HandsOver):
            receipt = _accepted(channel, delivery, act, evidence=evidence, earlier=earlier)
        elif channel is None and act == Act.WITHDRAW:
            receipt = brought.accept(
                replace(delivery, standing=Standing.LIVE),
                evidence,
                lambda pasted: Link(pasted.strip(), delivery.remote_id),
            )
        else:
            receipt = _by_hand(channel, delivery, act, evidence=evidence, earlier=earlier)
        with self._store.read() as work:
            _owner_before(work, delivery, receipt)
        receipt = read_back(channel, receipt, edition, evidence, before=before)
        with self._store.write() as work:
            work.dispatches.lock_channel(delivery.channel)
            self._settle_by_hand(work, delivery, receipt, evidence)
            return work.deliveries.get(key)

    def settle_unconfirmed(self, dispatch_id: str, *, out: bool, evidence: Evidence) -> Dispatch:
        """A person looked: it is out (then the link is needed), or it is not (then it is due again).

        Of a bundle each edition has its own link: `evidence.facts` may give it by the delivery's key.
        """
        receipts = self._seen_out(dispatch_id, evidence) if out else []
        with self._store.write() as work:
            dispatch = locked(work, dispatch_id)
            self._require_unconfirmed(dispatch)
            if not out:
                says = f"{evidence.by} 核实：没有发出，重新发送。"
                work.dispatches.move(
                    dispatch_id,
                    dispatch.attempt,
                    (State.UNCONFIRMED,),
                    state=State.DUE,
                    due_at=evidence.at,
                    since=evidence.at,
                    says=says,
                    marks=only_recalls(dispatch.marks),  # what the platform gave half way came to nothing
                )
                return work.dispatches.get(dispatch_id)
            channel = self._lanes[dispatch.channel].channel
            of_it = {delivery.key: delivery for delivery in work.deliveries.of_dispatch(dispatch_id)}
            for receipt in receipts:
                _link_of(work, of_it[receipt.key], receipt)
            settle(work, dispatch, receipts, channel, counts=self._counts, now=evidence.at, by=evidence.by)
            return work.dispatches.get(dispatch_id)

    def take_receipts(self, dispatch_id: str, receipts: Sequence[Receipt], now: datetime) -> bool:
        """What a platform's event says of a dispatch; False if it was settled already."""
        with self._store.write() as work:
            dispatch = locked(work, dispatch_id)
            channel = self._lanes[dispatch.channel].channel
            return settle(work, dispatch, receipts, channel, counts=self._counts, now=now) is not None

    def _seen_out(self, dispatch_id: str, evidence: Evidence) -> list[Receipt]:
        """With no transaction open, because pages are read back."""
        with self._store.write() as work:
            dispatch = locked(work, dispatch_id)
            of_it = work.deliveries.of_dispatch(dispatch_id)
            before = {delivery.key: _before(work, delivery, dispatch.act) for delivery in of_it}
        self._require_unconfirmed(dispatch)
        channel = self._lanes[dispatch.channel].channel
        editions = {edition.key(dispatch.channel): edition for edition in dispatch.editions}
        told = [_by_hand(channel, delivery, dispatch.act, evidence=evidence) for delivery in of_it]
        return [read_back(channel, one, editions[one.key], evidence, before=before[one.key]) for one in told]

    def _require_unconfirmed(self, dispatch: Dispatch) -> None:
        if dispatch.state != State.UNCONFIRMED:
            raise CannotOrder("这一件已经有了结果，不在待核实之列。")
        if self._channel(dispatch.channel) is None:
            raise CannotOrder(f"设置里已没有渠道 {dispatch.channel}：请先把它加回设置文件，再写核实结果。")

    def _channel(self, name: str) -> Channel | None:
        """None where it left the settings."""
        lane = self._lanes.get(name)
        return lane.channel if lane else None

    def _refuse_publication(self, work: Work, delivery: Delivery) -> Act:
        """What is out on a channel that left the settings can be changed and taken down, nothing new counts there."""
        act = work.dispatches.get(delivery.dispatch_id).act
        if act == Act.PUBLISH and self._channel(delivery.channel) is None:
            raise CannotOrder(
                f"设置里已没有渠道 {delivery.channel}：没有发布的，取消它（gongkai cancel {delivery.key}）；"
                "已经发布的，先把渠道加回设置文件，再确认。"
            )
        return act

    def _settle_by_hand(self, work: Work, delivery: Delivery, receipt: Receipt, evidence: Evidence) -> None:
        link = _link_of(work, delivery, receipt)
        dispatch = work.dispatches.get(delivery.dispatch_id)
        settled = settle(
            work,
            dispatch,
            [receipt],
            self._channel(delivery.channel),
            counts=self._counts,
            now=evidence.at,
            by=evidence.by,
            links={receipt.key: link} if link else None,
        )
        if settled is None:
            raise CannotOrder(f"{delivery.key} 刚刚已由别人确认。")


def _before(work: Work, delivery: Delivery, act: Act) -> Shown | None:
    """What a correction takes the place of."""
    live = work.deliveries.live(delivery.item_id, delivery.channel) if act is Act.CORRECT else []
    old = next((one for one in live if one.key != delivery.key), None)
    return Shown(work.items.edition(old.item_id, old.number), old.url) if old else None


def _link_of(work: Work, delivery: Delivery, receipt: Receipt) -> str:
    """The address it takes possession of; empty for none. Raises Refused when another item has it."""
    owner = _owner_before(work, delivery, receipt)
    if owner is not None:
        work.deliveries.give_up_link(owner.key)
    return _taken(receipt)


def _owner_before(work: Work, delivery: Delivery, receipt: Receipt) -> Delivery | None:
    """Whose the address is now, of the same item. Raises Refused when another item has it."""
    link = _taken(receipt)
    owner = work.deliveries.owner(link) if link else None
    if owner is not None and owner.item_id != delivery.item_id:
        raise Refused(f"这个链接已经登记在 {owner.key} 名下，请核对是否贴错。")
    return owner


def _taken(receipt: Receipt) -> str:
    return receipt.url if receipt.standing == Standing.LIVE else ""


def _waiting(work: Work, key: str) -> Delivery:
    try:
        delivery = work.deliveries.get(key)
    except KeyError:
        raise CannotOrder(f"没有 {key} 这条投递；编号写作 2026-00137.1@渠道名。") from None
    if delivery.state == State.CANCELLED:
        raise CannotOrder(
            f"{key} 的这件事已经取消。平台上已经办了的，请告诉下令的人再下一次令（发布、更正、撤回），台账才对得上。"
        )
    if delivery.state != State.WAITING:
        raise CannotOrder(f"{key} 现在不在等人完成（状态：{delivery.state.chinese}）。")
    return delivery


def _refuse_others(delivery: Delivery, by: str, now: datetime) -> None:
    claimer = delivery.claimer(now)
    if claimer not in ("", by) and delivery.claimed_until is not None:
        raise CannotOrder(
            f"{delivery.key} 已由{claimer}领取，到 {to_the_minute(delivery.claimed_until)} 为止。"
            f"要转交的，请{claimer}或管理员退回（gongkai claim {delivery.key} --release），再由别人领取。"
        )


def _accepted(
    channel: HandsOver, delivery: Delivery, act: Act, *, evidence: Evidence, earlier: Delivery | None
) -> Receipt:
    """An adapter sees by the standing what the person was asked to do: LIVE = to be taken down."""
    if act == Act.WITHDRAW:
        return channel.accept(replace(delivery, standing=Standing.LIVE), evidence)
    if act == Act.PUBLISH or earlier is None:
        return channel.accept(replace(delivery, standing=None), evidence)
    # A text changed in place keeps its link, which is as old as the first publication.
    receipt = channel.accept(replace(delivery, standing=None, since=earlier.since), evidence)
    return replace(receipt, at=evidence.at) if receipt.url == earlier.url else receipt


def _by_hand(
    channel: Channel | None, delivery: Delivery, act: Act, *, evidence: Evidence, earlier: Delivery | None = None
) -> Receipt:
    """Done by a person on a channel that is otherwise called. A text changed in place keeps the ids it is known by."""
    standing = Standing.WITHDRAWN if act == Act.WITHDRAW else Standing.LIVE
    url = _pasted(channel, evidence.facts.get(delivery.key, evidence.url)) or delivery.url
    if standing == Standing.LIVE and not url:
        raise Refused("请附上公开页面的链接。")
    brought.require_proof_of_time(evidence)
    same = earlier if earlier is not None and earlier.url == url else delivery
    kept = {"confirmed_by": evidence.by, **({"screenshot": evidence.screenshot} if evidence.screenshot else {})}
    return Receipt(
        key=delivery.key,
        standing=standing,
        at=evidence.published_at or evidence.at,
        remote_id=same.remote_id,
        url=url,
        evidence={**same.evidence, **kept},
    )


def _pasted(channel: Channel | None, text: str) -> str:
    if text and isinstance(channel, ReadsLinks):
        return channel.read_link(text)
    if text and not text.startswith(("http://", "https://")):
        raise Refused(f"“{text}”不是网址，请粘贴以 https:// 开头的完整链接。")
    return text
