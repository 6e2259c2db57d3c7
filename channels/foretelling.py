"""Channels that know beforehand what their platform lets nobody do by a call, and what stays to be seen."""

from typing import Protocol, runtime_checkable

from channels.channel import Channel
from content.delivery import Act


@runtime_checkable
class Foretells(Channel, Protocol):
    """Tells whoever is about to order an act what will come of it on this very account."""

    def foretell(self, act: Act) -> str:
        """In words for staff; "" where the act is simply done."""
