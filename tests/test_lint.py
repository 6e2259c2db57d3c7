"""The checks other programs make, as tests, so that one command knows everything."""

import subprocess
import sys

import pytest

from tests import tree

COMMANDS = {
    "formatted": ["ruff", "format", "--check", "--quiet", "--no-cache", "."],
    "linted": ["ruff", "check", "--quiet", "--no-cache", "."],
    "typed": ["mypy", "--no-error-summary"],
    "layered": ["lint-imports", "--no-cache"],
}


@pytest.mark.parametrize("said", COMMANDS)
def test_the_code_is(said: str) -> None:
    module, *arguments = COMMANDS[said]
    run = subprocess.run(
        [f"{sys.prefix}/bin/{module}", *arguments], cwd=tree.ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
