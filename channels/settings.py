"""What every kind's settings share."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from content.secret import Secret


def _as_secret(value: Any) -> Any:
    return Secret(value) if isinstance(value, str) else value


SecretText = Annotated[Secret, BeforeValidator(_as_secret), PlainSerializer(str)]
"""A text in the settings that is shown as `•••` from the moment it is read."""


class ChannelSettings(BaseModel):
    """`kind`, `medium` and the order between channels; a kind adds its own fields. Unknown keys are faults.

    `after`: the channels whose page must be live first. `at`: the daily time (HH:MM, Asia/Shanghai) at which it
    sends, empty = at once. `parallel`: dispatches in flight at a time.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    kind: str
    medium: str
    after: tuple[str, ...] = ()
    at: str = ""
    parallel: int = 1
