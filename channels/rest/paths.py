"""JMESPath over an answer, looked through before any call: what it cannot find there it would never say."""

from collections.abc import Iterator
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.functions import Functions
from jmespath.parser import ParsedResult

ROOTS = ("status", "headers", "cookies", "body")
FROM_THE_LEFT = frozenset(
    {"subexpression", "index_expression", "projection", "value_projection", "filter_projection", "flatten", "pipe"}
)
"""What goes on from what its first part found."""


def compiled_path(path: str) -> tuple[ParsedResult, list[str]]:
    """And what is wrong with it, in words."""
    try:
        parsed = jmespath.compile(path)
    except JMESPathError:
        return jmespath.compile("@"), [f"JMESPath 写得不对：{path}"]
    unknown = [name for name in _functions(parsed.parsed) if name not in Functions.FUNCTION_TABLE]
    lost = [name for name in _roots(parsed.parsed) if name not in ROOTS]
    says = [f"JMESPath 没有函数 {name}（可用的见 jmespath.org）" for name in unknown]
    return parsed, says + [f"应从 {'、'.join(ROOTS)} 开始，不能从“{name}”开始：{path}" for name in lost]


def _functions(node: Any) -> Iterator[str]:
    if node["type"] == "function_expression":
        yield node["value"]
    for child in node["children"]:
        yield from _functions(child)


def _roots(node: Any) -> Iterator[str]:
    """The names that are looked for in the answer itself."""
    kind, children = node["type"], node["children"]
    if kind == "field":
        yield node["value"]
    elif kind in FROM_THE_LEFT:
        yield from _roots(children[0])
    elif kind != "expref":
        for child in children:
            yield from _roots(child)
