"""An application as a clerk writes it down from paper: YAML, JSON or single fields, every fault told at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from content.cells import moment_in
from content.lined import Fault, Lined, no_fields
from content.registers.applications import WORDS, ApplicantKind, Draft, Way

FIELDS = (*Draft.__dataclass_fields__, "submitted_at")
NAMES: Mapping[str, str] = MappingProxyType({WORDS[name]: name for name in FIELDS})
READERS: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {"way": Way, "applicant_kind": ApplicantKind, "submitted_at": moment_in}
)
CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType({"way": tuple(Way), "applicant_kind": tuple(ApplicantKind)})


@dataclass(frozen=True, slots=True)
class Paper:
    """`submitted_at`: None where it does not say."""

    draft: Draft
    submitted_at: datetime | None = None


def name_of(word: str) -> str:
    """The field's name, for it or for the word staff know it by; "" for a stranger."""
    return word if word in FIELDS else NAMES.get(word, "")


def read(lined: Lined) -> tuple[Paper | None, list[Fault]]:
    """The paper, or every fault with its line: fields nobody knows, words that are none of the choices."""
    faults = list(lined.faults)
    if not isinstance(lined.value, dict):
        return None, faults or [lined.fault((), no_fields(lined.value))]
    values: dict[str, Any] = {}
    for key, value in lined.value.items():
        if says := _take(values, key, value):
            faults.append(lined.fault((key,), says))
    if "way" not in values and not any(fault.key in ("way", WORDS["way"]) for fault in faults):
        faults.append(lined.fault((), f"没有写申请方式（way）：{'、'.join(Way)}"))
    if faults:
        return None, faults
    return Paper(submitted_at=values.pop("submitted_at", None), draft=Draft(**values)), []


def corrections(given: Mapping[str, str]) -> tuple[dict[str, Any], list[Fault]]:
    """What single fields are to say, by the fields' names; or every fault."""
    values: dict[str, Any] = {}
    faults = [Fault(0, word, says) for word, words in given.items() if (says := _take(values, word, words))]
    return values, faults


def _take(values: dict[str, Any], key: str, value: Any) -> str:
    """What is wrong with it; else it is among the values."""
    name = name_of(key)
    if not name:
        near = get_close_matches(key, [*FIELDS, *NAMES], n=1)
        return f"没有这一项，{f'是不是“{near[0]}”' if near else '可写的有：' + '、'.join(NAMES)}"
    if name in values:
        return f"写了两次（{WORDS[name]}、{name} 是一项）"
    if value is None:
        return ""
    if not isinstance(value, str):
        return "只能写一段文字"
    try:
        values[name] = READERS.get(name, str)(value.strip())
    except ValueError as error:
        choices = CHOICES.get(name)
        return f"“{value}”不能用，可写：{'、'.join(choices)}" if choices else str(error)
    return ""
