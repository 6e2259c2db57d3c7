"""A clerk at a bureau, who orders this and that and knows what should come of it."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from channels.bundles import LineUp
from channels.orders import CannotOrder
from content.delivery import OPEN, Act, Delivery, State
from content.edition import Edition
from content.log import Kind
from content.receipt import Standing

from .bureau import Bureau
from .onlooker import Onlooker

GONE = 0


@dataclass(frozen=True)
class Wish:
    """What the last order for an item on a channel asked for: an edition's number, or `GONE`.

    `voids_after`: published in error, so of what the log says after this entry nothing is a mere withdrawal.
    """

    number: int
    voids_after: int | None = None


@dataclass
class Clerk:
    """`wishes`: by item and channel; None = the last order there was taken back, and either way is right."""

    at: Bureau
    items: list[str] = field(default_factory=list)
    wishes: dict[tuple[str, str], Wish | None] = field(default_factory=dict)

    def write(self) -> str:
        self.items.append(self.at.write().item_id)
        return self.items[-1]

    def item(self, which: int) -> str:
        return self.items[which % len(self.items)]

    def publish(self, item_id: str, channels: Collection[str], later: int) -> None:
        now, edition = self.at.clock(), self._latest(item_id)
        at = now + timedelta(seconds=later) if later else None
        with suppress(CannotOrder):
            self.at.orders.publish(edition, sorted(channels), by="张三", now=now, at=at)
            self.wishes |= {(item_id, name): Wish(edition.number) for name in channels}

    def correct(self, item_id: str, renew: bool) -> None:
        edition = self._latest(item_id)
        with suppress(CannotOrder):
            ordered = self.at.orders.correct(edition, by="张三", now=self.at.clock(), reason="笔误", renew=renew)
            self.wishes |= {(item_id, one.channel): Wish(edition.number) for one in ordered}

    def withdraw(self, item_id: str, voids: bool) -> None:
        with self.at.store.read() as work:
            before = work.deliveries.of_item(item_id)
            leaving = {one.channel for one in before if _is_leaving(one, work.dispatches.get(one.dispatch_id).act)}
            head = work.log.head()
        with suppress(CannotOrder):
            self.at.orders.withdraw(item_id, by="张三", now=self.at.clock(), reason="误发", voids=voids)
            for channel in {one.channel for one in before}:
                # The reason of a withdrawal that is under way already is the one that was given first.
                old = self.wishes.get((item_id, channel))
                first = channel not in leaving and not (old and old.number == GONE)
                after = (head.seq if head else 0) if voids and first else None
                self.wishes[item_id, channel] = Wish(GONE, after)

    def cancel(self, delivery: Delivery) -> None:
        with suppress(CannotOrder):
            self.at.orders.cancel(delivery.dispatch_id, self.at.clock(), delivery.item_id)
            self.wishes[delivery.item_id, delivery.channel] = None

    def line_up(self, item_ids: Sequence[str], *, anew: bool) -> None:
        """In one send on WeChat, this order: a new one, or one that waits already."""
        due = [one for one in self.at.found(State.DUE) if one.channel == "wechat"]
        numbers = {one.item_id: one.number for one in due}
        send = "" if anew or not due else due[0].dispatch_id
        editions = [self.at.edition(one, numbers[one]) if one in numbers else self._latest(one) for one in item_ids]
        with self.at.store.read() as work:
            was = [edition.ref for edition in work.dispatches.get(send).editions] if send else []
        wanted = LineUp(channel="wechat", editions=editions, elsewhere={}, send=send, was=was)
        with suppress(CannotOrder):
            self.at.bundles.line_up(wanted, by="张三", now=self.at.clock())
            self.wishes |= {(edition.item_id, "wechat"): Wish(edition.number) for edition in editions}

    def order_failed_again(self) -> None:
        """What a platform refused, as staff see it in `status`; what was to follow a failed step likewise."""
        for (item_id, channel), wish in self.wishes.items():
            found = [one for one in self.at.deliveries() if (one.item_id, one.channel) == (item_id, channel)]
            failed = any(one.state == State.FAILED or one.says.startswith("前一步") for one in found)
            if wish is not None and failed and not any(one.state in OPEN for one in found):
                live = [one for one in found if one.standing == Standing.LIVE]
                with suppress(CannotOrder):
                    self._order_again(item_id, channel, wish, live)

    def disappointments(self, eye: Onlooker) -> list[str]:
        """Where the public sees something else than was ordered last, or the log gives another reason."""
        found = []
        for (item_id, channel), wish in self.wishes.items():
            if wish is not None:
                seen = [key for key in eye.public(channel) if key.startswith(f"{item_id}.")]
                wanted = [f"{item_id}.{wish.number}@{channel}"] if wish.number else []
                found += [f"{seen} is public on {channel}, not {wanted}"] if seen != wanted else []
                found += self._wrong_reasons(item_id, channel, wish)
        return found

    def _wrong_reasons(self, item_id: str, channel: str, wish: Wish) -> list[str]:
        if wish.voids_after is None:
            return []
        with self.at.store.read() as work:
            later = list(work.log.entries(channel=channel, after=wish.voids_after))
        lapsed = [one for one in later if one.event.item_id == item_id and one.event.kind == Kind.WITHDRAWN]
        return [f"{item_id} on {channel} was published in error, not withdrawn: {one}" for one in lapsed]

    def _order_again(self, item_id: str, channel: str, wish: Wish, live: list[Delivery]) -> None:
        now = self.at.clock()
        if wish.number == GONE and live:
            voids = wish.voids_after is not None
            self.at.orders.withdraw(item_id, by="张三", now=now, reason="误发", voids=voids)
        elif wish.number and not live:
            self.at.orders.publish(self.at.edition(item_id, wish.number), [channel], by="张三", now=now)
        elif wish.number and live[0].number < wish.number:
            edition = self.at.edition(item_id, wish.number)
            self.at.orders.correct(edition, by="张三", now=now, reason="笔误", renew=True)

    def _latest(self, item_id: str) -> Edition:
        with self.at.store.read() as work:
            return work.items.latest(item_id)


def _is_leaving(delivery: Delivery, act: Act) -> bool:
    return delivery.state in OPEN and act == Act.WITHDRAW
