"""Fields as a person gives them to a command: in a file, and over it in `--field 名称=内容`."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from bot.cli.asking import facts_of, text_of
from content import lined


def lined_of(
    file: Path | None, pairs: list[str], *, known: Collection[str], name_of: Callable[[str], str]
) -> lined.Lined:
    """`known`: every word a field has; `name_of` gives the field's name for any of them, "" for a stranger."""
    written = lined.read(text_of(file), known=known) if file else lined.Lined({}, {})
    given: dict[str, Any] = facts_of(pairs)
    over = {name_of(key) for key in given} - {""}
    value = written.value
    if value is None or isinstance(value, dict):
        value = {**{key: one for key, one in (value or {}).items() if name_of(key) not in over}, **given} or value
    return lined.Lined(value, written.lines, written.faults)
