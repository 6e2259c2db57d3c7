"""What is known of messages before they are answered, and what of them is kept."""

import time
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from sqlalchemy import text

from content.store.heard import Hear
from content.store.store import TRUSTED_SECONDS, Store
from content.visitors import Memory

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LONG_AGO = NOW - timedelta(minutes=5)
on_postgresql = pytest.mark.parametrize(
    "databases", [pytest.param("postgresql", marks=pytest.mark.part("postgresql"))], indirect=True
)


def test_all_that_is_known_of_a_batch_comes_at_once(store: Store) -> None:
    with store.write() as work:
        assert work.heard.keep([Hear("1", "oA", "message", "“好”\n"), Hear("2", "oB", "press", None)], NOW) == 2
        assert work.visitors.keep([("oA", Memory("again", "2", {"says": "停水"}), 0)], NOW) == 1
    with store.glance() as work:
        known = work.heard.before([("1", "oA"), ("3", "oA"), ("4", "oB"), ("5", "oC")], LONG_AGO)
        assert work.heard.before([("4", "oB")], NOW + timedelta(seconds=1)).at_work == set()
    assert {key: answer.reply for key, answer in known.answers.items()} == {"1": "“好”\n"}
    assert known.visitors.keys() == {"oA"}
    assert known.visitors["oA"].memory == Memory("again", "2", {"says": "停水"}, NOW)
    assert known.at_work == {"oB"}


def test_of_two_who_change_the_same_memory_the_second_changes_nothing(store: Store) -> None:
    with store.write() as work:
        assert work.visitors.keep([("oA", Memory("first"), 0), ("oB", Memory("first"), 0)], NOW) == 2
        assert work.visitors.keep([("oA", Memory("second"), 0), ("oB", Memory("second"), 1)], NOW) == 1
        known = work.heard.before([("", "oA"), ("", "oB")], LONG_AGO).visitors
    assert (known["oA"].memory.dialogue, known["oB"].memory.dialogue) == ("first", "second")
    assert known["oB"].version == 2


@on_postgresql
def test_a_look_at_a_few_messages_never_reads_whole_tables(store: Store) -> None:
    """A plan made while the tables were small is kept, and would be slower with each message."""
    with store.write() as work:
        for number in range(20):
            work.heard.keep([Hear(str(number), f"o{number}", "message", "")], NOW)
            work.heard.before([(str(number), f"o{number}")], LONG_AGO)
        read = "SELECT sum(seq_scan) FROM pg_stat_xact_user_tables WHERE relname IN ('heard', 'visitors', 'bindings')"
        assert work.session.scalar(text(read)) == 0


@on_postgresql
def test_a_connection_that_broke_while_nobody_used_it_is_replaced(store: Store) -> None:
    with store.read() as work:
        used = work.session.scalar(text("SELECT pg_backend_pid()"))
    line = store.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(line, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", (used,))
    time.sleep(TRUSTED_SECONDS)
    with store.read() as work:
        assert work.session.scalar(text("SELECT pg_backend_pid()")) != used
