"""The engine: jobs name channels, may be lost or come twice, and nothing is the worse for it."""

import signal
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.engine import Engine
from bot.queue import open_queue
from channels.errors import TryLater
from content.receipt import Standing
from content.store.store import Store
from tests.bot.office import make_office as make_bot_office
from tests.channels.office import Office, make_office


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def office(store: Store) -> Office:
    office = make_office(store)
    office.desk = type(office.desk)(store, office.lanes, counts=bool, clock=now, worker="engine")
    office.clock.now = now()
    return office


@pytest.fixture
def make_engine(office: Office, tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    """An engine with an empty queue of its own, as after the old one was lost."""
    queues = []

    def make() -> Engine:
        queues.append(open_queue(f"sqlite:///{tmp_path}/queue-{len(queues)}.db"))
        return Engine(office.desk, queues[-1], now)

    yield make
    for queue in queues:
        queue.storage.close()


def wait_until(done: Callable[[], bool], seconds: float = 20) -> bool:
    ends = time.monotonic() + seconds
    while not done() and time.monotonic() < ends:
        time.sleep(0.02)
    return done()


def test_what_is_ordered_goes_out_and_what_waited_for_it_follows(
    office: Office, make_engine: Callable[[], Engine]
) -> None:
    edition = office.edition()
    office.publish(edition, "board", "echo")
    engine = make_engine()
    with engine.serving():
        engine.order("board")
        assert wait_until(lambda: office.delivery(edition, "echo").standing == Standing.LIVE)
    assert (office.board.hung, office.echo.hung) == ({edition.key("board"): 1}, {edition.key("echo"): 1})


def test_a_lost_queue_loses_nothing(office: Office, make_engine: Callable[[], Engine]) -> None:
    edition = office.edition()
    office.publish(edition)
    make_engine().order("board")
    with make_engine().serving():
        assert wait_until(lambda: office.delivery(edition).standing == Standing.LIVE)


def test_a_job_that_comes_three_times_sends_once(office: Office, make_engine: Callable[[], Engine]) -> None:
    editions = [office.edition(title) for title in "甲乙丙"]
    engine = make_engine()
    for edition in editions:
        office.publish(edition)
        for _ in range(3):
            engine.order("board")
    with engine.serving():
        assert wait_until(lambda: all(office.delivery(one).standing == Standing.LIVE for one in editions))
    assert office.board.hung == {edition.key("board"): 1 for edition in editions}


def test_without_anything_serving_it_runs_here_and_now(office: Office, make_engine: Callable[[], Engine]) -> None:
    office.board.fails = [TryLater("忙", wait=timedelta(seconds=0.3))]
    edition = office.edition()
    dispatch_id = office.publish(edition)
    engine = make_engine()
    engine.run_dispatches([dispatch_id], timedelta(seconds=10))
    assert office.delivery(edition).says == "忙"
    time.sleep(0.3)
    assert engine.run_dispatches([dispatch_id], timedelta(seconds=10))
    assert office.delivery(edition).standing == Standing.LIVE


def test_serving_leaves_the_signals_to_the_door(make_engine: Callable[[], Engine]) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with make_engine().serving():
        assert signal.getsignal(signal.SIGTERM) is before


def test_what_is_to_be_done_each_minute_stands_beside_the_engines_own(office: Office, tmp_path: Path) -> None:
    queue, done = open_queue(f"sqlite:///{tmp_path}/queue.db"), []
    engine = Engine(office.desk, queue, now)
    engine.each_minute("look", lambda: done.append(1))
    for job in queue.read_periodic(now()):
        queue.execute(job)
    assert done == [1]
    queue.storage.close()


def test_what_is_to_be_done_each_hour_is_done_when_it_begins(office: Office, tmp_path: Path) -> None:
    queue = open_queue(f"sqlite:///{tmp_path}/queue.db")
    Engine(office.desk, queue, now).each_hour("look", lambda: None)
    hour = datetime(2026, 3, 2, 9)  # noqa: DTZ001  # as huey asks
    assert "look" in {job.name for job in queue.read_periodic(hour)}
    assert "look" not in {job.name for job in queue.read_periodic(hour.replace(minute=1))}
    queue.storage.close()


def test_the_house_forgets_and_looks_after_what_was_left(tmp_path: Path) -> None:
    office = make_bot_office(tmp_path)
    queue = office.app.engine._queue  # noqa: SLF001  # which jobs there are is nobody else's business
    jobs = queue.read_periodic(datetime(2026, 3, 2, 9))  # noqa: DTZ001  # as huey asks
    for job in jobs:
        queue.execute(job)
    assert {job.name for job in jobs} >= {"look_after", "forget_old", "drop_old_identity", "clear_closed"}
    office.app.close()


def test_the_house_reads_comments_each_minute(tmp_path: Path) -> None:
    office = make_bot_office(tmp_path)
    queue = office.app.engine._queue  # noqa: SLF001  # which jobs there are is nobody else's business
    assert "read_comments" in {job.name for job in queue.read_periodic(now())}
    office.app.close()
