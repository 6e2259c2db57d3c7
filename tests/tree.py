"""The project's own files, as the tests about the house see them: all but what .gitignore names and the .git folder."""

import ast
import os
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "channels", "content")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def _ignored() -> tuple[str, ...]:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    return (".git", *(line.strip("/") for line in lines if not line.startswith("#")))


def is_ours(name: str) -> bool:
    return not any(fnmatch(name, pattern) for pattern in _ignored())


@cache
def files() -> tuple[Path, ...]:
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(filter(is_ours, folders))
        found += [Path(folder, name) for name in sorted(filter(is_ours, names))]
    return tuple(found)


def modules(*tops: str) -> list[Path]:
    """The Python files below these top-level folders."""
    return [path for path in files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in tops]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(parsed(path)) if isinstance(node, Function))


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1
