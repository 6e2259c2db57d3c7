"""Answers what comes in at the chat's door, each message once, however often it is delivered.

Most messages only need something to be read: they are answered together, as many as have come in meanwhile, and kept in
one transaction. What changes more than where the conversation is has a transaction of its own, in which everything is
kept or nothing. What is done alone is written down as begun before, and never done again by anybody.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread

from bot.actions.tell import UNSURE
from bot.chat.answering import Answered, Answering, complain
from bot.chat.ticket import Message, Ticket

TOGETHER = 256
WORKERS = 4
PATIENCE = 4.0
"""Seconds after which the platform is told that the answer comes later: it hangs up after five."""
TROUBLE = "现在暂时答复不了，这条消息没有记下。请过几分钟再发一次。"


class Listener:
    """One per process and channel. `hear` belongs to the web server's loop, everything else runs in threads.

    One visitor's messages are answered one after the other, in the order they came.
    """

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._open: dict[str, Ticket] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        # A ticket that came in, a visitor whose message was answered in the pool, or None: stop.
        self._incoming: SimpleQueue[Ticket | str | None] = SimpleQueue()
        # By visitor whose message is being answered, those that came after it; and those whose turn it is now.
        self._behind: dict[str, list[Ticket]] = {}
        self._ready: list[Ticket] = []
        self._stopping = False
        self._thread = Thread(target=self._work, name="listener", daemon=True)
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="listener")

    def start(self) -> None:
        """On the web server's loop."""
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    def stop(self) -> None:
        """What is at work is finished first."""
        self._incoming.put(None)
        self._thread.join()
        self._pool.shutdown()

    async def hear(self, message: Message) -> str | None:
        """The answer, "" = silence; None when it will be told later, because it takes too long."""
        ticket = self._open.get(message.key)
        if ticket is None:
            ticket = self._open[message.key] = Ticket(message)
            self._incoming.put(ticket)
        loop = asyncio.get_running_loop()
        future: asyncio.Future[str | None] = loop.create_future()
        ticket.waiting.append(future)
        leaving = loop.call_later(PATIENCE, _leave, ticket)
        try:
            return await future
        finally:
            leaving.cancel()

    def _work(self) -> None:
        while not self._stopping or self._ready:
            self._gather()
            batch, self._ready = self._ready[:TOGETHER], self._ready[TOGETHER:]
            if batch:
                self._answer(batch)

    def _gather(self) -> None:
        """Wait until there is something to answer, and take what else has come in meanwhile."""
        while not self._stopping and len(self._ready) < TOGETHER:
            try:
                entry = self._incoming.get(block=not self._ready)
            except Empty:
                return
            if entry is None:
                self._stopping = True
            elif isinstance(entry, str):
                self._release(entry)
            else:
                self._line_up(entry)

    def _line_up(self, ticket: Ticket) -> None:
        visitor = ticket.message.visitor
        if visitor in self._behind:
            self._behind[visitor].append(ticket)
        else:
            self._behind[visitor] = []
            self._ready.append(ticket)

    def _release(self, visitor: str) -> None:
        """The visitor's message is answered: the next one's turn."""
        behind = self._behind[visitor]
        if behind:
            self._ready.append(behind.pop(0))
        else:
            del self._behind[visitor]

    def _answer(self, batch: Sequence[Ticket]) -> None:
        try:
            answered, left = self._answering.together(batch)
        except Exception as error:  # noqa: BLE001  # one of them may be what the database refuses: each by itself then
            complain(error)
            answered, left = [], list(batch)
        for ticket, _ in answered:
            self._release(ticket.message.visitor)
        self._hand_back(answered)
        for ticket in left:
            self._pool.submit(self._answer_alone, ticket)

    def _answer_alone(self, ticket: Ticket) -> None:
        try:
            reply = self._alone(ticket)
        finally:
            self._incoming.put(ticket.message.visitor)
        self._hand_back([(ticket, reply)])

    def _alone(self, ticket: Ticket) -> str:
        try:
            return self._answering.alone(ticket)
        except Exception as error:  # noqa: BLE001  # whatever a dialogue does, the visitor is told
            complain(error)
        try:
            return self._answering.apologise(ticket)
        except Exception as error:  # noqa: BLE001  # the database is away
            complain(error)
            return UNSURE if ticket.begun else TROUBLE

    def _hand_back(self, answered: Answered) -> None:
        if answered and self._loop is not None:
            with suppress(RuntimeError):  # the loop is closed: the server stops, and nobody waits any longer
                self._loop.call_soon_threadsafe(self._settle, answered)

    def _settle(self, answered: Answered) -> None:
        for ticket, reply in answered:
            self._open.pop(ticket.message.key, None)
            ticket.settle(reply)


def _leave(ticket: Ticket) -> None:
    """The answer comes too late for the platform: it is told instead, unless it is being kept right now."""
    if ticket.leave():
        ticket.settle(None)
