"""What was changed on the site since: the order stops there, and goes on once somebody decided that our words stand."""

import pytest

from channels.errors import Changed
from channels.orders import CannotOrder
from content.delivery import OVERWRITES, Delivery, State
from content.edition import Edition
from content.log import Kind
from content.receipt import Standing
from content.store.store import Store

from .office import Office, make_office


@pytest.fixture
def office(store: Store) -> Office:
    return make_office(store)


def correct(office: Office, edition: Edition, *, overwrites: bool = False) -> list[Delivery]:
    now = office.clock()
    return office.orders.correct(edition, by="钱七", now=now, reason="笔误", renew=False, overwrites=overwrites)


def stopped(office: Office) -> Edition:
    """A newer edition whose correction stopped on the first board, and not on the second."""
    old = office.edition()
    office.publish(old, "board", "echo")
    office.run_ready()
    newer = office.revise(old, "更正后的通知")
    office.board.fails = [Changed("网页在网站上被人改过。")]
    correct(office, newer)
    office.run_ready()
    assert (office.delivery(newer).state, office.delivery(old).standing) == (State.FAILED, Standing.LIVE)
    return newer


def test_only_where_it_stopped_our_words_stand_and_the_log_says_so(office: Office) -> None:
    newer = stopped(office)
    on_board, on_echo = correct(office, newer, overwrites=True)
    with office.store.read() as work:
        assert work.dispatches.get(on_board.dispatch_id).marks == {OVERWRITES: "钱七"}
        assert OVERWRITES not in work.dispatches.get(on_echo.dispatch_id).marks
    office.run_ready()
    with office.store.read() as work:
        corrected = [one.event for one in work.log.entries(kind=Kind.CORRECTED)]
    reasons = {one.channel: one.evidence["reason"] for one in corrected}
    assert reasons == {"board": "笔误；网站上的改动以本系统为准", "echo": "笔误"}


def test_consent_may_be_to_a_later_edition_and_holds_for_that_order_alone(office: Office) -> None:
    newer = stopped(office)
    newest = office.revise(newer, "写进了网站上的改动")
    [on_board, _] = correct(office, newest, overwrites=True)
    with office.store.read() as work:
        assert work.dispatches.get(on_board.dispatch_id).marks == {OVERWRITES: "钱七"}
    office.run_ready()
    with pytest.raises(CannotOrder, match="没有哪个渠道"):  # nothing stopped since
        correct(office, office.revise(newest, "又一版"), overwrites=True)


def test_what_stopped_before_it_was_published_goes_out_with_consent_too(office: Office) -> None:
    edition = office.edition()
    office.board.fails = [Changed("网站上已有别的内容。")]
    office.desk.run(office.publish(edition))
    order = {"by": "钱七", "now": office.clock()}
    [delivery] = office.orders.publish(edition, ["board"], overwrites=True, **order)
    office.desk.run(delivery.dispatch_id)
    with office.store.read() as work:
        [entry] = work.log.entries(kind=Kind.PUBLISHED)
    assert entry.event.evidence["reason"] == "网站上的改动以本系统为准"
