"""Files with a JSON object per line, read for a command; the first fault is told with its line."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.actions.errors import WrongUse

Line = tuple[int, dict[str, Any]]


def texts_by_id(path: Path, names: Sequence[str]) -> dict[str, str]:
    """The text under the first of `names` that a line has, by the line's id, in the file's order. Raises WrongUse."""
    found: dict[str, str] = {}
    for number, record in _objects(path):
        key = record.get("id")
        text = next((record[name] for name in names if name in record), None)
        if not isinstance(key, str) or not key:
            raise _wrong(path, number, "没有 id，或者它不是文字")
        if not isinstance(text, str):
            raise _wrong(path, number, f"没有 {' 或 '.join(names)}，或者它不是文字")
        if key in found:
            raise _wrong(path, number, f"id“{key}”前面已经有了")
        found[key] = text
    if not found:
        raise WrongUse(f"{path} 里一行内容也没有。")
    return found


def _objects(path: Path) -> Iterator[Line]:
    """Blank lines are passed over, but counted."""
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        number = path.read_bytes()[: error.start].count(b"\n") + 1
        raise _wrong(path, number, "不是 UTF-8 编码，请另存为 UTF-8") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _object(path, number, line)


def _object(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise _wrong(path, number, "不是 JSON") from None
    if not isinstance(record, dict):
        raise _wrong(path, number, '不是 JSON 对象，应写作 {"id": …}')
    return record


def _wrong(path: Path, number: int, says: str) -> WrongUse:
    return WrongUse(f"{path} 第 {number} 行{says}。")
