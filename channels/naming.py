"""What staff call one of several channels of the same medium."""

from typing import Protocol, runtime_checkable

from channels.channel import Channel


@runtime_checkable
class NamesSite(Channel, Protocol):
    """A website that has a name of its own, beside its medium."""

    @property
    def site_name(self) -> str:
        """In words for staff."""
        ...
