"""Settings of the press: there is nothing to set but what every channel has."""

from typing import Literal

from channels.settings import ChannelSettings


class Settings(ChannelSettings):
    kind: Literal["press"]
