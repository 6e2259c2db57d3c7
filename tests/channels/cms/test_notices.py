"""A notice in the place of what was withdrawn, where the office wants one."""

import pytest

from channels.cms.document import State as There
from channels.errors import Misconfigured, Refused
from content.delivery import State
from content.receipt import Standing

from .conftest import Opens
from .desk import WebOffice


@pytest.fixture
def office(opens: Opens) -> WebOffice:
    return opens(withdraw_as="notice")


def test_the_notice_takes_the_place_of_the_page_and_the_page_comes_back(office: WebOffice) -> None:
    first = office.edition()
    live = office.publish(first)
    assert office.withdraw(first).standing is Standing.WITHDRAWN
    (html,) = office.site.public(office.key(first))
    assert "已由示范高新区管委会撤回" in html
    assert "名单有误" in html
    assert "检查" not in html
    again = office.publish(first)
    assert (again.standing, again.url) == (Standing.LIVE, live.url)
    assert office.site.writes == ["create", "update", "update"]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("tells_text", [True, False])
def test_a_lost_answer_to_it_is_looked_after(opens: Opens, when: str, *, tells_text: bool) -> None:
    office = opens(withdraw_as="notice", site={"tells_text": tells_text})
    first = office.edition()
    office.publish(first)
    office.site.lose("update", when)
    assert office.withdraw(first).state is State.BEGUN
    assert office.look_after(first).standing is Standing.WITHDRAWN
    assert office.site.writes == ["create", "update"]


def test_where_the_notice_is_refused_or_must_wait_the_page_goes_all_the_same(office: WebOffice) -> None:
    refused, reviewed = office.edition(), office.edition()
    office.publish(refused)
    office.publish(reviewed)
    office.site.fail("update", Refused("没有这个栏目。"))
    assert office.withdraw(refused).standing is Standing.WITHDRAWN
    office.site.reviews = True
    assert office.withdraw(reviewed).standing is Standing.WITHDRAWN
    states = {page.state for page in office.site.pages.values()}
    assert (states, office.site.public(office.key(reviewed))) == ({There.WITHDRAWN}, [])


def test_nor_does_it_stay_because_its_column_has_no_number_any_more(office: WebOffice) -> None:
    first = office.edition()
    office.publish(first)
    office.site.fail("column", Misconfigured("没有栏目“通知公告”的编号。"))
    assert office.withdraw(first).standing is Standing.WITHDRAWN
    assert office.site.public(office.key(first)) == []


def test_of_what_never_was_public_there_is_no_notice(opens: Opens) -> None:
    office = opens(withdraw_as="notice", site={"reviews": True})
    first = office.edition()
    held = office.publish(first)
    office.withdraw(first)
    office.desk.ask_after(held.dispatch_id)
    assert office.run(first).standing is Standing.WITHDRAWN
    assert office.site.writes == ["create", "withdraw"]
