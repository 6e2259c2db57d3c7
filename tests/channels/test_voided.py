"""Published in error: it counts nowhere any more, wherever it had been taken down before."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from channels.channel import Records
from channels.errors import Unconfirmed
from channels.orders import CannotOrder
from channels.press.adapter import build
from channels.press.clipping import Clipping
from channels.press.settings import Settings
from channels.recording import Recording
from content.edition import Edition
from content.log import Kind
from content.store.store import Store

from .office import Office, make_office
from .stages import Scene

PRESS = "报社、电台等其它媒体"
BOTH = {"公告栏": 1, "回音壁": 1}


@pytest.fixture
def office(store: Store) -> Office:
    return make_office(store)


@pytest.fixture
def press(tmp_path: Path) -> Records:
    return build(Settings(kind="press", medium=PRESS), Scene(tmp_path).around("press", PRESS))


def published(office: Office, *channels: str) -> Edition:
    edition = office.edition()
    office.publish(edition, *channels)
    office.run_ready()
    return edition


def withdraw(office: Office, edition: Edition, *, voids: bool) -> list[str]:
    """Where it was voided at once."""
    done = office.withdraw(edition, voids=voids)
    return [entry.event.channel for entry in done.voided]


def record(office: Office, press: Records, edition: Edition, outlet: str) -> None:
    piece = Clipping(outlet=outlet, form="报纸", on=date(2026, 3, 1), page="1版", title="通知", ref=edition.ref)
    Recording(office.store).record(press, piece.piece, piece.evidence("李四", office.clock()))


def media(office: Office, year: int = 2026) -> dict[str, int]:
    """Those with anything to count; what is kept is what the log gives."""
    with office.store.read() as work:
        assert work.figures.check() == []
        return {medium: count for medium, count in work.figures.counts(year).media.items() if count}


def test_where_it_was_withdrawn_before_it_goes_at_once_and_elsewhere_when_it_is_down(office: Office) -> None:
    edition = published(office, "board")
    withdraw(office, edition, voids=False)
    office.run_ready()
    office.publish(edition, "echo")
    office.run_ready()
    assert media(office) == BOTH
    assert withdraw(office, edition, voids=True) == ["board"]
    assert media(office) == {"回音壁": 1}
    office.run_ready()
    assert media(office) == {}
    assert office.kinds() == [Kind.PUBLISHED, Kind.WITHDRAWN, Kind.PUBLISHED, Kind.VOIDED, Kind.VOIDED]


def test_where_it_is_down_everywhere_nothing_is_sent_and_it_goes_once(office: Office) -> None:
    edition = published(office, "board", "echo")
    withdraw(office, edition, voids=False)
    office.run_ready()
    assert media(office) == BOTH
    assert withdraw(office, edition, voids=True) == ["board", "echo"]
    assert office.desk.next_ready("board") is None
    with pytest.raises(CannotOrder, match="不需要撤回"):
        withdraw(office, edition, voids=True)
    assert media(office) == {}
    assert office.kinds().count(Kind.VOIDED) == 2


def test_it_may_be_said_while_the_withdrawal_is_on_its_way(office: Office) -> None:
    edition = published(office, "board")
    withdraw(office, edition, voids=False)
    office.board.fails, office.board.after = [Unconfirmed("断了")], True
    office.run_ready()
    assert withdraw(office, edition, voids=True) == []
    office.look_after(office.delivery(edition).dispatch_id)
    office.run_ready()
    assert (media(office), office.kinds()) == ({}, [Kind.PUBLISHED, Kind.VOIDED])


def test_what_the_press_carried_of_it_goes_too_and_may_come_again(office: Office, press: Records) -> None:
    edition = published(office, "board")
    for outlet in ("示范日报", "示范晚报"):
        record(office, press, edition, outlet)
    assert media(office) == {"公告栏": 1, PRESS: 1}
    assert withdraw(office, edition, voids=True) == ["press"]
    office.run_ready()
    assert media(office) == {}
    with office.store.read() as work:
        assert all(work.log.is_voided(entry) for entry in work.log.entries(kind=Kind.RECORDED))
    for outlet in ("示范日报", "示范晚报"):
        record(office, press, edition, outlet)
    assert media(office) == {PRESS: 1}


def test_published_again_it_counts_again_in_the_year_of_that(office: Office) -> None:
    edition = published(office, "board", "echo")
    withdraw(office, edition, voids=True)
    office.run_ready()
    office.clock.on(timedelta(days=400))
    office.publish(edition, "board")
    office.run_ready()
    assert (media(office, 2026), media(office, 2027)) == ({}, {"公告栏": 1})
    withdraw(office, edition, voids=False)
    office.run_ready()
    assert media(office, 2027) == {"公告栏": 1}


def test_what_the_platform_took_down_meanwhile_is_voided_all_the_same(office: Office) -> None:
    edition = published(office, "board")
    withdraw(office, edition, voids=True)
    with office.store.write() as work:
        (entry,) = work.log.entries()
        work.log.append(replace(entry.event, kind=Kind.WITHDRAWN, counts=""))
    office.run_ready()
    assert media(office) == {}
