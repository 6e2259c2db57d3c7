"""What a visitor is to be told later, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """DUE waits for its turn; BEGUN was written down before it is sent, so that nothing is ever sent twice."""

    DUE = "due"
    BEGUN = "begun"
    SENT = "sent"
    LAPSED = "lapsed"
    FAILED = "failed"
    UNSURE = "unsure"

    @property
    def chinese(self) -> str:
        return STATE_WORDS[self]


STATE_WORDS: Mapping[State, str] = {
    State.DUE: "等待告知",
    State.BEGUN: "正在告知",
    State.SENT: "已在微信告知",
    State.LAPSED: "未能在微信告知",
    State.FAILED: "告知失败",
    State.UNSURE: "不确定是否已告知",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """`about` names the subject (`letter:12345678`), "" = only a late answer; `says`: why it is in its state.

    `settled_at`: since when it is, None = it has not been tried yet.
    """

    id: int
    visitor: str
    text: str
    about: str
    state: State
    made_at: datetime
    settled_at: datetime | None
    says: str
