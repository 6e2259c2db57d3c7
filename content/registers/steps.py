"""What was done with an application between its receipt and its answer: 补正, opinions asked for, extension, fee.

Source: 政府信息公开条例 第三十条, 第三十二条 to 第三十四条, 第四十二条. Days are those of Asia/Shanghai. Pure values.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Asked(StrEnum):
    """Who was asked: somebody whose rights disclosure may hurt (第三十二条), or another office (第三十四条)."""

    THIRD_PARTY = "第三方"
    OFFICE = "其他机关"


class Answer(StrEnum):
    """What they said. Silence of a third party leaves it to the office; that of another office is consent."""

    AGREES = "同意公开"
    REFUSES = "不同意公开"
    SILENT = "逾期未答复"


class FeeBasis(StrEnum):
    """How it was reckoned (国办函〔2020〕109号): one of the two."""

    BY_PIECE = "按件"
    BY_PAGE = "按量"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """补正, asked for once: what is unclear, and the day until which the applicant is to complete it.

    `late`: asked for after the 7 working days were over. `completed_on`: the day the completed application came.
    """

    asked_on: date
    until: date
    says: str = field(default="", repr=False)
    late: bool = False
    completed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """An opinion asked for: `until`, their last day to give it, 15 working days after the letter reached them.

    `reached_on`: None = the day it was asked for. `answer`: None = nothing was heard yet.
    """

    party: str = field(repr=False)
    asked: Asked
    asked_on: date
    until: date
    reached_on: date | None = None
    answer: Answer | None = None
    answered_on: date | None = None
    says: str = field(default="", repr=False)

    @property
    def is_open(self) -> bool:
        return self.answer is None

    @property
    def ended_on(self) -> date:
        """The day the clock runs on from: the opinion came, at the latest the end of its term."""
        return min(self.answered_on or self.until, self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """Once, by at most 20 working days, with the consent of the person at the head of the office for disclosure."""

    on: date
    days: int
    approved_by: str
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """信息处理费: how much (`fen`, in 分) the notice says, and until when. Paid, waived, or neither yet."""

    noticed_on: date
    basis: FeeBasis
    fen: int
    until: date
    paid_on: date | None = None
    waived_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.paid_on is None and self.waived_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """All of it. What is None, or empty, was not done."""

    supplement: Supplement | None = None
    consultations: tuple[Consultation, ...] = ()
    extension: Extension | None = None
    fee: Fee | None = None

    @property
    def awaits_supplement(self) -> bool:
        return self.supplement is not None and self.supplement.completed_on is None

    @property
    def awaits_fee(self) -> bool:
        return self.fee is not None and self.fee.is_open

    @property
    def open_consultations(self) -> tuple[Consultation, ...]:
        return tuple(one for one in self.consultations if one.is_open)

    def days(self) -> Iterator[date]:
        """Every day on which something was done."""
        one: Any
        for one in (self.supplement, *self.consultations, self.extension, self.fee):
            for name in DONE_ON:
                if (on := getattr(one, name, None)) is not None:
                    yield on

    def as_record(self) -> dict[str, Any]:
        """As JSON, without what was not done."""
        return {one.name: record for one in fields(self) if (record := _record(getattr(self, one.name)))}

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> "Steps":
        single = {name: _of(kind, record[name]) for name, kind in SINGLE.items() if record.get(name)}
        several = tuple(_of(Consultation, one) for one in record.get("consultations", ()))
        return cls(**single, consultations=several)


SINGLE: Mapping[str, type] = MappingProxyType({"supplement": Supplement, "extension": Extension, "fee": Fee})
DONE_ON = ("asked_on", "completed_on", "reached_on", "answered_on", "on", "noticed_on", "paid_on", "waived_on")
READERS: Mapping[str, Any] = MappingProxyType(
    dict.fromkeys((*DONE_ON, "until"), date.fromisoformat) | {"asked": Asked, "answer": Answer, "basis": FeeBasis}
)


def _record(value: Any) -> Any:
    if value is None or isinstance(value, tuple):
        return [_record(one) for one in value or ()]
    return {one.name: _plain(said) for one in fields(value) if (said := getattr(value, one.name)) is not None}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _of(kind: type, record: Mapping[str, Any]) -> Any:
    return kind(**{name: READERS.get(name, _same)(value) for name, value in record.items()})


def _same(value: Any) -> Any:
    return value


NAMES = tuple(one.name for one in fields(Steps))
NONE = Steps()
