"""What every kind's settings share."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from content.lined import Path
from content.secret import Secret

DAILY = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _as_secret(value: Any) -> Any:
    return Secret(value) if isinstance(value, str) else value


SecretText = Annotated[Secret, BeforeValidator(_as_secret), PlainSerializer(str)]
"""A text in the settings that is shown as `•••` from the moment it is read."""


def _daily(value: str) -> str:
    if value and not DAILY.fullmatch(value):
        raise ValueError("每天发送的时刻应写作 17:00")
    return value


class ChannelSettings(BaseModel):
    """`kind`, `medium` and the order between channels; a kind adds its own fields. Unknown keys are faults.

    `after`: the channels whose page must be live first. `at`: the daily time (HH:MM, Asia/Shanghai) at which it
    sends, empty = at once. `parallel`: dispatches in flight at a time. `talks`: whether the kind is an account that
    the public can talk to (`channels.talking`); `tells`: whether it may also tell people something afterwards.
    `is_site`: whether it is a website, with a home page and columns.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    talks: ClassVar[bool] = False
    is_site: ClassVar[bool] = False

    @property
    def tells(self) -> bool:
        return False

    def faults(self) -> Iterable[tuple[Path, str]]:
        """What is wrong with it that only shows in other files: a key of the settings, and what to tell."""
        return ()

    kind: str
    medium: str
    after: tuple[str, ...] = ()
    at: Annotated[str, AfterValidator(_daily)] = ""
    parallel: int = Field(default=1, ge=1)


class ByHandSettings(ChannelSettings):
    """Of what a person completes: a claim lasts `lease_minutes`, reminders come after `remind_hours`."""

    lease_minutes: int = Field(default=60, ge=5, le=1440)
    remind_hours: int = Field(default=24, ge=1, le=720)

    @property
    def lease(self) -> timedelta:
        return timedelta(minutes=self.lease_minutes)

    @property
    def age_limit(self) -> timedelta:
        return timedelta(hours=self.remind_hours)
