"""Faults of the settings, and pydantic's complaints turned into words for staff."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from content.lined import Fault, Lined, Path


class SettingsFaults(Exception):  # it carries several faults; each is shown with its line
    """Everything wrong with a settings file at once. No secret's value is ever part of a fault."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: fault.line)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def suggestion(word: str, known: Iterable[str]) -> str:
    """`，是不是想写“media”？`, or nothing when no known word is near."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"，是不是想写“{near[0]}”？" if near else ""


def complaints(error: ValidationError, model: type[BaseModel], settings: Lined, path: Path) -> list[Fault]:
    """Pydantic's errors about the entry at `path` as faults with their lines."""
    return [_fault(detail, model, settings, path) for detail in error.errors(include_url=False, include_input=False)]


def _fault(detail: ErrorDetails, model: type[BaseModel], settings: Lined, path: Path) -> Fault:
    place = (*path, *detail["loc"])
    if detail["type"] == "extra_forbidden":
        known = list(model.model_fields)
        near = suggestion(str(place[-1]), known) or f"，可写的有：{'、'.join(known)}"
        return settings.fault(place, f"没有这个设置{near}")
    return settings.fault(place, _says(detail))


SAYS: Mapping[str, str] = {
    "missing": "没有写，这一项必须有",
    "string_type": "应是一段文字",
    "string_too_short": "太短，至少 {min_length} 个字",
    "string_too_long": "太长，最多 {max_length} 个字",
    "string_pattern_mismatch": "写法不对，应符合 {pattern}",
    "int_type": "应是整数",
    "int_parsing": "应是整数",
    "int_from_float": "应是整数",
    "float_type": "应是数字",
    "float_parsing": "应是数字",
    "decimal_parsing": "应是数字",
    "bool_type": "应写 true 或 false",
    "bool_parsing": "应写 true 或 false",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than": "应小于 {lt}",
    "less_than_equal": "不能大于 {le}",
    "too_short": "至少要有 {min_length} 项",
    "too_long": "最多 {max_length} 项",
    "list_type": "应是列表，写作 [甲, 乙]",
    "tuple_type": "应是列表，写作 [甲, 乙]",
    "set_type": "应是列表，写作 [甲, 乙]",
    "frozen_set_type": "应是列表，写作 [甲, 乙]",
    "dict_type": "应是一组“名称: 值”",
    "model_type": "应是一组“名称: 值”",
    "model_attributes_type": "应是一组“名称: 值”",
    "mapping_type": "应是一组“名称: 值”",
    "path_type": "应是文件或文件夹的路径",
    "time_parsing": "应是时刻，写作 17:00",
    "date_parsing": "应是日期，写作 2026-03-02",
    "date_from_datetime_parsing": "应是日期，写作 2026-03-02",
    "time_delta_parsing": "应是时长，写作 00:30:00",
    "url_parsing": "不是完整的网址，应以 https:// 开头",
    "url_scheme": "网址应以 {expected_schemes} 开头",
    "is_instance_of": '应写成环境变量的样子："${{名称}}"',
}


def _says(detail: ErrorDetails) -> str:
    context: Mapping[str, Any] = detail.get("ctx", {})
    if detail["type"] in {"literal_error", "enum"}:
        return "只能写 " + str(context["expected"]).replace("'", "").replace(", ", "、").replace(" or ", " 或 ")
    if detail["type"] in {"value_error", "assertion_error"}:
        return str(context["error"])
    return SAYS.get(detail["type"], "写得不对，请对照示例修改").format_map(context)
