"""The desk (发布台): sends dispatches and settles them.

Written down before sent: `begun` is committed first, the channel is called with no transaction open, and the
outcome is committed together with its log entries. What was begun and not settled is asked after, never sent
again blindly.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from channels.channel import CannotTell, Channel, Clock, Context, Found, Note, Rendition, Repairs, Sends, SurelyAbsent
from channels.errors import (
    CannotCorrect,
    CannotWithdraw,
    Changed,
    ChannelError,
    Late,
    Misconfigured,
    NotSent,
    Refused,
    TryLater,
)
from channels.lane import Counting, Lane, begun_by, page_before, to_be_out_first
from channels.settling import call_off, last_receipt, renew, settle, take_out, without_recalled
from content.delivery import CHANGED, Act, Delivery, Dispatch, State
from content.receipt import Receipt, Standing
from content.store.store import Store, Work

log = logging.getLogger(__name__)

# A platform that cannot be asked now is asked again after this long, if it did not say how long itself.
ASK_AGAIN = timedelta(minutes=1)
NOTHING_KNOWN = "发送时出现意外，正在核对是否已经发出。"


class Desk:
    """`worker` names this one among several (a machine and its process); `clock` gives aware UTC."""

    def __init__(self, store: Store, lanes: Mapping[str, Lane], *, counts: Counting, clock: Clock, worker: str) -> None:
        self._store = store
        self._lanes = lanes
        self._counts = counts
        self._clock = clock
        self._worker = worker

    def run(self, dispatch_id: str) -> Dispatch | None:
        """Send one dispatch if it may go now and nobody else took it. Returns it as it is afterwards."""
        dispatch = self._begin(dispatch_id)
        if dispatch is None:
            return None
        channel = self._lanes[dispatch.channel].channel
        if isinstance(channel, Sends) and dispatch.state == State.BEGUN:
            return self._send(channel, dispatch)
        return dispatch

    def ask_after(self, dispatch_id: str) -> Dispatch | None:
        """Look whether something begun did happen, or follow something held."""
        with self._store.read() as work:
            dispatch = work.dispatches.get(dispatch_id)
            held = [d for d in work.deliveries.of_dispatch(dispatch_id) if d.standing == Standing.HELD]
        channel = self._lanes[dispatch.channel].channel
        if not isinstance(channel, Sends) or dispatch.state not in (State.BEGUN, State.HELD):
            return None
        try:
            if dispatch.state == State.BEGUN:
                return self._look(channel, dispatch)
            return self._follow(channel, dispatch, held)
        except Misconfigured as error:
            self._pause(dispatch, error)
            return self._ask_again(dispatch, error.says, ASK_AGAIN)
        except ChannelError as error:
            return self._ask_again(dispatch, error.says, getattr(error, "wait", ASK_AGAIN))
        except Exception:
            log.exception("%s: asking failed in a way no adapter should", dispatch.token)
            return self._ask_again(dispatch, NOTHING_KNOWN, ASK_AGAIN)

    def next_ready(self, channel: str) -> str | None:
        """The dispatch of the channel that should go out next, if any may."""
        lane = self._lanes[channel]
        with self._store.read() as work:
            return work.dispatches.ready(channel, after=lane.after, parallel=lane.parallel, now=self._clock())

    def freed_by(self, dispatch: Dispatch) -> Sequence[str]:
        """Channels that may have something ready now: its own when it is not in flight, those after when settled."""
        if dispatch.state == State.BEGUN:
            return ()
        after = [name for name, lane in self._lanes.items() if dispatch.channel in lane.after]
        return [dispatch.channel, *(after if dispatch.state == State.SETTLED else ())]

    def to_ask(self, channel: str) -> list[str]:
        """Begun or held dispatches that it is time to ask after."""
        with self._store.read() as work:
            return work.dispatches.to_ask(channel, self._clock())

    def next_ask(self, channel: str) -> datetime | None:
        """When something on the channel is next to be asked after."""
        with self._store.read() as work:
            return work.dispatches.next_ask(channel)

    def finish(self, channel: str) -> None:
        """Let a channel that shows what lies with us finish what it left for later; what fails now, `tidy` repeats."""
        kind = self._lanes[channel].channel
        if not isinstance(kind, Repairs):
            return
        try:
            kind.repair()
        except ChannelError as error:
            log.warning("%s: not finished yet: %s", channel, error.says)

    def at_rest(self, dispatch_id: str) -> bool:
        """Nothing more happens to it without a person, or before a later time."""
        # One snapshot: what this one waits for may settle meanwhile, and would look at rest instead of done.
        with self._store.read() as work:
            return self._at_rest(work, dispatch_id)

    def _at_rest(self, work: Work, dispatch_id: str) -> bool:
        dispatch = work.dispatches.get(dispatch_id)
        if dispatch.channel not in self._lanes:
            return True
        if dispatch.state != State.DUE:
            return dispatch.state not in (State.BEGUN, State.HELD)
        if work.dispatches.paused(dispatch.channel) is not None or dispatch.due_at > self._clock():
            return True
        return any(self._at_rest(work, other) for other in self._to_be_out_first(work, dispatch))

    def _to_be_out_first(self, work: Work, dispatch: Dispatch) -> list[str]:
        """Dispatches on the channels that go before this one's, with the same editions, that are not done."""
        before = [d.dispatch_id for d in to_be_out_first(work, self._lanes[dispatch.channel], dispatch)]
        waits = dispatch.follows and work.dispatches.get(dispatch.follows).state != State.SETTLED
        return [*before, *([dispatch.follows] if waits else [])]

    def resume_healthy(self) -> list[str]:
        """Channels that were paused and whose health shows nothing blocking any more."""
        now = self._clock()
        with self._store.read() as work:
            paused = [name for name in self._lanes if work.dispatches.paused(name) is not None]
        well = [name for name in paused if not any(p.blocks for p in self._lanes[name].channel.health(now))]
        for name in well:
            with self._store.write() as work:
                work.dispatches.resume(name)
        return well

    def clear_shelf(self) -> None:
        """Expired tokens, counters and leases go."""
        self._store.shelf.tidy(self._clock())

    @property
    def channels(self) -> Sequence[str]:
        return tuple(self._lanes)

    def _begin(self, dispatch_id: str) -> Dispatch | None:
        now = self._clock()
        with self._store.write() as work:
            lane = self._lanes.get(name := work.dispatches.channel_of(dispatch_id))
            if lane is None:
                return None
            taken = begun_by(lane.channel, self._worker, now)
            begun = work.dispatches.begin(dispatch_id, name, after=lane.after, parallel=lane.parallel, now=now, **taken)
            return begun and without_recalled(work, begun, lane.channel, now)

    def _send(self, channel: Sends, dispatch: Dispatch) -> Dispatch:
        try:
            receipts = channel.send(dispatch, self._renditions(channel, dispatch), self._note_for(dispatch))
        except Late:
            # Nothing went out by this worker's hand; whoever looks after the dispatch decides what follows.
            log.info("%s: past its deadline, left alone", dispatch.token)
            return self._reread(dispatch)
        except NotSent as error:
            return self._not_sent(dispatch, error)
        except (CannotCorrect, CannotWithdraw) as error:
            return self._cannot(dispatch, error)
        except ChannelError as error:
            return self._uncertain(dispatch, error.says)
        except Exception:
            log.exception("%s: an error no adapter should raise", dispatch.token)
            return self._uncertain(dispatch, NOTHING_KNOWN)
        return self._settle(dispatch, receipts)

    def _not_sent(self, dispatch: Dispatch, error: NotSent) -> Dispatch:
        now = self._clock()
        if isinstance(error, Changed):
            with self._store.write() as work:
                work.dispatches.mark(dispatch, {CHANGED: "1"})
        if isinstance(error, Refused):
            return self._move(dispatch, State.FAILED, error.says)
        if isinstance(error, Misconfigured):
            self._pause(dispatch, error)
        wait = error.wait if isinstance(error, TryLater) else timedelta(0)
        return self._move(dispatch, State.DUE, error.says, due_at=self._lanes[dispatch.channel].again(now, wait))

    def _renditions(self, channel: Channel, dispatch: Dispatch) -> list[Rendition]:
        if dispatch.act == Act.WITHDRAW:
            return []
        bundle = len(dispatch.editions)
        return [
            channel.prepare(edition, Context(self._page_url(dispatch.channel, edition.item_id), place, bundle))
            for place, edition in enumerate(dispatch.editions)
        ]

    def _page_url(self, channel: str, item_id: str) -> str:
        with self._store.read() as work:
            return page_before(work, self._lanes[channel], item_id)

    def _note_for(self, dispatch: Dispatch) -> Note:
        def note(marks: Mapping[str, str]) -> None:
            with self._store.write() as work:
                ours = work.dispatches.mark(dispatch, marks)
            if not ours:
                raise Late(f"{dispatch.token} 已由另一进程接手")

        return note

    def _look(self, channel: Sends, dispatch: Dispatch) -> Dispatch:
        # Only past the deadline is a worker that is merely slow surely harmless.
        if dispatch.begun_at is not None and self._clock() < dispatch.begun_at + channel.patience:
            return dispatch
        if not dispatch.editions:
            # Its editions went on with a later dispatch: nobody waits for this one, and it must not keep its place.
            return self._move(dispatch, State.CANCELLED, "稿件已由后来的发送接着办。")
        match channel.look(dispatch):
            case Found(receipts):
                return self._settle(dispatch, receipts)
            case SurelyAbsent(says):
                return self._move(dispatch, State.DUE, says or "核对结果：没有发出，重新发送。", due_at=self._clock())
            case CannotTell(says):
                return self._move(dispatch, State.UNCONFIRMED, says)

    def _follow(self, channel: Sends, dispatch: Dispatch, held: Sequence[Delivery]) -> Dispatch:
        answers = [channel.follow(last_receipt(delivery)) for delivery in held]
        receipts = [answer for answer in answers if isinstance(answer, Receipt)]
        if doubts := [answer.says for answer in answers if isinstance(answer, CannotTell)]:
            return self._move(dispatch, State.UNCONFIRMED, doubts[0])
        if all(receipt.standing == Standing.HELD for receipt in receipts):
            with self._deciding(dispatch.channel) as work:
                taken_out = take_out(work, dispatch, channel, self._clock())
            wait = channel.next_poll(dispatch.asked + 1)
            return self._reread(dispatch) if taken_out else self._ask_again(dispatch, "", wait)
        return self._settle(dispatch, receipts)

    def _settle(self, dispatch: Dispatch, receipts: Sequence[Receipt]) -> Dispatch:
        channel = self._lanes[dispatch.channel].channel
        with self._deciding(dispatch.channel) as work:
            settled = settle(work, dispatch, receipts, channel, counts=self._counts, now=self._clock())
        return settled or self._reread(dispatch)

    def _cannot(self, dispatch: Dispatch, error: ChannelError) -> Dispatch:
        """The platform does not allow it: withdrawn and published anew if so ordered, else a person's job."""
        lane, now = self._lanes[dispatch.channel], self._clock()
        with self._deciding(dispatch.channel) as work:
            if call_off(work, dispatch, lane.channel, now):
                pass
            elif dispatch.renews and dispatch.act is Act.CORRECT and isinstance(error, CannotCorrect):
                renew(work, dispatch, now, again_at=lane.slot(now))
            else:
                changes = {"state": State.WAITING, "says": error.says, "since": now}
                work.dispatches.move(dispatch.id, dispatch.attempt, (State.BEGUN,), **changes)
        return self._reread(dispatch)

    def _pause(self, dispatch: Dispatch, error: Misconfigured) -> None:
        with self._deciding(dispatch.channel) as work:
            work.dispatches.pause(dispatch.channel, error.says, self._clock())

    def _uncertain(self, dispatch: Dispatch, says: str) -> Dispatch:
        return self._move(dispatch, State.BEGUN, says)

    def _ask_again(self, dispatch: Dispatch, says: str, wait: timedelta) -> Dispatch:
        return self._move(dispatch, dispatch.state, says, ask_at=self._clock() + wait, asked=dispatch.asked + 1)

    def _move(self, dispatch: Dispatch, to: State, says: str, **changes: Any) -> Dispatch:
        """From the state this worker knows it in; if somebody else moved it first, as they left it."""
        changes |= {"state": to, "says": says}
        since = {} if to == dispatch.state else {"since": self._clock()}
        with self._deciding(dispatch.channel) as work:
            moved = work.dispatches.move(dispatch.id, dispatch.attempt, (dispatch.state,), **changes, **since)
            if moved and to == State.FAILED:
                work.dispatches.drop_followers(dispatch.id, self._clock())
        return replace(dispatch, **changes) if moved else self._reread(dispatch)

    @contextmanager
    def _deciding(self, channel: str) -> Iterator[Work]:
        """Orders hold several channels at once: what comes of one dispatch waits for them, and never they for it."""
        with self._store.write() as work:
            work.dispatches.lock_channel(channel)
            yield work

    def _reread(self, dispatch: Dispatch) -> Dispatch:
        with self._store.read() as work:
            return work.dispatches.get(dispatch.id)
