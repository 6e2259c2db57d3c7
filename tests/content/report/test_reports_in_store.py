"""Frozen reports in the database: versions are added, none is changed or goes away."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from content.log import GENESIS, Head
from content.report.frozen import Frozen
from content.store.store import Store

NOW = datetime(2027, 1, 8, 1, 0, tzinfo=UTC)
HEAD = Head(0, GENESIS)
WRITTEN = '{"year": 2026, "收费": 5949.088667}'


def freeze(store: Store, written: str = WRITTEN, reason: str = "") -> Frozen:
    with store.write() as work:
        return work.reports.add(2026, written, head=HEAD, by="吴九", reason=reason, now=NOW)


def test_a_version_is_kept_to_the_letter_with_a_line_of_the_log_that_proves_it(store: Store) -> None:
    made = freeze(store)
    with store.read() as work:
        (kept,) = work.reports.versions(2026)
        line = work.log.head()
        assert work.log.verify() is None
    assert kept == made
    assert kept.written == WRITTEN
    assert kept.is_whole
    assert line is not None
    assert line.event.digest == kept.digest
    assert line.event.evidence == {"register": "年度报告", "number": "2026年第1版", "act": "冻结"}


def test_a_correction_is_a_new_version_and_both_stay(store: Store) -> None:
    freeze(store)
    corrected = freeze(store, '{"year": 2026, "收费": 5949.09}', "登记更正")
    with store.write() as work:
        work.reports.hand_in(2026, 1, "2027-00003.1", by="吴九", now=NOW)
        work.reports.hand_in(2026, 1, "2027-00003.1", by="吴九", now=NOW)
    with store.read() as work:
        assert work.reports.latest(2026) == corrected
        assert [(one.version, one.reason, one.refs) for one in work.reports.versions(2026)] == [
            (1, "", ("2027-00003.1",)),
            (2, "登记更正", ()),
        ]
        assert work.reports.handed_in(2026) == ["2027-00003.1"]
        assert (work.reports.latest(2025), work.reports.handed_in(2025)) == (None, [])


@pytest.mark.parametrize(
    "statement", ["UPDATE reports SET written = '{}'", "DELETE FROM reports", "DELETE FROM report_items"]
)
def test_the_database_refuses_to_change_what_is_frozen(store: Store, statement: str) -> None:
    freeze(store)
    with store.write() as work:
        work.reports.hand_in(2026, 1, "2027-00003.1", by="吴九", now=NOW)
    with pytest.raises(DatabaseError, match="冻结的年报"), store.write() as work:
        work.session.execute(text(statement))
