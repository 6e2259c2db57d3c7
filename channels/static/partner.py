"""A second process for a full build: half the time on two cores. Forked, so that nothing has to be set up again."""

import errno
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from content.edition import Edition
from content.pages import Page

Shown = tuple[Page, Edition, Sequence[Page], Page | None]
"""A page, its edition, its correction notices, and the page that it puts right."""
Batch = Sequence[Shown]
Done = tuple[list[str], int]
"""The paths made, and how many files the second process changed."""
Show = Callable[[Batch], list[str]]
ShowApart = Callable[[Batch], Done]


def shared(batches: Iterable[Batch], first: Iterable[list[str]], show: Show, show_apart: ShowApart) -> Iterator[Done]:
    """Show every batch, here by `show` and, where it is safe, beside by `show_apart`.

    While the second process is at work, this one does what there is in `first`, then batches of its own.

    A process with threads is not forked: a lock held by another thread would stay held for ever in the second one.
    """
    if threading.active_count() > 1 or len(os.sched_getaffinity(0)) < 2:
        yield from ((paths, 0) for paths in chain(first, map(show, batches)))
        return
    context = get_context("fork")
    ours, theirs = context.Pipe()
    partner = context.Process(target=_work, args=(theirs, ours, show_apart), daemon=True)
    partner.start()
    theirs.close()
    try:
        yield from _divided(batches, iter(first), show, ours)
    finally:
        ours.close()
        partner.join()


def _divided(
    batches: Iterable[Batch], first: Iterator[list[str]], show: Show, partner: "Connection[Any, Any]"
) -> Iterator[Done]:
    is_busy = False
    for batch in batches:
        while is_busy and not partner.poll() and (paths := next(first, None)) is not None:
            yield paths, 0
        if is_busy and partner.poll():
            yield _answer(partner)
            is_busy = False
        if is_busy:
            yield show(batch), 0
        else:
            partner.send(batch)
            is_busy = True
    yield from ((paths, 0) for paths in first)
    if is_busy:
        yield _answer(partner)


def _answer(partner: "Connection[Any, Any]") -> Done:
    try:
        answer: Done | Exception = partner.recv()
    except EOFError:
        raise OSError(errno.EIO, "建站的另一个进程中途退出") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _work(batches: "Connection[Any, Any]", other_end: "Connection[Any, Any]", show: ShowApart) -> None:
    # Held open here, the other end would never be seen to close when the first process dies.
    other_end.close()
    while True:
        try:
            batch = batches.recv()
        except EOFError:
            return
        try:
            batches.send(show(batch))
        except Exception as error:  # noqa: BLE001  # handed over whole, and raised in the first process
            batches.send(error)
