"""A short run of the door's crash test on each database; `make crash` does more."""

from pathlib import Path

from tests.crash.door import try_it


def test_a_door_that_is_killed_does_nothing_twice_and_keeps_what_it_answered(tmp_path: Path, address: str) -> None:
    database = "" if address.startswith("sqlite") else address
    found, numbers = try_it(tmp_path, database, messages=180, kills=2, seed=1)
    assert not found
    assert numbers
