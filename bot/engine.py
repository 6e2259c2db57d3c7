"""The engine: huey tells the desk on which channel there is work. It may lose or repeat a job without harm.

The truth is in the tables: a job that is lost is queued again by `tidy`, one that comes twice finds nothing to do. So
the queue's own retries and results are not used.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import datetime, timedelta

from huey import Huey, crontab
from huey.consumer import Consumer

from channels.channel import Clock
from channels.desk import Desk
from content.delivery import Dispatch, State

log = logging.getLogger(__name__)

POLL_SECONDS = 0.02
ASK_PAUSE = timedelta(seconds=0.2)
FINISH_EVERY = timedelta(seconds=1)


class _Consumer(Consumer):  # type: ignore[misc]  # huey has no types
    """Leaves the signals to the door that runs it."""

    def _set_signal_handlers(self) -> None:
        pass


class Engine:
    """Runs the desk's work: by queue inside `serving()`, or at once by `run_until`.

    A job names a channel: send what is ready on it, or ask after what is under way. In one process one thread at a
    time does each for a channel; who comes meanwhile lets that one look once more.
    """

    def __init__(self, desk: Desk, queue: Huey, clock: Clock, *, workers: int = 4) -> None:
        self._desk = desk
        self._queue = queue
        self._clock = clock
        self._workers = workers
        self._stopping = threading.Event()
        self._sending, self._asking = Turns(), Turns()
        self._planned: dict[str, datetime] = {}
        self._jobs: dict[str, Callable[[], object]] = {}
        self._send_job = queue.task(name="send")(self.send)
        self._ask_job = queue.task(name="ask_after")(self.ask_after)
        self._tidy_job = queue.task(name="tidy_now")(self.tidy)
        self.each_minute("tidy", self.tidy)

    def add_job(self, name: str, do: Callable[[], object]) -> None:
        """What `start` sets going."""
        self._jobs[name] = self._queue.task(name=name)(do)

    def start(self, name: str) -> None:
        """One of the jobs that were added: soon, in whichever process works off the queue."""
        self._jobs[name]()

    def each_minute(self, name: str, do: Callable[[], object]) -> None:
        """A job of its own beside `tidy`, which must not wait for it: of several machines one does it."""
        self._queue.periodic_task(crontab(minute="*"), name=name)(do)

    def each_hour(self, name: str, do: Callable[[], object]) -> None:
        """As `each_minute`, when an hour begins."""
        self._queue.periodic_task(crontab(minute="0"), name=name)(do)

    def order(self, channel: str, due_at: datetime | None = None) -> None:
        """Let the channel be sent on, now or when something on it is due."""
        if due_at is not None and due_at > self._clock():
            self._send_job.schedule(args=(channel,), eta=due_at)
        elif not self._sending.once_more(channel):
            self._send_job(channel)

    def send(self, channel: str) -> None:
        """Job: send whatever the channel has ready, one after the other."""
        if channel not in self._desk.channels:
            return  # it left the settings while the job was queued
        self._sending.work_off(channel, lambda: not self._stopping.is_set() and self._send_run(channel))

    def ask_after(self, channel: str) -> None:
        """Job: ask after whatever it is time to ask after on the channel."""
        if channel not in self._desk.channels:
            return
        asked: set[str] = set()
        if self._asking.work_off(channel, lambda: not self._stopping.is_set() and self._ask_next(channel, asked)):
            self._planned.pop(channel, None)
            self._plan_ask(channel, self._desk.next_ask(channel))

    def tidy(self) -> None:
        """Job, every minute and at start: look at every channel, whatever jobs were lost."""
        self._desk.clear_shelf()
        self._desk.resume_healthy()
        for channel in self._desk.channels:
            self._desk.finish(channel)
            self._send_job(channel)
            self._ask_job(channel)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Work off the queue in threads of this process until the block ends."""
        consumer = _Consumer(
            self._queue, workers=self._workers, initial_delay=POLL_SECONDS, max_delay=0.1, scheduler_interval=1
        )
        consumer.start()
        self._tidy_job()
        try:
            yield
        finally:
            self._stopping.set()
            consumer.stop(graceful=True)

    def close(self) -> None:
        """Let go of the queue; what is in it stays."""
        self._queue.storage.close()

    def run_until(self, done: Callable[[], bool], timeout: timedelta) -> bool:
        """Run what is ready here and now, without the queue, until `done` or out of time; tells whether done."""
        ends = self._clock() + timeout
        running: dict[tuple[str, str], Future[None]] = {}
        with ThreadPoolExecutor(2 * len(self._desk.channels) or 1) as pool:
            while not (finished := done()) and self._clock() < ends:
                self._start_ready(pool, running)
                wait(list(running.values()), timeout=POLL_SECONDS, return_when=FIRST_COMPLETED)
                if not running:
                    self._stopping.wait(POLL_SECONDS)
                for name in [name for name, future in running.items() if future.done()]:
                    running.pop(name).result()
        return finished

    def run_dispatches(self, dispatch_ids: Iterable[str], timeout: timedelta) -> bool:
        """Run until each of these is settled, or waits for a person or a later time."""
        open_ids = list(dispatch_ids)

        def done() -> bool:
            open_ids[:] = [dispatch_id for dispatch_id in open_ids if not self._desk.at_rest(dispatch_id)]
            return not open_ids

        return self.run_until(done, timeout)

    def _start_ready(self, pool: ThreadPoolExecutor, running: dict[tuple[str, str], Future[None]]) -> None:
        """One thread per channel with something ready, one per channel with something to be asked after."""
        for channel in self._desk.channels:
            if ("send", channel) not in running and self._desk.next_ready(channel) is not None:
                running["send", channel] = pool.submit(self.send, channel)
            if ("ask", channel) not in running and self._desk.to_ask(channel):
                running["ask", channel] = pool.submit(self.ask_after, channel)

    def _send_run(self, channel: str) -> bool:
        """Send for a second or until nothing is ready, and let the channel finish; whether anything was sent."""
        ends, sent = self._clock() + FINISH_EVERY, 0
        while self._clock() < ends and not self._stopping.is_set() and self._send_next(channel):
            sent += 1
        if sent:
            self._desk.finish(channel)
        return sent > 0

    def _send_next(self, channel: str) -> bool:
        """Whether something was sent."""
        dispatch_id = self._desk.next_ready(channel)
        sent = self._desk.run(dispatch_id) if dispatch_id else None
        if sent is not None:
            self._follow_up(sent)
        return sent is not None

    def _ask_next(self, channel: str, asked: set[str]) -> bool:
        """Whether something was asked after; each at most once in a job."""
        dispatch_id = next((one for one in self._desk.to_ask(channel) if one not in asked), None)
        if dispatch_id is None:
            return False
        asked.add(dispatch_id)
        dispatch = self._desk.ask_after(dispatch_id)
        if dispatch is not None:
            self._follow_up(dispatch)
        return True

    def _follow_up(self, dispatch: Dispatch) -> None:
        for channel in self._desk.freed_by(dispatch):
            self.order(channel)
        if dispatch.state in (State.BEGUN, State.HELD):
            self._plan_ask(dispatch.channel, dispatch.ask_at)
        if dispatch.state == State.DUE:
            self.order(dispatch.channel, dispatch.due_at)

    def _plan_ask(self, channel: str, at: datetime | None) -> None:
        """One job for the earliest moment; at its end it plans the next. (A past one went to another machine.)"""
        planned = self._planned.get(channel)
        now = self._clock()
        if at is not None and (planned is None or planned <= now or at < planned):
            # What was asked after in vain a moment ago is not asked after again at once.
            self._planned[channel] = at = max(at, now + ASK_PAUSE)
            self._ask_job.schedule(args=(channel,), eta=at)


class Turns:
    """One thread at a time per channel; who comes while it works lets it look once more before it stops."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._busy: dict[str, bool] = {}

    def once_more(self, channel: str) -> bool:
        """Tell the thread at work to look again; False where there is none."""
        with self._guard:
            if channel not in self._busy:
                return False
            self._busy[channel] = True
            return True

    def work_off(self, channel: str, step: Callable[[], bool]) -> bool:
        """Take steps while there are any. False where another thread is at it already."""
        with self._guard:
            if channel in self._busy:
                self._busy[channel] = True
                return False
            self._busy[channel] = False
        try:
            while step() or not self._leave(channel):
                pass
        except BaseException:
            with self._guard:
                self._busy.pop(channel, None)
            raise
        return True

    def _leave(self, channel: str) -> bool:
        with self._guard:
            if self._busy[channel]:
                self._busy[channel] = False
                return False
            del self._busy[channel]
            return True
