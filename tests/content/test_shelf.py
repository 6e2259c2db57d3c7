"""What is built upon the shelf: a secret that all machines share."""

from datetime import UTC, datetime, timedelta

import pytest

from content.shelf import shared_secret
from content.store.store import Store

NOW = datetime(2025, 3, 3, 4, tzinfo=UTC)
DAY = timedelta(days=1)


class KeepsNothing:
    def get(self, key: str, now: datetime) -> str | None:
        return None

    def put(self, key: str, value: str, until: datetime) -> None:
        pass

    def swap(self, key: str, old: str | None, new: str, *, until: datetime, now: datetime) -> bool:
        return False

    def drop(self, key: str) -> None:
        pass


def test_a_secret_is_the_same_for_all_until_it_lapses(store: Store) -> None:
    first = shared_secret(store.shelf, "salt", lasts=DAY, now=NOW)
    assert len(first) == 64
    assert shared_secret(store.shelf, "salt", lasts=DAY, now=NOW + DAY / 2) == first
    assert shared_secret(store.shelf, "other", lasts=DAY, now=NOW) != first
    assert shared_secret(store.shelf, "salt", lasts=DAY, now=NOW + 2 * DAY) != first


def test_nobody_has_a_secret_alone_where_the_shelf_keeps_none() -> None:
    with pytest.raises(RuntimeError, match="salt"):
        shared_secret(KeepsNothing(), "salt", lasts=DAY, now=NOW)
