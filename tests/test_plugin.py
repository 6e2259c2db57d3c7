"""A test that could not run is named in the last lines, and forbidden where nothing may be skipped."""

import os
import subprocess
import sys
from pathlib import Path

from tests import tree
from tests.plugin import NO_SKIP

SAMPLE = """
import pytest
from tests import parts

parts.PARTS["submarine"] = parts.Part("submarine", lambda: None)

@pytest.mark.part("submarine")
@pytest.mark.parametrize("depth", [10, 20])
def test_it_dives(depth): ...

def test_it_floats(): ...
"""


def pytest_on(folder: Path, *options: str, no_skip: str = "") -> tuple[int, list[str]]:
    (folder / "test_boat.py").write_text(SAMPLE)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = part(name): …\n")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.plugin", "-p", "no:cacheprovider", *options, str(folder)],
        env={**os.environ, "PYTHONPATH": str(tree.ROOT), NO_SKIP: no_skip},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, run.stdout.strip().splitlines()


def test_skipped_tests_are_named_in_the_last_lines(tmp_path: Path) -> None:
    code, lines = pytest_on(tmp_path, "-n", "1")
    assert code == 0
    assert [line.split("::")[1] for line in lines[-3:-1]] == [
        f"test_it_dives[{depth}]: no submarine (Debian: apt-get install submarine)" for depth in (10, 20)
    ]
    assert "1 passed, 2 skipped" in lines[-1]


def test_where_nothing_may_be_skipped_the_run_fails(tmp_path: Path) -> None:
    code, lines = pytest_on(tmp_path, no_skip="1")
    assert code == 1
    assert any(f"2 tests were skipped, and {NO_SKIP}=1 forbids it" in line for line in lines[-5:])
