"""One item, one document on somebody else's site, whatever breaks on the way."""

from datetime import timedelta

import pytest

from channels.cms.document import State as There
from channels.errors import CannotCorrect, Misconfigured, Refused, TryLater
from channels.left_behind import NOT_OUT
from content.delivery import State
from content.item import StoredFile
from content.log import Kind
from content.receipt import Standing

from .conftest import Opens
from .desk import BODY, WebOffice
from .site import SOON

HOUR = timedelta(hours=1)


def attached(office: WebOffice, content: bytes, name: str = "名单.pdf") -> StoredFile:
    return office.scene.files.keep(content, name)


def test_it_is_published_corrected_withdrawn_and_published_again_as_one_document(office: WebOffice) -> None:
    first = office.edition()
    live = office.publish(first)
    assert (live.state, live.standing, live.says) == (State.SETTLED, Standing.LIVE, "")
    second = office.revise(first)
    office.scene.clock.on(HOUR)
    assert office.correct(second).standing is Standing.LIVE
    assert office.withdraw(second).standing is Standing.WITHDRAWN
    assert office.site.public(office.key(first)) == []
    again = office.publish(second)
    assert (again.remote_id, again.url) == (live.remote_id, live.url)
    assert office.site.writes == ["create", "update", "withdraw", "update"]
    kinds = [Kind.PUBLISHED, Kind.CORRECTED, Kind.WITHDRAWN, Kind.PUBLISHED]
    assert [event.kind for event in office.log()] == kinds


def test_a_correction_is_logged_when_it_was_made_though_the_site_keeps_the_first_date(office: WebOffice) -> None:
    first = office.edition()
    office.publish(first)
    began = office.scene.clock()
    office.scene.clock.on(HOUR)
    office.correct(office.revise(first))
    assert [event.at for event in office.log()] == [began, began + HOUR]
    (page,) = office.site.pages.values()
    assert page.document.published_at == began


def test_a_correction_of_nothing_but_a_file_or_the_column_reaches_the_site(office: WebOffice) -> None:
    first = office.edition(attachments=(attached(office, b"wrong"),))
    office.publish(first)
    (before,) = office.site.public(office.key(first))
    second = office.revise(first, BODY, attachments=(attached(office, b"right"),))
    assert office.correct(second).standing is Standing.LIVE
    assert office.site.public(office.key(first)) != [before]
    moved = office.revise(second, BODY, attachments=second.item.attachments, column="工作动态")
    office.correct(moved)
    (page,) = office.site.pages.values()
    assert (page.document.column, office.site.writes) == ("工作动态", ["create", "update", "update"])


@pytest.mark.parametrize("tells", [{}, {"tells_text": False}, {"tells_revision": False}])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_lost_answer_is_looked_after_and_nothing_is_done_twice(
    opens: Opens, when: str, tells: dict[str, bool]
) -> None:
    office = opens(site=tells)
    first = office.edition()
    office.site.lose("create", when)
    assert office.publish(first).state is State.BEGUN
    assert office.look_after(first).standing is Standing.LIVE
    second = office.revise(first, BODY, title="检查通知（更正）")
    office.site.lose("update", when)
    assert office.correct(second).state is State.BEGUN
    assert office.look_after(second).standing is Standing.LIVE
    office.site.lose("withdraw", when)
    assert office.withdraw(second).state is State.BEGUN
    assert office.look_after(second).standing is Standing.WITHDRAWN
    assert office.site.writes == ["create", "update", "withdraw"]


def test_a_lost_correction_of_a_file_alone_is_not_taken_for_done(office: WebOffice) -> None:
    first = office.edition(attachments=(attached(office, b"wrong"),))
    office.publish(first)
    second = office.revise(first, BODY, attachments=(attached(office, b"right"),))
    office.site.lose("update", "before")
    office.correct(second)
    assert office.look_after(second).standing is Standing.LIVE
    assert office.site.writes == ["create", "update"]


