"""After a backup is restored: what happened since is on the site, and not in the tables (docs/decisions/0003)."""

import pytest

from content.delivery import FROM_BACKUP, State
from content.receipt import Standing

from .conftest import Opens
from .desk import WebOffice

THEIRS = "<p>备份以后更正过的内容。</p>"


def test_what_was_published_since_is_found_and_not_written_again(office: WebOffice) -> None:
    edition = office.edition()
    office.order(edition)
    office.sent_elsewhere(edition)
    assert office.as_after_a_restore(edition).standing is Standing.LIVE
    assert office.site.writes == ["create"]


def test_what_was_not_published_since_goes_out(office: WebOffice) -> None:
    edition = office.edition()
    office.order(edition)
    assert office.as_after_a_restore(edition).standing is Standing.LIVE


@pytest.mark.parametrize("site", [{}, {"tells_text": False}, {"finds": False}])
def test_what_is_public_and_not_just_this_edition_is_asked_about(opens: Opens, site: dict[str, bool]) -> None:
    office = opens(site=site)
    edition = office.edition()
    office.order(edition)
    office.sent_elsewhere(edition)
    office.site.edit(office.key(edition), THEIRS)
    asked = office.as_after_a_restore(edition)
    assert (asked.state, office.site.writes) == (State.UNCONFIRMED, ["create"])


def test_a_correction_made_since_is_found_and_one_that_was_not_is_made(office: WebOffice) -> None:
    made, unmade = office.edition(), office.edition()
    for first in (made, unmade):
        office.publish(first)
        second = office.revise(first)
        now = office.scene.clock()
        office.orders.correct(second, by="钱七", now=now, reason="有误", renew=False)
        if first is made:
            office.sent_elsewhere(second)
        writes = len(office.site.writes)
        assert office.as_after_a_restore(second).standing is Standing.LIVE
        assert office.site.writes[writes:] == ([] if first is made else ["update"])


def test_what_it_may_have_left_is_looked_for_when_the_order_is_taken_back(office: WebOffice) -> None:
    edition = office.edition()
    office.order(edition)
    office.sent_elsewhere(edition)
    dispatch = office.dispatch(edition)
    with office.store.write() as work:
        work.dispatches.move(dispatch.id, dispatch.attempt, (State.DUE,), marks={FROM_BACKUP: "1"})
    assert office.withdraw(edition).standing is Standing.WITHDRAWN
    assert office.site.public(office.key(edition)) == []


def test_an_order_given_anew_for_what_is_out_already_writes_nothing(office: WebOffice) -> None:
    edition = office.edition()
    office.order(edition)
    office.sent_elsewhere(edition)
    assert office.run(edition).standing is Standing.LIVE
    assert office.site.writes == ["create"]
