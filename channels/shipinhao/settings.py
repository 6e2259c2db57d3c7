"""Settings of a 视频号 account."""

from typing import Literal

from channels.handover import HandOverSettings


class Settings(HandOverSettings):
    """`account`: the 视频号's name, as the public sees it."""

    kind: Literal["shipinhao"]
