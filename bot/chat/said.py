"""What somebody said or did in the chat, in no platform's words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    TEXT = "text"
    PICTURE = "picture"
    VOICE = "voice"
    VIDEO = "video"
    PLACE = "place"
    LINK = "link"
    PRESSED = "pressed"
    SCANNED = "scanned"
    FOLLOWED = "followed"
    LEFT = "left"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """`text`: what was typed, a button's key, a link's title, a place's name. `media`: the platform's id of a picture,
    voice or video, to be fetched within three days. `latitude`, `longitude` in degrees, of a place.
    """

    kind: Kind
    at: datetime
    text: str = ""
    url: str = ""
    media: str = ""
    latitude: float | None = None
    longitude: float | None = None
