"""A database that is gone fills no disk with its absence."""

import logging
import sqlite3

import pytest

from bot.outage import AGAIN_SECONDS, BACK, Outage


def complaint(error: Exception, at: float = 0.0) -> logging.LogRecord:
    raised = (type(error), error, None)
    record = logging.LogRecord("huey.consumer.Worker", logging.ERROR, "x.py", 1, "Error reading from queue", (), raised)
    record.created = at
    return record


def test_an_outage_is_one_line_a_minute_and_its_end_is_told(caplog: pytest.LogCaptureFixture) -> None:
    outage = Outage()
    first = complaint(sqlite3.OperationalError("unable to open database file\nmore"))
    assert outage.filter(first)
    assert first.getMessage().endswith("：unable to open database file")
    assert first.exc_info is None
    passed = [outage.filter(complaint(sqlite3.OperationalError("x"), at / 10)) for at in range(1, 10 * AGAIN_SECONDS)]
    assert not any(passed)
    assert outage.filter(complaint(sqlite3.OperationalError("x"), AGAIN_SECONDS))
    outage.over()
    outage.over()
    assert [record.getMessage() for record in caplog.records] == [BACK]


def test_what_is_no_outage_passes_whole() -> None:
    record = complaint(KeyError("website"))
    assert Outage().filter(record)
    assert record.exc_info is not None
    assert record.getMessage() == "Error reading from queue"