def test_what_cannot_be_read_back_after_a_write_is_not_said_to_be_unsent(office: WebOffice) -> None:
    first = office.edition()
    office.site.fail("read", TryLater("连不上", wait=SOON))
    assert office.publish(first).state is State.BEGUN
    assert office.look_after(first).standing is Standing.LIVE
    office.site.fail("read", Misconfigured("密码不对"))
    assert office.withdraw(first).state is State.BEGUN
    assert office.look_after(first).standing is Standing.WITHDRAWN
    assert office.site.writes == ["create", "withdraw"]


def test_what_the_site_takes_out_is_told_and_does_not_stop_the_next_correction(opens: Opens) -> None:
    office = opens(site={"alters": lambda html: html.replace("“安全生产”", "")})
    first = office.edition()
    office.site.lose("create")
    office.publish(first)
    live = office.look_after(first)
    assert (live.standing, office.site.writes) == (Standing.LIVE, ["create"])
    assert "网站改动了内容" in live.says
    assert "没有了：“三月起开展" in live.says
    office.site.lose("update")
    second = office.revise(first, BODY.replace("三月", "四月"))
    office.correct(second)
    assert office.look_after(second).standing is Standing.LIVE


def test_what_the_site_refuses_stays_with_us_and_a_later_edition_goes_out(office: WebOffice) -> None:
    first = office.edition()
    office.site.fail("create", Refused("标题太长。"))
    assert (office.publish(first).state, office.delivery(first).says) == (State.FAILED, "标题太长。")
    second = office.revise(first)
    assert office.publish(second).standing is Standing.LIVE
    assert office.site.writes == ["create"]


def test_a_no_that_came_after_the_effect_is_not_said_to_be_one(office: WebOffice) -> None:
    first = office.edition()
    office.site.fail("create", Refused("网站前面的防火墙拦下了答复。"), "after")
    live = office.publish(first)
    assert (live.state, live.standing) == (State.SETTLED, Standing.LIVE)
    assert "防火墙拦下了答复" in live.says
    second = office.revise(first)
    office.site.fail("update", Refused("栏目换不了。"), "after")
    assert office.correct(second).standing is Standing.LIVE
    assert office.site.writes == ["create", "update"]


def test_past_the_deadline_no_more_files_go_up_and_the_next_attempt_goes_on_from_there(office: WebOffice) -> None:
    files = tuple(attached(office, f"{number}".encode(), f"名单{number}.pdf") for number in range(12))
    first = office.edition(attachments=files)
    office.site.slow = timedelta(minutes=1)
    assert office.publish(first).state is State.BEGUN
    assert 3 <= len(office.site.files) < 12
    while office.delivery(first).standing is not Standing.LIVE:
        office.look_after(first)
    assert (len(office.site.files), office.site.writes) == (12, ["create"])


def test_a_yes_to_a_withdrawal_that_is_none_becomes_a_persons_job(office: WebOffice) -> None:
    first = office.edition(attachments=(attached(office, b"list"),))
    office.publish(first)
    office.site.deaf = True
    waiting = office.withdraw(first)
    assert (waiting.state, waiting.standing) == (State.WAITING, Standing.LIVE)
    assert "还没有撤下" in waiting.says


def test_after_a_withdrawal_the_files_are_said_to_stay(office: WebOffice) -> None:
    first = office.edition(attachments=(attached(office, b"list"),))
    office.publish(first)
    assert "附件仍能凭原来的网址打开" in office.withdraw(first).says


def test_a_site_that_lets_nothing_be_changed_is_not_asked_again_and_again(office: WebOffice) -> None:
    first = office.edition()
    office.publish(first)
    second = office.revise(first)
    for _ in range(3):
        office.site.fail("update", CannotCorrect("这个网站不能改。"))
    waiting = office.correct(second, renew=True)
    assert (waiting.state, office.site.writes) == (State.WAITING, ["create", "withdraw"])


