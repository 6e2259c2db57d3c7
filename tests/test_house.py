"""How the house is kept: what lies where, sizes, names, and nothing of the machine it was written on."""

import ast
import re
from pathlib import Path
from statistics import median

import pytest

from tests import tree

TOP_LEVEL = {
    "bot", "channels", "content", "tests", "deploy", "docs", "pyproject.toml", "requirements.lock", "Makefile",
    "README.md", "README.zh-CN.md", "CHANGELOG.md", "LICENSE",
}  # fmt: skip
CODE = (*tree.PACKAGES, "deploy", "tests")
FORBIDDEN = {
    "payload", "provider", "target", "task", "data", "info", "manager", "helper", "util", "common", "base", "handler",
    "process", "service",
}  # fmt: skip
ELSEWHERE_NAMED = {
    "process_bind_param": "SQLAlchemy calls it so",
    "process_result_value": "SQLAlchemy calls it so",
    "handle_data": "html.parser calls it so",
    "_set_signal_handlers": "huey's consumer calls it so",
    "base_url": "a setting, named in the design",
    "_api_base": "checks a setting named in the design",
}
# Where it was written, and where packages came from: neither belongs into the project.
OF_A_MACHINE = re.compile(
    r"/work/|/root/|/home/\w|/opt/(wheels|pypi)|pyenv|pypi\.org|pythonhosted|tuna\.tsinghua|mirrors?\.\w+\.(com|cn|edu)"
)


def test_the_top_level_holds_what_the_design_names_and_dot_files() -> None:
    found = {path.name for path in tree.ROOT.iterdir() if tree.is_ours(path.name)}
    assert {name for name in found if not name.startswith(".")} == TOP_LEVEL


def test_no_function_is_longer_than_40_lines() -> None:
    long = [
        f"{tree.name_of(path)}:{function.lineno} {function.name}: {tree.length(function)} lines"
        for path in tree.modules(*CODE)
        for function in tree.functions(path)
        if tree.length(function) > 40
    ]
    assert not long, "\n".join(long)


def test_the_median_function_has_at_most_10_lines() -> None:
    lengths = [tree.length(function) for path in tree.modules(*tree.PACKAGES) for function in tree.functions(path)]
    assert median(lengths) <= 10


def test_no_file_of_code_has_more_than_300_lines() -> None:
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in tree.modules(*CODE)}
    long = [f"{tree.name_of(path)}: {length} lines" for path, length in lengths.items() if length > 300]
    assert not long, "\n".join(long)


def test_no_function_takes_more_than_4_positional_parameters() -> None:
    wide = [
        f"{tree.name_of(path)}:{function.lineno} {function.name}"
        for path in tree.modules(*tree.PACKAGES)
        for function in tree.functions(path)
        if len([arg for arg in positional(function) if arg not in {"self", "cls"}]) > 4 and not is_a_door(function)
    ]
    assert not wide, "\n".join(wide)


def test_no_module_class_or_function_bears_a_forbidden_name() -> None:
    wrong = [
        f"{tree.name_of(path)}: {name}"
        for path in tree.modules(*tree.PACKAGES, "deploy")
        for name in [path.stem, *(part for part in path.relative_to(tree.ROOT).parts[:-1]), *names(tree.parsed(path))]
        if FORBIDDEN.intersection(words(name)) and name not in ELSEWHERE_NAMED
    ]
    assert not wrong, "\n".join(sorted(set(wrong)))


@pytest.mark.parametrize("name", ["TaskManager", "send_data", "helpers", "base", "utils"])
def test_a_forbidden_name_is_seen_in_any_spelling(name: str) -> None:
    assert FORBIDDEN.intersection(words(name))


def test_nothing_of_the_machine_it_was_written_on_is_in_the_project() -> None:
    found = [
        f"{tree.name_of(path)}:{number}: {line.strip()}"
        for path in tree.files()
        if path.name != "test_house.py"
        for number, line in enumerate(text(path).splitlines(), 1)
        if OF_A_MACHINE.search(line)
    ]
    assert not found, "\n".join(found)


def text(path: Path) -> str:
    """Empty for what is no text."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode(errors="replace")


def positional(function: tree.Function) -> list[str]:
    return [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]


def is_a_door(function: tree.Function) -> bool:
    """Commands and routes get their parameters from typer and FastAPI, by name."""
    return any(
        re.search(r"\.(command|callback|get|post|put|delete)\b", ast.unparse(d)) for d in function.decorator_list
    )


def names(module: ast.Module) -> list[str]:
    """Of the classes and functions of a module."""
    return [node.name for node in ast.walk(module) if isinstance(node, tree.Function | ast.ClassDef)]


def words(name: str) -> set[str]:
    """`TaskManagers` and `task_managers` both give task and manager."""
    found = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}
    return found | {word.removesuffix("s") for word in found}
