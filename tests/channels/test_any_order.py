"""Whatever happens in whatever order: nothing is public twice, nothing waits for ever, and the last word holds.

Random lives of a few items on real kinds and their sandboxes: the same on every run. Others, and more of them:
`GONGKAI_LIVES=1000 python -m pytest tests/channels/test_any_order.py`.
"""

import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import event

from content.delivery import OPEN, State
from content.store.store import Store

from .agreeing import disagreements
from .bureau import CHANNELS, Bureau, Stand, bureau
from .clerk import Clerk
from .frail import DIES, SLEEPS, Killed, frail
from .hands import Hands
from .onlooker import Onlooker

LIVES = int(os.environ.get("GONGKAI_LIVES", "0"))
LIVES_OF_A_TEST, STEPS = 40, 25
MOST_ITEMS, MOST_SENDS, MOST_ROUNDS = 3, 20, 80
CALLS: Mapping[str, tuple[str, ...]] = {
    "draft": ("draft/add", "draft/get", "draft/batchget", "draft/delete"),
    "publish": (
        *("draft/add", "draft/get", "freepublish/submit", "freepublish/get"),
        *("freepublish/batchget", "freepublish/delete"),
    ),
    "mass": ("draft/add", "message/mass/sendall", "message/mass/get", "message/mass/delete"),
}
CODES = (-1, 45009, 45028, 48001, 53503)
FAULTS: tuple[dict[str, Any], ...] = (
    *({"do": do} for do in ("lose_before", "lose_after", "cut")),
    {"do": "http", "code": 502},
    *({"do": "code", "code": code} for code in CODES),
)

TAKES = {"outcome": 0, "mass_outcome": "send success"}
EVENTS: Mapping[str, Callable[[Bureau], object]] = {
    "a token is revoked": lambda at: at.levers.revoke(),
    "the platform refuses": lambda at: at.levers.set(outcome=4, mass_outcome="err(10001)"),
    "the platform takes everything": lambda at: at.levers.set(**TAKES),
    "the administrator says yes": lambda at: at.levers.confirm(True),
    "the administrator says no": lambda at: at.levers.confirm(False),
    "the disk fails": lambda at: at.breaks.extend((False, True)),
    "WeChat is paused": lambda at: at.pause("wechat"),
    "the website is paused": lambda at: at.pause("website"),
}

CHANNEL = some.sampled_from(CHANNELS)
ITEM = some.integers(0, MOST_ITEMS - 1)
ANY_OF_THEM = some.integers(0, 20)
# At once, soon, and tomorrow.
LATER = some.sampled_from((0, 0, 40, 90_000))


