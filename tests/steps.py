"""How much work something is: counted, so that a busy machine changes nothing."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps_of(work: Callable[[], object]) -> int:
    """How many lines of Python run in it."""
    lines = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines


def grows_evenly(work: Callable[[int], object], size: int) -> bool:
    """Twice as much of it is about twice the work. What is loaded or kept by the first time does not count."""
    work(1)
    once, twice = (steps_of(lambda much=much: work(much)) for much in (size, 2 * size))  # type: ignore[misc]
    return twice <= 2.5 * once
