"""The office's working days, for doors that ask at every message."""

from threading import Lock
from time import monotonic

from content.registers.working_days import OfficeDays
from content.store.store import Store

FRESH = 60
"""Seconds for which what was read is believed; after them a change made by another process is seen."""


class Calendar:
    """Read from the database once a minute, whoever asks."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._read: tuple[float, OfficeDays] | None = None

    def days(self) -> OfficeDays:
        read = self._read
        if read is None or monotonic() - read[0] >= FRESH:
            with self._lock:  # one reads, the others wait for it
                read = self._read
                if read is None or monotonic() - read[0] >= FRESH:
                    with self._store.glance() as work:
                        read = self._read = (monotonic(), work.holidays.calendar())
        return read[1]

    def forget(self) -> None:
        self._read = None
