"""The person at a bureau who does by hand what waits for one, and tells truly what is to be seen."""

from contextlib import suppress
from dataclasses import dataclass, field

from channels.orders import CannotOrder
from channels.pieces import Evidence
from content.delivery import Act, Delivery, State

from .bureau import Bureau
from .clerk import Clerk
from .onlooker import Onlooker


@dataclass
class Hands:
    """`shown`: published by hand and not confirmed yet, by delivery key: the dispatch, and the address."""

    at: Bureau
    eye: Onlooker
    clerk: Clerk
    shown: dict[str, tuple[str, str]] = field(default_factory=dict)

    def claim_and_do(self, delivery: Delivery) -> None:
        with suppress(CannotOrder):
            self.at.by_hand.claim(delivery.key, by="李四", now=self.at.clock())
            self.do(delivery)

    def do(self, delivery: Delivery) -> None:
        """Publications are to be confirmed afterwards; the rest is confirmed at once."""
        with self.at.store.read() as work:
            dispatch = work.dispatches.get(delivery.dispatch_id)
            live = work.deliveries.live(delivery.item_id, delivery.channel)
        if dispatch.state != State.WAITING or delivery.key in self.shown:
            return
        if dispatch.act == Act.WITHDRAW:
            self._take_down(delivery)
        elif delivery.channel == "wechat" and live:
            self._rewrite(delivery, live[0])
        else:
            self._show(delivery)
            for one in live:
                self.eye.take_down(one.key)

    def confirm(self) -> None:
        """What was called off in between is taken down again."""
        for key, (dispatch_id, url) in list(self.shown.items()):
            with self.at.store.read() as work:
                is_current = work.deliveries.get(key).dispatch_id == dispatch_id
            if not (is_current and self._is_taken(key, url)):
                self.eye.take_down(key)
            del self.shown[key]

    def settle_unconfirmed(self) -> None:
        """Nobody can say what the platform is still busy with."""
        with self.at.store.read() as work:
            doubtful = [work.dispatches.get(one) for one in work.dispatches.in_state(State.UNCONFIRMED)]
        for dispatch in doubtful if not self.eye.is_busy() else ():
            addresses = {key: self.eye.address(key) for key in dispatch.keys}
            evidence = self._brought(**addresses)
            self.at.by_hand.settle_unconfirmed(dispatch.id, out=any(addresses.values()), evidence=evidence)

    def _is_taken(self, key: str, url: str) -> bool:
        try:
            self.at.by_hand.confirm(key, self._brought(url))
        except CannotOrder:
            return False
        return True

    def _take_down(self, delivery: Delivery) -> None:
        url = delivery.url or self.eye.address(delivery.key)
        self.eye.take_down(delivery.key)
        self.at.by_hand.confirm(delivery.key, self._brought(url))

    def _rewrite(self, delivery: Delivery, old: Delivery) -> None:
        url = old.url or self.eye.address(old.key)
        self.eye.rewrite(url, self.at.edition(delivery.item_id, delivery.number))
        self.at.by_hand.confirm(delivery.key, self._brought(url))

    def _show(self, delivery: Delivery) -> None:
        is_film = delivery.channel == "shipinhao"
        url = self.eye.upload(delivery.key) if is_film else self.eye.press(delivery.remote_id)
        if url:
            self.shown[delivery.key] = (delivery.dispatch_id, url)
        else:
            self.clerk.cancel(delivery)

    def _brought(self, url: str = "", **facts: str) -> Evidence:
        return Evidence(by="李四", at=self.at.clock(), url=url, facts=facts)