class Lives(RuleBasedStateMachine):
    """`stand` and `template` are the test's: WeChat's address, and an empty database."""

    stand: ClassVar[Stand]
    template: ClassVar[Path]

    @initialize(way=some.sampled_from(tuple(CALLS)), administrator=some.sampled_from(("", "", "said", "quiet")))
    def open(self, way: str, administrator: str) -> None:
        self.stack = ExitStack()
        self.calls = CALLS[way]
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        store = self.store(folder)
        self.stack.callback(store.close)
        opened = bureau(store, folder, self.stand, send_as=way, confirm=administrator)
        self.at: Bureau = self.stack.enter_context(opened)
        self.eye = Onlooker(self.at)
        self.clerk = Clerk(self.at)
        self.hands = Hands(self.at, self.eye, self.clerk)
        self.publish_a_new_item(set(CHANNELS), 0)

    def store(self, folder: Path) -> Store:
        shutil.copy(self.template, folder / "gongkai.db")
        store = Store(f"sqlite:///{folder / 'gongkai.db'}")
        # No machine fails here, only workers; without fsync a life takes half the time.
        event.listen(store.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
        return store

    def teardown(self) -> None:
        if not hasattr(self, "stack"):
            return
        with self.stack:
            if sys.exc_info()[0] is None:
                self.come_to_rest()

    # What clerks order.

    @rule(channels=some.sets(CHANNEL, min_size=1), later=LATER)
    def publish_a_new_item(self, channels: set[str], later: int) -> None:
        if len(self.clerk.items) < MOST_ITEMS:
            self.clerk.publish(self.clerk.write(), channels, later)

    @rule(which=ITEM, channels=some.sets(CHANNEL, min_size=1), later=LATER, revised=some.booleans())
    def publish(self, which: int, channels: set[str], later: int, revised: bool) -> None:
        item_id = self.clerk.item(which)
        if revised:
            self.at.revise(item_id)
        self.clerk.publish(item_id, channels, later)

    @rule(which=ITEM, renew=some.booleans(), revised=some.booleans())
    def correct(self, which: int, renew: bool, revised: bool) -> None:
        item_id = self.clerk.item(which)
        if revised:
            self.at.revise(item_id)
        self.clerk.correct(item_id, renew)

    @rule(which=ITEM, voids=some.booleans())
    def withdraw(self, which: int, voids: bool) -> None:
        self.clerk.withdraw(self.clerk.item(which), voids)

    @rule(which=ANY_OF_THEM)
    def cancel(self, which: int) -> None:
        if waiting := self.at.found(State.DUE, State.WAITING):
            self.clerk.cancel(waiting[which % len(waiting)])

    @rule(which=some.lists(ITEM, min_size=1, max_size=MOST_ITEMS, unique=True), anew=some.booleans())
    def line_up(self, which: list[int], anew: bool) -> None:
        self.clerk.line_up(list(dict.fromkeys(map(self.clerk.item, which))), anew=anew)

    # What workers do, and what becomes of them.

    @rule(channel=CHANNEL)
    def send_one(self, channel: str) -> None:
        self.send(channel)

    def send(self, channel: str) -> bool:
        """Whether there was anything to send."""
        dispatch_id = self.at.desk.next_ready(channel)
        return dispatch_id is not None and self.at.desk.run(dispatch_id) is not None

    @rule(channel=CHANNEL, stage=some.sampled_from(DIES))
    def die_while_sending(self, channel: str, stage: str) -> None:
        if dispatch_id := self.at.desk.next_ready(channel):
            with suppress(Killed):
                self.at.desk_with(frail(self.at.lanes[channel].channel, stage)).run(dispatch_id)

    @rule(
        channel=CHANNEL,
        stage=some.sampled_from(SLEEPS),
        withdraws=some.booleans(),
        seconds=some.sampled_from((0, 4000)),
    )
    def wake_up_late(self, channel: str, stage: str, withdraws: bool, seconds: int) -> None:
        def meanwhile() -> None:
            if withdraws:
                self.withdraw(0, True)
            self.time_passes(seconds, set())
            self.work()

        if dispatch_id := self.at.desk.next_ready(channel):
            self.at.desk_with(frail(self.at.lanes[channel].channel, stage, meanwhile)).run(dispatch_id)

    @rule()
    def work(self) -> None:
        """A round of `tidy`, and what it starts."""
        self.at.desk.clear_shelf()
        self.at.desk.resume_healthy()
        for channel in CHANNELS:
            self.at.desk.finish(channel)
            sent = 0
            while self.send(channel):
                sent += 1
                assert sent < MOST_SENDS, f"{channel} sends without an end: {self.at.told()}"
            self.ask_after(channel)

    @rule(seconds=some.sampled_from((10, 31, 200, 700, 4000, 30_000, 100_000)), asked=some.sets(CHANNEL))
    def time_passes(self, seconds: int, asked: set[str]) -> None:
        self.at.clock.on(timedelta(seconds=seconds))
        for channel in sorted(asked):
            self.ask_after(channel)

    def ask_after(self, channel: str) -> None:
        for dispatch_id in self.at.desk.to_ask(channel):
            self.at.desk.ask_after(dispatch_id)

    # What else happens.

    @rule(fault=some.sampled_from(FAULTS), which=ANY_OF_THEM)
    def something_breaks(self, fault: dict[str, Any], which: int) -> None:
        more = {name: value for name, value in fault.items() if name != "do"}
        self.at.levers.fault(fault["do"], self.calls[which % len(self.calls)], **more)

    @rule(event=some.sampled_from(tuple(EVENTS)))
    def something_happens(self, event: str) -> None:
        EVENTS[event](self.at)

    # What people do by hand.

    @rule(which=ANY_OF_THEM, confirms=some.booleans())
    def do_by_hand(self, which: int, confirms: bool) -> None:
        if waiting := self.at.found(State.WAITING):
            self.hands.claim_and_do(waiting[which % len(waiting)])
        if confirms:
            self.hands.confirm()
            self.hands.settle_unconfirmed()

    # What must hold at any moment.

    @precondition(lambda self: hasattr(self, "hands"))
    @invariant()
    def nothing_is_public_twice(self) -> None:
        for channel in CHANNELS:
            twice = {key: times for key, times in self.eye.public(channel).items() if times > 1}
            assert not twice, f"{twice}: {self.at.told()}"

    @precondition(lambda self: hasattr(self, "hands"))
    @invariant()
    def log_deliveries_and_platforms_agree(self) -> None:
        assert not (found := disagreements(self.at, self.eye, self.hands)), f"{found}; {self.at.told()}"

    @precondition(lambda self: hasattr(self, "hands"))
    @invariant()
    def what_needs_a_person_says_so(self) -> None:
        for one in self.at.found(State.FAILED, State.UNCONFIRMED, State.WAITING):
            assert one.says, f"{one.key} is {one.state} without a word"

    # And once all is calm, and everybody has done their part.

    def come_to_rest(self) -> None:
        self.at.levers.clear()
        self.at.levers.set(**TAKES)
        self.at.breaks.clear()
        for _ in range(MOST_ROUNDS):
            before = self.at.told()
            self.everybody_acts()
            self.nothing_is_public_twice()
            self.log_deliveries_and_platforms_agree()
            if self.at.told() == before and not self.at.found(*OPEN):
                break
            if self.at.told() == before:
                self.wait_for_something()
        assert not self.at.found(*OPEN), f"never at rest: {self.at.told()}"
        assert not self.clerk.disappointments(self.eye), f"{self.clerk.disappointments(self.eye)}; {self.at.told()}"
        with self.at.store.read() as work:
            assert work.log.verify() is None
            assert work.figures.check() == []

    def everybody_acts(self) -> None:
        self.at.levers.confirm(True)
        self.work()
        self.hands.confirm()
        for delivery in self.at.found(State.WAITING):
            self.hands.do(delivery)
        self.hands.confirm()
        self.hands.settle_unconfirmed()
        self.clerk.order_failed_again()

    def wait_for_something(self) -> None:
        with self.at.store.read() as work:
            due = [work.dispatches.get(one).due_at for one in work.dispatches.in_state(State.DUE)]
            asked = [work.dispatches.next_ask(channel) for channel in CHANNELS]
        now = self.at.clock()
        coming = [moment for moment in (*due, *asked) if moment is not None and moment > now]
        assert coming, f"waits for ever: {self.at.told()}"
        self.at.clock.now = min(coming)


@pytest.fixture
def stand() -> Iterator[Stand]:
    with Stand().open() as opened:
        yield opened


def test_whatever_happens_in_whatever_order(
    stand: Stand, sqlite_template: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    Lives.stand, Lives.template = stand, sqlite_template
    told = {"stateful_step_count": STEPS, "suppress_health_check": list(HealthCheck)}
    known = settings(max_examples=LIVES_OF_A_TEST, **told)
    run_state_machine_as_test(
        Lives, settings=settings(known, max_examples=LIVES, derandomize=False) if LIVES else known
    )
