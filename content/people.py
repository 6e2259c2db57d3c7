"""The people of the office: who may do what."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

ROLES = (
    "信息员",
    "初审",
    "复审",
    "终审",
    "保密审查员",
    "发布员",
    "上传员",
    "信箱员",
    "依申请公开",
    "统计",
    "管理员",
)
"""A review step's name is the role that may do it; settings may name steps (and so roles) beyond these."""


@dataclass(frozen=True, slots=True)
class Person:
    """Known by `name`, which is unique; somebody who left stays known and is not `active`.

    `units` and `columns` are what items the roles are for, none = for those of every unit, in every column.
    """

    name: str
    unit: str
    roles: frozenset[str] = frozenset()
    active: bool = True
    units: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()

    def may(self, *roles: str) -> bool:
        """Whether the person is active and has any of the roles."""
        return self.active and not self.roles.isdisjoint(roles)

    def covers(self, unit: str, column: str) -> bool:
        """Whether the roles are for items of this unit in this column."""
        return (not self.units or unit in self.units) and (not self.columns or column in self.columns)

    @property
    def scope(self) -> str:
        """What the roles are for, in words; "" = for everything."""
        of = [f"{'、'.join(sorted(self.units))}的"] if self.units else []
        filed = [f"“{'、'.join(sorted(self.columns))}”栏目的"] if self.columns else []
        return "".join([*of, *filed])


def objection_to(person: Person, unit: str, column: str) -> str:
    """Why somebody may do nothing with items of this unit in this column, in words; "" where they may."""
    if person.covers(unit, column):
        return ""
    return f"{person.name}只办理{person.scope}稿件，这一篇是{unit}的，栏目是“{column}”。"


def name_of(text: str) -> str:
    """A name as it is kept: blanks around it, and between Chinese characters, make nobody else of it."""
    text = " ".join(normalize("NFKC", text).split())
    return re.sub(r"(?<=[\u4e00-\u9fff·]) (?=[\u4e00-\u9fff·])", "", text)


def unknown_roles(roles: Iterable[str], steps: Iterable[str] = ()) -> list[str]:
    """Those that are neither of ROLES nor a review step of the settings."""
    known = {*ROLES, *steps}
    return [role for role in roles if role not in known]
