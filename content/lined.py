"""YAML whose every value knows its line, so that faults can be told to the person who wrote it.

Scalars stay text as written, except `true`, `false` and nothing: whoever reads a field knows what it should be,
and `at: 17:00`, `code: 0012` or a date come through unharmed.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

Path = tuple[str | int, ...]
DEEPEST = 20
LARGEST = 200_000
SLIPS = re.compile(r"^(?P<name>[A-Za-z_]+|[\u4e00-\u9fff]+)[ \t]*(?:：[ \t]*|:(?=\S))", re.MULTILINE)
COLON = "名称后面要用英文冒号“:”，再空一格"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file people write: `line` from 1 (0 = the whole file), `key` like `channels.wechat.at`."""

    line: int
    key: str
    says: str

    def __str__(self) -> str:
        place = f"第{self.line}行 " if self.line else ""
        return f"{place}{self.key}：{self.says}" if self.key else f"{place}{self.says}"


@dataclass(frozen=True, slots=True)
class Lined:
    """`value` is made of dict, list, str, bool and None; `lines` gives the line of every path into it."""

    value: Any
    lines: dict[Path, int]
    faults: tuple[Fault, ...] = ()

    def line(self, *path: str | int) -> int:
        """The line of the value at `path`, or of the nearest thing around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 0

    def fault(self, path: Path, says: str) -> Fault:
        return Fault(self.line(*path), dotted(path), says)


def dotted(path: Sequence[str | int]) -> str:
    """`("columns", 0, "slug")` as people read it: `columns[1].slug`."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def read(text: str, first_line: int = 1, *, known: Collection[str] = (), aliases: bool = False) -> Lined:
    """Read one YAML document. Text that is not YAML gives `value` None and one fault; never raises.

    `aliases`: it may refer to other values (`*name`), as files of administrators do. After a name of `known`, a
    full-width colon, or none of the blank that YAML wants, is no reason to send it back.
    """
    if len(text) > LARGEST:
        return Lined(None, {}, (Fault(first_line, "", "内容太长，请检查是不是选错了文件"),))
    text = SLIPS.sub(lambda slip: f"{slip['name']}: " if slip["name"] in known else slip[0], text)
    try:
        node = yaml.compose(text, Loader=_WithAliases if aliases else _Loader)
    except yaml.YAMLError as error:
        return Lined(None, {}, (_in_words(error, text, first_line),))
    reading = _Reading(first_line)
    value = None if node is None else reading.value(node, ())
    return Lined(value, reading.lines, tuple(reading.faults))


def no_fields(value: Any) -> str:
    """What is wrong with a file that should say one thing by its fields, and has none."""
    if isinstance(value, str) and "：" in value:
        return f"{COLON}，现在是中文冒号“：”"
    return f"{'没有内容' if value is None else '看不出各项'}，应是一行一个“名称: 内容”"


class _Loader(yaml.SafeLoader):
    """Resolves nothing but true, false and nothing; refuses references to other values and bottomless nesting."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # the library declares it so, and replaces it per class
    depth = 0
    aliases = False

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent) and not self.aliases:
            self._refuse("alias")
        self.depth += 1
        if self.depth > DEEPEST:
            self._refuse("depth")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def _refuse(self, what: str) -> None:
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # the library's stubs leave it untyped
        raise yaml.composer.ComposerError(None, None, what, mark)


class _WithAliases(_Loader):
    aliases = True


class _Reading:
    """Walks the composed nodes once, noting lines and keys that stand twice."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []

    def value(self, node: Any, path: Path) -> Any:
        self.lines.setdefault(path, self._line(node))
        if isinstance(node, yaml.MappingNode):
            return dict(self._entries(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(inner, (*path, place)) for place, inner in enumerate(node.value)]
        return _scalar(node)

    def _entries(self, node: Any, path: Path) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), self._line(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.faults.append(Fault(line, dotted(path), "名称只能是一个词，值里有花括号或方括号时要放进引号"))
                continue
            if key in seen:
                self.faults.append(Fault(line, dotted((*path, key)), f"写了两次，上一次在第{seen[key]}行"))
                continue
            seen[key] = self.lines[(*path, key)] = line
            yield key, self.value(value_node, (*path, key))

    def _line(self, node: Any) -> int:
        return int(node.start_mark.line) + self.first_line


NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
YES_NO = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def _scalar(node: Any) -> str | bool | None:
    text = str(node.value)
    if node.style is not None:
        return text
    if text in NOTHING:
        return None
    return YES_NO.get(text, text)


ADVICE = (
    ("\\t", "缩进请用空格，不要用 Tab 键"),
    ("mapping values are not allowed", "值里有英文冒号，或上一行没有写完；请把整个值放进引号里"),
    ("could not find expected ':'", "这一行不是“名称: 值”的样子（英文冒号，后面空一格）"),
    ("alias", "值以 * 或 & 开头时，要把整个值放进引号里"),
    ("while scanning an anchor", "值以 * 或 & 开头时，要把整个值放进引号里"),
    ("depth", "方括号或花括号套得太深"),
    ("end of stream", "引号没有配对"),
    ("flow mapping", "花括号 { } 里的内容没有写全，或值里有括号、冒号、逗号而没有加引号"),
    ("flow node", "方括号 [ ] 或花括号 { } 没有写全"),
    ("flow sequence", "方括号 [ ] 里的内容没有写全，或值里有括号、冒号、逗号而没有加引号"),
    ("special characters", "文件里有看不见的控制字符，请删去后重新输入这一行"),
    ("expected <block end>", "缩进没有对齐，或引号、方括号后面还有字；以它们开头的值要整个放进引号里"),
    ("cannot start any token", "值以特殊符号开头，请把整个值放进引号里"),
    ("expected a single document", "“---”只能出现在开头"),
)


WIDE_COLON = re.compile(r"[\s-]*[\w.-]+：")
NO_NAME = ("mapping values are not allowed", "could not find expected ':'")


def _in_words(error: yaml.YAMLError, text: str, first_line: int) -> Fault:
    context = str(getattr(error, "context", ""))
    # A quotation mark that is never closed is told where it opens, not where the file ends.
    mark = getattr(error, "context_mark" if "quoted scalar" in context else "problem_mark", None)
    place = mark.line if mark else 0
    said = f"{context} {getattr(error, 'problem', '')} {getattr(error, 'reason', '')}"
    if any(part in said for part in NO_NAME) and (wide := _wide_colon(text, place)) is not None:
        return Fault(first_line + wide, "", COLON)
    advice = next((says for part, says in ADVICE if part in said), "格式不对，请对照示例修改")
    return Fault(first_line + place, "", advice)


def _wide_colon(text: str, place: int) -> int | None:
    """The line whose name a wide colon hides: YAML stumbles there, or only on the next one."""
    lines = text.split("\n")
    return next((near for near in (place - 1, place) if 0 <= near < len(lines) and WIDE_COLON.match(lines[near])), None)
