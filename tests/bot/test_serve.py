"""`gongkai serve` and `worker` as processes: what is ordered elsewhere goes out, and they end when told."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.request import urlopen

import psutil
import pytest

from tests.bot.conftest import Run
from tests.bot.office import COMMAND, Office

WITHIN = 30.0


@contextmanager
def running(office: Office, *words: str) -> Iterator[str]:
    command = [sys.executable, "-c", COMMAND, "--settings", str(office.settings), *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert "已开始运行" in line, process.communicate()
        yield line
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=WITHIN)
        assert process.returncode == 0
    finally:
        process.kill()
        process.communicate()


def wait_until_live(run: Run, office: Office, ref: str) -> None:
    ends = time.monotonic() + WITHIN
    while time.monotonic() < ends:
        (delivery,) = json.loads(run("status", ref, "--json", settings=office.settings).out)
        if delivery["standing"] == "live":
            return
        time.sleep(0.1)
    raise AssertionError(delivery)


def test_serving_sends_what_others_order_and_says_that_it_is_well(office: Office, run: Run) -> None:
    ref = office.approved()
    with running(office, "serve", "--port", "0") as line:
        assert "已交给后台发送" in run("publish", ref, "--by", "周八", settings=office.settings).out
        wait_until_live(run, office, ref)
        with urlopen(line[line.index("http") :].split()[0], timeout=WITHIN) as answer:
            assert json.load(answer) == {"well": True, "waiting": 0, "unconfirmed": 0}


def test_a_worker_finishes_what_was_ordered_while_nothing_ran(office: Office, run: Run) -> None:
    ref = office.approved()
    run("publish", ref, "--by", "周八", settings=office.settings)
    with running(office, "worker"):
        wait_until_live(run, office, ref)


def others() -> list[psutil.Process]:
    """What the first process of the one that serves here has started."""
    (first,) = (one for one in psutil.Process().children() if "serve" in one.cmdline())
    return first.children()


def wait_until(seen: Callable[[], bool]) -> None:
    ends = time.monotonic() + WITHIN
    while not seen():
        assert time.monotonic() < ends
        time.sleep(0.1)


def test_several_processes_answer_and_end_together(office: Office) -> None:
    with running(office, "serve", "--port", "0", "--processes", "3") as line:
        wait_until(lambda: len(others()) == 2)
        started = others()
        for _ in range(20):
            with urlopen(line[line.index("http") :].split()[0], timeout=WITHIN) as answer:
                assert json.load(answer)["well"]
    assert not any(one.is_running() for one in started)


@pytest.mark.parametrize("killed", ["one of the others", "the first"])
def test_what_is_killed_takes_the_others_along(killed: str, office: Office) -> None:
    command = [sys.executable, "-c", COMMAND, "--settings", str(office.settings)]
    words = ["serve", "--port", "0", "--processes", "2"]
    with subprocess.Popen([*command, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline()
        wait_until(lambda: len(others()) == 1)
        (other,) = others()
        (server if killed == "the first" else other).kill()
        _, words_of_end = server.communicate(timeout=WITHIN)
        wait_until(lambda: not other.is_running())
    if killed != "the first":
        assert (server.returncode, "意外停止" in words_of_end) == (1, True)


def test_a_port_in_use_is_told_and_not_a_crash(office: Office, run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = run("serve", "--port", str(taken.getsockname()[1]), settings=office.settings)
    assert (ran.code, "换一个 --port" in ran.err) == (2, True)


def test_who_is_told_to_end_while_it_starts_ends(office: Office) -> None:
    with running(office, "serve", "--port", "0"):
        pass
