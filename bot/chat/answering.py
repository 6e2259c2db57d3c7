"""Finds the answer of messages and keeps it, in the same transaction as everything it changes."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

from bot.actions.forget import forget
from bot.actions.tell import GIVEN_UP, UNSURE
from bot.chat.conversation import answer
from bot.chat.dialogue import Alone, Dialogue, Known, Turn
from bot.chat.dialogues.words import Command, command
from bot.chat.doings.every import DOINGS
from bot.chat.hearing import Doings, Hearing
from bot.chat.reply import Reply, say
from bot.chat.running import Running
from bot.chat.said import Kind, Said
from bot.chat.ticket import Message, Ticket
from content.people import Person
from content.store.heard import Answer, Hear
from content.store.store import Work
from content.store.visitors import STRANGER, Remembered
from content.telling import OTHER
from content.visitors import Memory

if TYPE_CHECKING:
    from bot.app import App

log = logging.getLogger(__name__)

TRIES = 5
WAIT, LOOK_AGAIN = 3.0, 0.1
"""Seconds for which a message waits for one of the same visitor in another process, out of the platform's five."""
BUSY = say("您上一条消息还没有办完，这一条没有处理。最多约 5 分钟后会告诉您结果，请等有了结果再发。")
BUSY_ANSWERS_ONLY = say("您上一条消息还没有办完，这一条没有处理。请过约 5 分钟再发。")
FAILED = say("这条消息没有处理成功，什么也没有改动。请稍后再发一次；还不行，回复“取消”从头来。")
FREED = say("已取消，刚才说的没有留下。")
Words = Callable[[Reply], Sequence[str]]
"""A reply in the platform's words, in as many messages as it takes."""
Conversation = Callable[[Said, Known], Dialogue]
Answered = list[tuple[Ticket, str]]


class Lost(Exception):
    """Somebody else kept something meanwhile: to be begun anew."""


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of some messages before they are answered."""

    now: datetime
    answers: Mapping[str, Answer]
    visitors: Mapping[str, Remembered]
    people: Mapping[str, Person]
    at_work: Set[str]
    """Visitors one of whose messages was begun and is not finished."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A message's turn, and what its visitor's memory was before; None where that stays as it is, with its age."""

    ticket: Ticket
    turn: Turn
    before: Remembered | None


