"""Templates of a mapping: sandboxed, typed where they are one expression, and looked through before any call."""

import re
from collections.abc import Callable, Iterator, Mapping, Set
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, Undefined, meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from channels.errors import Misconfigured
from channels.rest.filters import FILTERS
from content.lined import Path, dotted

Names = Mapping[str, Any]
Rendered = Callable[[Names], Any]
Shapes = Mapping[str, Set[str]]
"""The names a template may use, each with its attributes; none said = any."""

ONE_EXPRESSION = re.compile(r"\s*\{\{-?(.*?)-?\}\}\s*", re.DOTALL)


class _Omitted:
    """Stands in a tree for a key that is to be left out."""

    def __str__(self) -> str:
        raise TypeError("OMIT 只能单独作一个值，不能夹在文字里")


OMIT = _Omitted()


class Templates:
    """Compiles; gathers faults by their place, so that one does not hide another. A faulty text renders to nothing."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._plain = _environment(escapes=False)
        self._escaping = _environment(escapes=True)
        self.faults: list[tuple[Path, str]] = []

    def tree(self, value: Any, place: Path, shapes: Shapes) -> Rendered:
        """Of dicts, lists and leaves; what is OMIT is left out."""
        if isinstance(value, Mapping):
            inner = {key: self.tree(one, (*place, key), shapes) for key, one in value.items()}
            return lambda names: {key: made for key, one in inner.items() if (made := one(names)) is not OMIT}
        if isinstance(value, list | tuple):
            parts = [self.tree(one, (*place, number), shapes) for number, one in enumerate(value)]
            return lambda names: [made for one in parts if (made := one(names)) is not OMIT]
        if isinstance(value, str):
            return self.leaf(value, place, shapes)
        return lambda _names: value

    def leaf(self, source: str, place: Path, shapes: Shapes) -> Rendered:
        """What is one expression keeps its type; anything else is text."""
        if "{" not in source:
            return lambda _names: source
        parsed = self._parsed(source, place, shapes)
        if parsed is None:
            return _nothing
        if _is_one_expression(parsed) and (inner := ONE_EXPRESSION.fullmatch(source)):
            return self._expression(inner[1], place)
        return self._text(self._plain, source, place)

    def expression(self, source: str, place: Path, shapes: Shapes) -> Rendered:
        """Without braces, as in `if`."""
        if self._parsed(f"{{{{ {source} }}}}", place, shapes) is None:
            return _nothing
        return self._expression(source, place)

    def text(self, source: str, place: Path, shapes: Shapes) -> Rendered:
        return _nothing if self._parsed(source, place, shapes) is None else self._text(self._plain, source, place)

    def xml(self, source: str, place: Path, shapes: Shapes) -> Rendered:
        """Text in which every value is escaped."""
        return _nothing if self._parsed(source, place, shapes) is None else self._text(self._escaping, source, place)

    def _parsed(self, source: str, place: Path, shapes: Shapes) -> nodes.Template | None:
        try:
            parsed = self._plain.parse(source)
            self._plain.compile(parsed)
            parsed = self._plain.parse(source)
        except TemplateSyntaxError as error:
            self.faults.append((place, f"{_in_words(error)}：{_line(source, error.lineno)}"))
            return None
        wrong = list(_unknown(parsed, source, shapes))
        self.faults += [(place, says) for says in wrong]
        return None if wrong else parsed

    def _expression(self, source: str, place: Path) -> Rendered:
        compiled = self._plain.compile_expression(source.strip(), undefined_to_none=False)

        def render(names: Names) -> Any:
            value = self._guarded(lambda: compiled(OMIT=OMIT, **names), place)
            if isinstance(value, Undefined):
                raise self._broken(place, f"“{source.strip()}”没有值")
            return value

        return render

    def _text(self, environment: ImmutableSandboxedEnvironment, source: str, place: Path) -> Rendered:
        compiled = environment.from_string(source)
        return lambda names: str(self._guarded(lambda: compiled.render(OMIT=OMIT, **names), place))

    def _guarded(self, render: Callable[[], Any], place: Path) -> Any:
        try:
            return render()
        except SecurityError:
            raise self._broken(place, "用了不允许的属性") from None
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            # Not chained: the cause's frames hold secrets.
            raise self._broken(place, f"{type(error).__name__}：{error}") from None

    def _broken(self, place: Path, why: str) -> Misconfigured:
        return Misconfigured(f"映射“{self._name}”的 {dotted(place)} 算不出来（{why}），请改好映射文件。")


def _environment(*, escapes: bool) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=escapes, finalize=_finalized, keep_trailing_newline=True
    )
    environment.filters.update(FILTERS)
    environment.globals = {}
    return environment


def _finalized(value: Any) -> Any:
    """Nothing is written as nothing, yes and no as JSON and most forms have them."""
    if isinstance(value, bytes):
        raise TypeError("文件内容要先经过 base64 才能放进文字")
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def _nothing(_names: Names) -> Any:
    return None


def _is_one_expression(parsed: nodes.Template) -> bool:
    outputs = [node for node in parsed.body if isinstance(node, nodes.Output)]
    inner = [one for node in outputs for one in node.nodes if not _is_blank(one)]
    return len(outputs) == len(parsed.body) and len(inner) == 1 and not isinstance(inner[0], nodes.TemplateData)


def _is_blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.TemplateData) and not node.data.strip()


def _unknown(parsed: nodes.Template, source: str, shapes: Shapes) -> Iterator[str]:
    """Names and attributes that will never have a value."""
    known = sorted(name for name in shapes if "." not in name)
    for name in sorted(meta.find_undeclared_variables(parsed) - {*shapes, "OMIT"}):
        place = next((node.lineno for node in parsed.find_all(nodes.Name) if node.name == name), 1)
        yield f"这里没有“{name}”，可用的有：{'、'.join(known)}：{_line(source, place)}"
    for node in parsed.find_all((nodes.Getattr, nodes.Getitem)):
        yield from _unknown_attribute(node, source, shapes)


def _unknown_attribute(node: nodes.Node, source: str, shapes: Shapes) -> Iterator[str]:
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        owner, attribute = _dotted_name(node.node), _attribute(node)
        known = shapes.get(owner or "")
        if known and attribute is not None and attribute not in known:
            has = "、".join(sorted(known))
            yield f"“{owner}”没有“{attribute}”，可用的有：{has}：{_line(source, node.lineno)}"


def _line(source: str, number: int) -> str:
    """Of a template of several lines, the one that is meant."""
    lines = source.splitlines() or [""]
    return lines[min(number, len(lines)) - 1].strip()[:80]


def _dotted_name(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        owner, attribute = _dotted_name(node.node), _attribute(node)
        return f"{owner}.{attribute}" if owner and attribute else None
    return None


def _attribute(node: nodes.Getattr | nodes.Getitem) -> str | None:
    if isinstance(node, nodes.Getattr):
        return node.attr
    return node.arg.value if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str) else None


def _in_words(error: TemplateSyntaxError) -> str:
    said = str(error.message)
    if said.startswith("No filter named"):
        return f"没有 {said.split(chr(39))[1]} 这个过滤器"
    return f"模板写得不完整或多了符号（{said}）"
