"""How long `gongkai --help` takes, against Python that only imports typer: the best of several runs of each."""

import subprocess
import sys
from pathlib import Path

from tests.bench.rows import show, timed

RUNS = 15
FACTOR = 4


def seconds(command: list[str]) -> float:
    return timed(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))


def best(command: list[str]) -> float:
    return min(seconds(command) for _ in range(RUNS))


def main() -> None:
    typer = best([sys.executable, "-c", "import typer"])
    ours = best([str(Path(sys.executable).parent / "gongkai"), "--help"])
    show("gongkai --help", ours * 1000, "ms")
    show("python -c 'import typer'", typer * 1000, "ms")
    show("gongkai --help ÷ import typer", ours / typer, "×", f"≤ {FACTOR} ×", ok=ours <= FACTOR * typer)


if __name__ == "__main__":
    main()
