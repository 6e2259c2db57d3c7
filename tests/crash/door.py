"""Kill the door while people leave letters: `python -m tests.crash.door --messages 1000 --kills 5`.

Each visitor writes a letter and submits it. What is not answered is delivered again, three times in all, as the
platform does. Afterwards what was answered had exactly one effect, and what was not at most one.
"""

import argparse
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx

from bot.app import App, system_clock
from tests.bot.chat.door_office import SECRETS, write_settings
from tests.bot.chat.follower import Follower
from tests.databases import cluster, free_port
from tests.nursery import Nursery, Started, nursery

AT_ONCE = 16
TRIES = 3
STORY = ("留言：第{number}号路灯坏了，请修一修。", "提交", "1", "跳过", "不同意", "提交")
NUMBER = re.compile(r"\d{8}")


@dataclass
class Outcome:
    """`answer` to the last word, None = it never came."""

    visitor: str
    answer: str | None = None


@dataclass
class Door:
    """The server that is killed, always at the same port; `kills` so far."""

    folder: Path
    words: Sequence[str]
    port: int
    nursery: Nursery
    kills: int = 0
    _server: Started | None = field(default=None)

    def start(self) -> None:
        words = ["--settings", str(self.folder / "gongkai.yaml"), "serve", "--port", str(self.port), *self.words]
        self._server = self.nursery.start(words, self.folder / "server.log")
        if not self._server.said.readline():
            raise RuntimeError((self.folder / "server.log").read_text(encoding="utf-8")[-2000:])

    def kill(self) -> None:
        assert self._server is not None
        self._server.kill()
        self.kills += 1


def leave_letters(door: Door, messages: int, kills: int, seed: int) -> list[Outcome]:
    """As many visitors as there are messages for."""
    chance = random.Random(seed)  # noqa: S311  # a seed repeats a run
    door.start()
    visitors = [f"oSample{number:021d}" for number in range(messages // len(STORY))]
    with (
        httpx.Client(base_url=f"http://127.0.0.1:{door.port}", timeout=5, trust_env=False) as client,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        going = [pool.submit(_leave_letter, client, visitor) for visitor in visitors]
        for _ in range(kills):
            done = sum(one.done() for one in going)
            while sum(one.done() for one in going) < min(done + len(going) // (kills + 1), len(going) - 1):
                time.sleep(0.01)
            time.sleep(chance.uniform(0, 0.05))
            door.kill()
            door.start()
        outcomes = [one.result() for one in going]
    door.kill()
    return outcomes


def _leave_letter(client: httpx.Client, visitor: str) -> Outcome:
    follower = Follower(client, lambda: datetime.now(UTC), visitor=visitor)
    outcome = Outcome(visitor)
    for text in STORY:
        outcome.answer = _delivered(follower, text.format(number=visitor[-6:]))
    return outcome


def _delivered(follower: Follower, text: str) -> str | None:
    message = follower.message({"MsgType": "text", "Content": text})
    for _ in range(TRIES):
        try:
            answer = follower.delivers(message)
        except httpx.TransportError:
            time.sleep(3)
            continue
        if answer.status_code == 200:
            return follower.shown(answer)
    return None


def disagreements(app: App, outcomes: Sequence[Outcome]) -> list[str]:
    found = []
    with app.store.read() as work:
        for one in outcomes:
            letters = [letter.number for letter in work.letters.of_visitor(one.visitor)]
            told = NUMBER.findall(one.answer or "")
            if len(letters) > 1:
                found.append(f"{one.visitor}: {len(letters)} letters")
            if told and told[0] not in letters:
                found.append(f"{one.visitor} was told {told[0]}, kept is {letters}")
            if one.answer and not told and letters:
                found.append(f"{one.visitor} was told {one.answer[:60]!r}, kept is {letters}")
    return found


def try_it(folder: Path, database: str, *, messages: int, kills: int, seed: int) -> tuple[list[str], int]:
    """The disagreements, and how many submissions were answered with a number."""
    settings = write_settings(folder, database=database or "sqlite:///var/gongkai.db")
    with nursery({**os.environ, **SECRETS}) as starting:
        door = Door(folder, ["--processes", "2"] if database else [], free_port(), starting)
        outcomes = leave_letters(door, messages, kills, seed)
    with App.open(settings, clock=system_clock, environ=SECRETS) as app:
        numbers = sum(bool(NUMBER.search(one.answer or "")) for one in outcomes)
        return disagreements(app, outcomes), numbers


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--messages", type=int, default=1000)
    words.add_argument("--kills", type=int, default=5)
    words.add_argument("--seed", type=int, default=int(time.time()))
    words.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    chosen = words.parse_args()
    print(f"{chosen.messages} messages, {chosen.kills} kills on {chosen.database}, seed {chosen.seed}")
    tried = {"messages": chosen.messages, "kills": chosen.kills, "seed": chosen.seed}
    with tempfile.TemporaryDirectory(prefix="gongkai-door-") as folder:
        if chosen.database == "sqlite":
            found, numbers = try_it(Path(folder), "", **tried)
        else:
            with cluster() as server:
                found, numbers = try_it(Path(folder), server.address(server.create()), **tried)
    print("\n".join(found) or f"{numbers} letters answered, each kept once; no other was kept twice")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
