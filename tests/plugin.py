"""Skips what needs a part this machine does not have, and names every skipped test at the end.

A test says what it needs by `@pytest.mark.part("chromium")` (names in tests/parts.py). With GONGKAI_NO_SKIP=1 a skipped
test makes the run fail.
"""

import gc
import os
from typing import Any

import pytest

from tests import parts

NO_SKIP = "GONGKAI_NO_SKIP"


def pytest_configure() -> None:
    """Python looks for garbage whenever 700 things are new: of what is loaded here, a quarter of all the time."""
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_finish() -> None:
    """What is loaded by now stays, and is not looked through again."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    wanted = {item: [mark.args[0] for mark in item.iter_markers("part")] for item in items}
    absent = set(parts.missing(tuple({name for names in wanted.values() for name in names})))
    for item, names in wanted.items():
        for name in absent.intersection(names):
            item.add_marker(pytest.mark.skip(reason=f"no {name} (Debian: apt-get install {parts.PARTS[name].package})"))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _skipped(session.config) and os.environ.get(NO_SKIP) == "1" and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if skipped := _skipped(config):
        forbidden = f", and {NO_SKIP}=1 forbids it" if os.environ.get(NO_SKIP) == "1" else ""
        terminalreporter.section(f"{len(skipped)} tests were skipped{forbidden}")
        for name, reason in skipped:
            terminalreporter.line(f"SKIPPED {name}: {reason}")


def _skipped(config: pytest.Config) -> list[tuple[str, str]]:
    """Test and reason; empty in xdist's workers, which have no reporter: their controller knows all."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = reporter.stats.get("skipped", []) if reporter else []
    return sorted((report.nodeid, report.longrepr[2].removeprefix("Skipped: ")) for report in reports)
