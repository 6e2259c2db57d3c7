"""Reads a mapping's file: every fault in it told by line and key, in words, before anything is sent."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from channels.rest.compiled import Described, compiled
from channels.rest.mapping import SiteMapping
from content import lined
from content.lined import Fault, Lined

SHIPPED = Path(__file__).with_name("mappings")
NAMED = re.compile(r"[a-z0-9_]+")
SAYS: Mapping[str, str] = {
    "missing": "没有写，这一项必须有",
    "string_type": "应是一段文字（数字要加引号）",
    "string_pattern_mismatch": "写法不对，应符合 {pattern}",
    "int_type": "应是整数",
    "int_parsing": "应是整数",
    "bool_type": "应写 true 或 false",
    "bool_parsing": "应写 true 或 false",
    "greater_than": "应大于 {gt}",
    "too_short": "至少要有 {min_length} 项",
    "union_tag_not_found": "没有写 kind",
    "union_tag_invalid": "没有“{tag}”这一种，可用的有 {expected_tags}",
}
A_LIST = frozenset({"list_type", "tuple_type", "sequence_type", "sequence_str"})
A_GROUP = frozenset({"dict_type", "mapping_type", "model_type", "model_attributes_type"})


class MappingFaults(Exception):
    """Everything wrong with a mapping at once."""

    def __init__(self, place: Path, faults: Iterable[Fault]) -> None:
        self.place = place
        self.faults = sorted(faults, key=lambda fault: fault.line)
        super().__init__("\n".join(f"{place.name} {fault}" for fault in self.faults))


class _Loader(yaml.SafeLoader):
    """Numbers, true, false and nothing are themselves; dates, times and words such as `on` stay text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # the library declares it so, and replaces it per class


_Loader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"^(?:<<)$"), ["<"])
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^(?:0|-?[1-9][0-9]*)$"), list("-0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^-?[0-9]+\.[0-9]+$"), list("-0123456789"))


def place_of(named: str) -> Path:
    """One of those shipped by its name (`wordpress`), else the file of that name."""
    return SHIPPED / f"{named}.yaml" if NAMED.fullmatch(named) else Path(named)


def shipped() -> list[str]:
    return sorted(path.stem for path in SHIPPED.glob("*.yaml"))


def read(place: Path) -> Described:
    """Raises MappingFaults."""
    try:
        text = place.read_bytes().decode("utf-8-sig")
    except OSError:
        near = f"；随附的有：{'、'.join(shipped())}" if place.parent == SHIPPED else ""
        raise MappingFaults(place, [Fault(0, "", f"找不到映射文件 {place}{near}")]) from None
    except UnicodeDecodeError:
        raise MappingFaults(place, [Fault(0, "", "不是 UTF-8 编码，请另存为 UTF-8")]) from None
    return parsed(text, place)


def parsed(text: str, place: Path) -> Described:
    """Raises MappingFaults."""
    lines = lined.read(text, aliases=True)
    if lines.faults or not isinstance(lines.value, dict):
        raise MappingFaults(place, lines.faults or [Fault(1, "", lined.no_fields(lines.value))])
    try:
        mapping = SiteMapping.model_validate(yaml.load(text, _Loader))  # noqa: S506  # a SafeLoader that knows fewer types
    except ValidationError as error:
        told = {str(one): one for one in (_fault(detail, lines) for detail in _worth_telling(error))}
        raise MappingFaults(place, told.values()) from None
    described = compiled(mapping)
    if described.faults:
        raise MappingFaults(place, [lines.fault(path, says) for path, says in described.faults])
    return described


def _worth_telling(error: ValidationError) -> list[ErrorDetails]:
    """Of a value that may be one of several kinds, only what is wrong with the nearest: that went deepest."""
    details = error.errors(include_url=False, include_input=False)
    steps = {detail["loc"][:2] for detail in details if len(detail["loc"]) > 3}
    return [detail for detail in details if len(detail["loc"]) > 3 or detail["loc"][:2] not in steps]


def _fault(detail: ErrorDetails, lines: Lined) -> Fault:
    path = _as_written(detail["loc"], lines.value)
    if detail["type"] == "extra_forbidden":
        return lines.fault(path, f"没有这一项{_near(str(path[-1]))}")
    return lines.fault(path, _says(detail))


def _as_written(loc: tuple[int | str, ...], value: Any) -> lined.Path:
    """Without pydantic's names of the kinds that it tried."""
    path: list[int | str] = []
    for number, step in enumerate(loc):
        is_there = isinstance(value, dict) and step in value
        if isinstance(step, int) and isinstance(value, list) and step < len(value):
            is_there = True
        if is_there:
            path.append(step)
            value = value[step]
        elif number == len(loc) - 1 and isinstance(value, dict):
            path.append(step)
    return tuple(path)


def _near(word: str) -> str:
    known = {key for model in _models() for key in model}
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"，是不是想写“{near[0]}”？" if near else ""


def _models() -> list[list[str]]:
    schema = SiteMapping.model_json_schema(by_alias=True)
    return [list(part.get("properties", {})) for part in (schema, *schema["$defs"].values())]


def _says(detail: ErrorDetails) -> str:
    context: Mapping[str, Any] = detail.get("ctx", {})
    if detail["type"] in {"literal_error", "enum"}:
        return "只能写 " + str(context["expected"]).replace("'", "").replace(", ", "、").replace(" or ", " 或 ")
    if detail["type"] == "value_error":
        return str(context["error"])
    if detail["type"] in A_LIST:
        return "应是列表，每一项前面是“- ”"
    if detail["type"] in A_GROUP:
        return "应是一组“名称: 值”"
    return SAYS.get(detail["type"], "写得不对，请对照 docs/mappings.md 修改").format_map(context)
