"""Where processes of `gongkai` start at once: forked from one in which everything is loaded already.

To load it takes a process over a second, and a crash test starts dozens. All else is as in any other process: its own
group, its own memory, files and connections of its own, and it can be killed at any moment.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import bot.teller
import bot.web  # noqa: F401  # loaded before it forks, as all that `serve` and `worker` need
from bot.cli.main import run


@dataclass(frozen=True, slots=True)
class Started:
    """`said`: its standard output, which ends when it ends."""

    number: int
    said: BinaryIO

    def kill(self) -> None:
        """With all its processes, in the middle of whatever it does."""
        os.killpg(self.number, signal.SIGKILL)
        self.said.read()
        self.said.close()


@dataclass(frozen=True, slots=True)
class Nursery:
    _line: socket.socket

    def start(self, words: Sequence[str], log: Path) -> Started:
        """`gongkai` with these words; what it complains of is added to `log`."""
        said, saying = os.pipe()
        with log.open("ab") as complaints:
            socket.send_fds(self._line, [json.dumps(words).encode()], [saying, complaints.fileno()])
        os.close(saying)
        return Started(int(self._line.recv(100)), os.fdopen(said, "rb"))


@contextmanager
def nursery(environ: Mapping[str, str]) -> Iterator[Nursery]:
    """Open for as long as the block runs. `environ`: of every process it starts."""
    here, there = socket.socketpair()
    command = [sys.executable, "-u", "-m", "tests.nursery", str(there.fileno())]
    with (
        here,
        subprocess.Popen(
            command, cwd=Path(__file__).parent.parent, env=dict(environ), pass_fds=[there.fileno()]
        ) as process,
    ):
        there.close()
        yield Nursery(here)
        here.close()
        process.wait(60)


def _serve(line: socket.socket) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        words, files, _, _ = socket.recv_fds(line, 10_000, 2)
        if not words:
            return
        if number := os.fork():
            line.send(str(number).encode())
            for one in files:
                os.close(one)
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        for one, place in zip(files, (1, 2), strict=True):
            os.dup2(one, place)
            os.close(one)
        line.close()
        sys.argv[1:] = json.loads(words)
        run()


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
