"""What a channel says it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """The state of one edition at the platform. Only `LIVE` is public, and only `LIVE` counts."""

    HELD = "held"
    LIVE = "live"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    GONE = "gone"

    @property
    def chinese(self) -> str:
        return STANDING_WORDS[self]


STANDING_WORDS: Mapping[Standing, str] = {
    Standing.HELD: "平台已收、未公开",
    Standing.LIVE: "已公开",
    Standing.REFUSED: "平台未通过",
    Standing.WITHDRAWN: "已撤回",
    Standing.GONE: "被平台删除",
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """For one edition on one channel.

    `key` is the delivery's (`2026-00137.2@wechat`). `at` is the moment this standing began, aware UTC, from the
    platform or the evidence. `evidence` holds what the platform said (ids, request ids, a screenshot's hash):
    strings only, never a secret. `says` is for staff where they need a word (why refused, what is awaited).
    """

    key: str
    standing: Standing
    at: datetime
    remote_id: str = ""
    url: str = ""
    says: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)
