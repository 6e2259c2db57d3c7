"""Run what was ordered here and now, with progress on a terminal."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from content.delivery import Delivery

if TYPE_CHECKING:
    from bot.app import App

LONGEST, SLICE = timedelta(minutes=10), timedelta(seconds=1)
Progress = Callable[[object], None]


def run_now(app: "App", deliveries: Sequence[Delivery], longest: timedelta = LONGEST) -> list[Delivery]:
    """Until each is settled, or waits for a person or a later time; returns them as they are then."""
    ends = app.clock() + longest
    dispatches = {one.dispatch_id: one.channel for one in deliveries}
    with spinning(f"正在发送到 {'、'.join(dict.fromkeys(dispatches.values()))} …") as progress:
        while not app.engine.run_dispatches(list(dispatches), SLICE) and app.clock() < ends:
            dispatches = {key: name for key, name in dispatches.items() if not app.desk.at_rest(key)}
            progress(f"还在等 {'、'.join(dict.fromkeys(dispatches.values()))}")
    return reread(app, deliveries)


def reread(app: "App", deliveries: Sequence[Delivery]) -> list[Delivery]:
    with app.store.read() as work:
        return [work.deliveries.get(one.key) for one in deliveries]


@contextmanager
def spinning(words: str) -> Iterator[Progress]:
    """Gives what to call with how far it is. Quiet where nobody watches: a pipe, a log, a test."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status(words) as status:
        yield lambda reached: status.update(f"{words} {reached}")
