"""What a platform tells by itself about what it holds. A channel that hears it is known by `isinstance`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

from channels.channel import Channel
from content.receipt import Receipt


@runtime_checkable
class HearsNews(Channel, Protocol):
    """Its platform tells by itself what became of something held; polling finds it too, only later."""

    def is_news(self, news: Mapping[str, Any]) -> bool:
        """Whether it may be about something held: `news` is what the platform pushed, in its own names."""

    def hear(self, news: Mapping[str, Any], held: Sequence[Receipt], now: datetime) -> list[Receipt]:
        """Those of the held receipts that it changes, as they are now."""