def test_what_its_own_people_review_is_held_until_they_have_decided(opens: Opens) -> None:
    office = opens(site={"reviews": True})
    first = office.edition()
    held = office.publish(first)
    assert (held.state, held.standing, held.says) == (State.HELD, Standing.HELD, "网站已收，等网站那边审核。")
    office.site.set(office.key(first), There.REJECTED)
    office.desk.ask_after(held.dispatch_id)
    assert (office.delivery(first).state, office.delivery(first).standing) == (State.FAILED, Standing.REFUSED)
    second = office.revise(first)
    office.publish(second)
    office.site.set(office.key(first), There.PUBLISHED)
    office.scene.clock.on(HOUR)
    office.desk.ask_after(office.delivery(second).dispatch_id)
    live = office.delivery(second)
    assert (live.standing, live.since) == (Standing.LIVE, office.scene.clock() - HOUR)
    assert live.url


def test_a_correction_that_they_rejected_does_not_stop_the_next_one(opens: Opens) -> None:
    office = opens(site={"reviews": True})
    first = office.edition()
    office.publish(first)
    for edition in (first, office.revise(first), office.revise(first, "<p>五月起。</p>")):
        if edition is not first:
            office.correct(edition)
        state = There.REJECTED if edition.number == 2 else There.PUBLISHED
        office.site.set(office.key(first), state)
        office.desk.ask_after(office.delivery(edition).dispatch_id)
    assert office.delivery(edition).standing is Standing.LIVE
    assert office.site.writes == ["create", "update", "update"]


def test_a_site_that_finds_nothing_is_never_written_to_blindly(opens: Opens) -> None:
    office = opens(site={"finds": False})
    first = office.edition()
    office.site.lose("create")
    office.publish(first)
    asked = office.look_after(first)
    assert (asked.state, office.site.writes) == (State.UNCONFIRMED, ["create"])
    second = office.edition()
    live = office.publish(second)
    office.site.lose("update")
    newer = office.revise(second)
    office.correct(newer)
    assert office.look_after(newer).standing is Standing.LIVE
    assert office.withdraw(newer).standing is Standing.WITHDRAWN
    assert office.delivery(newer).remote_id == live.remote_id


def test_where_the_site_did_not_show_it_at_first_the_one_there_is_used(office: WebOffice) -> None:
    first = office.edition()
    office.publish(first)
    office.withdraw(first)
    office.site.blind = 1
    assert office.publish(first).standing is Standing.LIVE
    assert office.site.writes == ["create", "withdraw", "update"]


def test_with_no_draft_left_nothing_is_public_after_an_order_was_taken_back(office: WebOffice) -> None:
    first = office.edition()
    office.site.lose("create")
    begun = office.publish(first)
    office.orders.withdraw(first.item_id, by="钱七", now=office.scene.clock(), reason="误发")
    office.look_after(first)
    assert office.site.public(office.key(first)) == []
    assert office.delivery(first).standing is Standing.WITHDRAWN
    assert office.dispatch(first).id != begun.dispatch_id
    assert office.dispatch(first).state not in NOT_OUT


def test_what_was_withdrawn_while_it_waited_for_their_review_never_becomes_public(opens: Opens) -> None:
    office = opens(site={"reviews": True})
    first = office.edition()
    held = office.publish(first)
    office.withdraw(first)
    assert office.desk.to_ask("website") == [held.dispatch_id]
    office.desk.ask_after(held.dispatch_id)
    assert office.run(first).standing is Standing.WITHDRAWN
    assert [page.state for page in office.site.pages.values()] == [There.WITHDRAWN]
    assert office.log() == []


def test_what_they_let_out_just_before_it_was_withdrawn_is_logged_and_taken_down(opens: Opens) -> None:
    office = opens(site={"reviews": True})
    first = office.edition()
    held = office.publish(first)
    office.site.set(office.key(first), There.PUBLISHED)
    office.withdraw(first)
    office.desk.ask_after(held.dispatch_id)
    assert office.run(first).standing is Standing.WITHDRAWN
    assert [event.kind for event in office.log()] == [Kind.PUBLISHED, Kind.WITHDRAWN]
