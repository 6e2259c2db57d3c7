"""Menus that accounts had before another one was pushed, so that they can be brought back."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from content.tables import MenuRow

Buttons = list[dict[str, Any]]


class Menus:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, channel: str, buttons: Buttons, by: str, now: datetime) -> None:
        """What the channel has now, before `by` pushes another."""
        self._session.add(MenuRow(channel=channel, buttons=buttons, by=by, at=now))
        self._session.flush()

    def kept(self, channel: str) -> Iterator[tuple[Buttons, datetime]]:
        """Newest first, with when they were replaced."""
        query = select(MenuRow).where(col(MenuRow.channel) == channel).order_by(col(MenuRow.id).desc())
        for row in self._session.scalars(query):
            yield row.buttons, row.at
