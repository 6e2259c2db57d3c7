"""What an office may choose of how its report says things. Light, for the settings are read at every start."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

PIECE = "条"
WAYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "当面": ("当面",),
        "信函": ("邮寄", "平信"),
        "传真": ("传真",),
        "网络": ("网上", "微信"),
        "电子邮件": ("电子邮件",),
    }
)
"""How the report calls the ways in which applications come, and which of the register's each takes."""


class Wording(StrEnum):
    """`plain`: 截至2020年12月底，…总计…条。其中，… as the zone's report of 2020; `noted`: 全年…, with how it counts."""

    PLAIN = "plain"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class MediumWords:
    """What stands before a medium's number ("" = 通过…公开信息) and after it (条, 篇, 次, …)."""

    words: str = ""
    unit: str = PIECE

    def says(self, medium: str, count: int) -> str:
        return f"{self.words or f'通过{medium}公开信息'}{count}{self.unit}"