class Answering:
    """Safe in several threads. `words` puts a reply into the platform's; `answer` and `doings` are the conversation."""

    def __init__(self, app: "App", words: Words, *, answer: Conversation = answer, doings: Doings = DOINGS) -> None:
        self._app = app
        self._words = words
        self._answer = answer
        self._doings = doings

    def together(self, tickets: Sequence[Ticket]) -> tuple[Answered, list[Ticket]]:
        """Answer those that change nothing but where the conversation is, one of each visitor; the others are left.

        Raises Lost when others are answering the same again and again, or what the database raises.
        """
        for _ in range(TRIES):
            before = self._look_up([ticket.message for ticket in tickets])
            again, told, left = self._converse(tickets, before)
            try:
                return again + self._keep_all(told, before.now), left
            except Lost:
                continue
        raise Lost

    def alone(self, ticket: Ticket) -> str:
        """Answer one, whatever it needs. Raises as `together`, only while nothing was begun."""
        until = time.monotonic() + WAIT
        for _ in range(TRIES):
            try:
                return self._alone(ticket, until)
            except Lost:
                continue
        raise Lost

    def apologise(self, ticket: Ticket) -> str:
        """Keep that it came to nothing, so that it is not tried again; unless it was answered all the same."""
        before = self._look_up([ticket.message])
        if not ticket.begun and ticket.message.key in before.answers:
            return self._again(ticket.message, before)
        with self._app.store.write() as work:
            now = self._app.clock()
            if not ticket.begun and not work.heard.keep([_hear(ticket.message, None)], now):
                raise Lost
            return self._finish(work, _Told(ticket, Turn(say(UNSURE) if ticket.begun else FAILED), None), now)

    def _look_up(self, messages: Sequence[Message]) -> Before:
        now = self._app.clock()
        with self._app.store.glance() as work:
            known = work.heard.before([(message.key, message.visitor) for message in messages], now - GIVEN_UP)
            bound = {one.person for one in known.visitors.values() if one.person}
            people = {name: person for name in bound if (person := work.people.get(name)) and person.active}
        return Before(now, known.answers, known.visitors, people, known.at_work)

    def _converse(self, tickets: Sequence[Ticket], before: Before) -> tuple[Answered, list[_Told], list[Ticket]]:
        again, told, left = [], [], []
        for ticket in tickets:
            message = ticket.message
            if message.key in before.answers:
                again.append((ticket, self._again(message, before)))
            elif message.said.kind == Kind.LEFT or message.visitor in before.at_work:
                left.append(ticket)
            elif read := self._read(ticket, before):
                told.append(read)
            else:
                left.append(ticket)
        return again, told, left

    def _read(self, ticket: Ticket, before: Before) -> _Told | None:
        """What is answered if nothing has to be changed for it."""
        message = ticket.message
        remembered = before.visitors.get(message.visitor, STRANGER)
        try:
            running = self._begin(message, before)
            running.read(Hearing(self._app, message.visitor, before.now))
        except Exception as error:  # noqa: BLE001  # one dialogue's fault must not spoil the others
            complain(error)
            # What is remembered may be what makes it fail: a word frees from that.
            freed = command(message.said.text) is Command.CANCEL
            return _Told(ticket, Turn(FREED), remembered) if freed else _Told(ticket, Turn(FAILED), None)
        return _Told(ticket, running.turn, remembered) if running.turn else None

    def _begin(self, message: Message, before: Before) -> Running:
        remembered = before.visitors.get(message.visitor, STRANGER)
        known = Known(
            now=before.now,
            memory=remembered.memory.fresh(before.now),
            settings=self._app.settings,
            calendar=self._app.calendar,
            person=before.people.get(remembered.person),
        )
        return Running(self._answer(message.said, known), self._doings)

    def _again(self, message: Message, before: Before) -> str:
        """It was heard before: the same answer, or silence while another process is at it."""
        known = before.answers[message.key]
        if known.reply is not None or before.now - known.since < GIVEN_UP:
            return known.reply or ""
        with self._app.store.write() as work:
            return UNSURE if work.heard.finish(message.key, UNSURE) else ""

    def _wait(self, message: Message, until: float) -> Before:
        """What is known as soon as no other process is at a message of the same visitor, or at the end of patience."""
        while True:
            before = self._look_up([message])
            if message.key in before.answers or message.visitor not in before.at_work or time.monotonic() > until:
                return before
            time.sleep(LOOK_AGAIN)

    def _alone(self, ticket: Ticket, until: float) -> str:
        message = ticket.message
        before = self._wait(message, until)
        if message.key in before.answers:
            return self._again(message, before)
        if message.said.kind == Kind.LEFT:
            return self._forget(message, before.now)
        if message.visitor in before.at_work:
            return self._put_off(ticket, before)
        running = self._begin(message, before)
        hearing = Hearing(self._app, message.visitor, before.now)
        running.read(hearing)
        if isinstance(running.wish, Alone):
            self._write_down(ticket, before)
        running.do(hearing)
        with self._app.store.write() as work:
            if not ticket.begun and not work.heard.keep([_hear(message, None)], before.now):
                raise Lost
            turn = running.change(replace(hearing, opened=work))
            told = _Told(ticket, turn, before.visitors.get(message.visitor, STRANGER))
            return self._finish(work, told, before.now)

    def _put_off(self, ticket: Ticket, before: Before) -> str:
        """What is being done will be remembered when it is done: until then nothing may be. What only reads, and leaves
        the conversation where it is, is answered all the same.
        """
        remembered = before.visitors.get(ticket.message.visitor, STRANGER)
        read, stays = self._read(ticket, before), remembered.memory.fresh(before.now)
        busy = BUSY_ANSWERS_ONLY if self._app.settings.answers_only else BUSY
        reply = read.turn.reply if read and replace(read.turn.memory, at=stays.at) == stays else busy
        [(_, told)] = self._keep_all([_Told(ticket, Turn(reply, remembered.memory), remembered)], before.now)
        return told

    def _write_down(self, ticket: Ticket, before: Before) -> None:
        """The memory gets a new version: whoever is answering the same visitor elsewhere begins anew, and waits."""
        message, now = ticket.message, before.now
        remembered = before.visitors.get(message.visitor, STRANGER)
        with self._app.store.write() as work:
            if not work.heard.keep([_hear(message, None)], now):
                raise Lost
            if not work.visitors.keep([(message.visitor, remembered.memory.fresh(now), remembered.version)], now):
                raise Lost
        ticket.begun = True

    def _forget(self, message: Message, now: datetime) -> str:
        """That somebody left is remembered of nobody."""
        with self._app.store.write() as work:
            forget(work, message.visitor, now)
            work.heard.keep([Hear(message.key, "", OTHER, "")], now)
        return ""

    def _keep_all(self, told: Sequence[_Told], now: datetime) -> Answered:
        if not told:
            return []
        answered, rows, memories, later = [], [], [], []
        for one in told:
            first, rest = self._worded(one)
            answered.append((one.ticket, first))
            rows.append(_hear(one.ticket.message, first))
            later += [(one.ticket.message.visitor, text) for text in rest]
            if one.before and _changes(one.before, one.turn.memory):
                memories.append((one.ticket.message.visitor, one.turn.memory, one.before.version))
        with self._app.store.write() as work:
            if work.heard.keep(rows, now) != len(rows) or work.visitors.keep(memories, now) != len(memories):
                raise Lost
            _tell_later(work, later, now)
        return answered

    def _finish(self, work: Work, told: _Told, now: datetime) -> str:
        """Keep the turn of a message that is written down already. What was begun may not be begun anew.

        Somebody who was told meanwhile that it is unsure, or who left, went on without it.
        """
        message, memory, before = told.ticket.message, told.turn.memory, told.before
        first, rest = self._worded(told)
        waited_for = work.heard.finish(message.key, first)
        if told.ticket.begun:
            if waited_for and before:
                work.visitors.overwrite(message.visitor, memory, now)
        elif (
            before
            and _changes(before, memory)
            and not work.visitors.keep([(message.visitor, memory, before.version)], now)
        ):
            raise Lost
        _tell_later(work, [(message.visitor, text) for text in rest], now)
        return first

    def _worded(self, told: _Told) -> tuple[str, Sequence[str]]:
        """What is answered now, and what is told later: all of it when nobody waits any longer."""
        words = self._words(told.turn.reply)
        now = told.ticket.take()
        return (words[0] if words and now else ""), (words[1:] if now else words)


def complain(error: Exception) -> None:
    """One line, and nothing of what was said in it."""
    last = extract_tb(error.__traceback__)[-1:]
    where = " ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in last)
    log.error("a message could not be answered: %s at %s", type(error).__name__, where)


def _hear(message: Message, reply: str | None) -> Hear:
    return Hear(message.key, message.visitor, message.kind, reply)


def _changes(before: Remembered, memory: Memory) -> bool:
    """Nothing is kept of somebody of whom nothing is to be remembered and nothing was."""
    return not (_is_nothing(memory) and _is_nothing(before.memory))


def _is_nothing(memory: Memory) -> bool:
    return not (memory.dialogue or memory.step or memory.facts)


def _tell_later(work: Work, texts: Sequence[tuple[str, str]], now: datetime) -> None:
    for visitor, text in texts:
        work.notices.add(visitor, text, about="", now=now)
