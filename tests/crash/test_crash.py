"""Killed again and again, nothing is lost and nothing is public twice. More of it: `make crash KILLS=100`."""

from pathlib import Path

import pytest

from .agreement import disagreements
from .run import TROUBLES, kill_and_check, opened
from .scene import scene


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.part("postgresql"))])
def test_twenty_kills_lose_nothing_and_publish_nothing_twice(tmp_path: Path, database: str) -> None:
    with opened(database, tmp_path) as office:
        assert kill_and_check(office, kills=20, seed=20260302) == []


@pytest.mark.parametrize("trouble", ["lost", "refused"])
def test_nor_do_kills_on_a_platforms_bad_day(tmp_path: Path, trouble: str) -> None:
    with scene(tmp_path) as office:
        assert kill_and_check(office, kills=8, seed=20260303, trouble=TROUBLES[trouble], items=12) == []


def test_of_two_workers_one_dies_for_good(tmp_path: Path) -> None:
    with scene(tmp_path) as office:
        office.order(12)
        dying, staying = office.start_worker(), office.start_worker()
        for worker in (dying, staying):
            office.wait_ready(worker)
        office.confirm_some(2)
        office.kill(dying)
        assert office.wait_until_live(120)
        assert disagreements(office) == []
