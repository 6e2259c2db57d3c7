"""The site's own people change, remove or put up pages by hand, between any two acts of ours."""

import pytest

from channels.cms.document import Conflict
from channels.cms.document import State as There
from channels.pieces import Evidence
from content.delivery import State
from content.receipt import Standing

from .conftest import Opens
from .desk import BODY, WebOffice

THEIRS = "<p>网站编辑改的。</p>"


@pytest.mark.parametrize("tells", [{}, {"tells_text": False}, {"tells_revision": False}])
def test_a_page_changed_by_hand_stops_a_correction_until_somebody_decides(opens: Opens, tells: dict[str, bool]) -> None:
    office = opens(site=tells)
    first = office.edition()
    office.publish(first)
    office.site.edit(office.key(first), THEIRS)
    second = office.revise(first)
    stopped = office.correct(second)
    assert (stopped.state, office.site.writes) == (State.FAILED, ["create"])
    assert "发布以后被人改过" in stopped.says
    assert office.correct(second).state is State.FAILED
    assert office.correct(second, overwrites=True).standing is Standing.LIVE
    assert office.log()[-1].evidence["reason"] == "有误；网站上的改动以本系统为准"


def test_a_page_that_was_only_saved_again_is_as_we_left_it(office: WebOffice) -> None:
    first = office.edition()
    office.publish(first)
    office.site.resave(office.key(first))
    assert office.correct(office.revise(first)).standing is Standing.LIVE


def test_an_old_text_that_was_saved_again_is_not_the_correction_whose_answer_was_lost(office: WebOffice) -> None:
    first = office.edition()
    office.publish(first)
    second = office.revise(first, f"{BODY}<p>新增一句。</p>")
    office.site.lose("update", "before")
    office.correct(second)
    office.site.resave(office.key(first))
    live = office.look_after(second)
    assert (live.standing, live.says, office.site.writes) == (Standing.LIVE, "", ["create", "update"])


def test_a_file_replaced_by_hand_is_a_change_though_the_words_are_the_same(office: WebOffice) -> None:
    first = office.edition(attachments=(office.scene.files.keep(b"list", "名单.pdf"),))
    office.publish(first)
    (html,) = office.site.public(office.key(first))
    office.site.edit(office.key(first), html.replace("0-名单.pdf", "9-名单.pdf"))
    assert office.correct(office.revise(first)).state is State.FAILED


@pytest.mark.parametrize("by_hand", ["removed", "taken down"])
def test_a_page_removed_or_taken_down_by_hand_stops_it_too(office: WebOffice, by_hand: str) -> None:
    first = office.edition()
    office.publish(first)
    if by_hand == "removed":
        office.site.remove(office.key(first))
    else:
        office.site.set(office.key(first), There.WITHDRAWN)
    second = office.revise(first)
    assert office.correct(second).state is State.FAILED
    assert office.site.public(office.key(first)) == []
    live = office.correct(second, overwrites=True)
    assert (live.standing, len(office.site.public(office.key(first)))) == (Standing.LIVE, 1)


def test_an_edition_that_says_what_they_wrote_takes_its_place_unasked(office: WebOffice) -> None:
    first = office.edition()
    office.publish(first)
    (html,) = office.site.public(office.key(first))
    office.site.edit(office.key(first), html.replace("三月", "五月"))
    assert office.correct(office.revise(first)).state is State.FAILED
    taken_over = office.revise(first, BODY.replace("三月", "五月"))
    assert office.correct(taken_over).standing is Standing.LIVE


def test_whatever_was_done_by_hand_it_is_withdrawn(office: WebOffice) -> None:
    for by_hand in (
        lambda key: office.site.edit(key, THEIRS),
        lambda key: office.site.set(key, There.WITHDRAWN),
        office.site.remove,
    ):
        edition = office.edition()
        office.publish(edition)
        by_hand(office.key(edition))
        assert office.withdraw(edition).standing is Standing.WITHDRAWN
        assert office.site.public(office.key(edition)) == []


@pytest.mark.parametrize("lost", [False, True])
def test_a_page_under_another_key_with_other_words_is_not_said_to_be_withdrawn(office: WebOffice, lost: bool) -> None:
    edition = office.edition()
    office.publish(edition)
    if lost:
        office.site.lose("withdraw", "before")
        office.withdraw(edition)
    office.site.edit(office.key(edition), THEIRS)
    office.site.rename(office.key(edition), "jiancha-tongzhi")
    asked = office.look_after(edition) if lost else office.withdraw(edition)
    assert (asked.state, asked.standing) == (State.UNCONFIRMED if lost else State.WAITING, Standing.LIVE)
    assert asked.url in asked.says
    assert office.site.public("jiancha-tongzhi") == [THEIRS]


def test_what_they_put_up_again_after_a_withdrawal_is_not_overwritten_unasked(office: WebOffice) -> None:
    first = office.edition()
    office.publish(first)
    office.withdraw(first)
    office.site.edit(office.key(first), THEIRS)
    office.site.set(office.key(first), There.PUBLISHED)
    stopped = office.publish(first)
    assert (stopped.state, office.site.public(office.key(first))) == (State.FAILED, [THEIRS])
    assert "同一编号" in stopped.says
    assert office.publish(first, overwrites=True).standing is Standing.LIVE


def test_what_they_put_up_again_just_as_it_was_does_not_pass_for_a_new_file(office: WebOffice) -> None:
    first = office.edition(attachments=(office.scene.files.keep(b"wrong", "名单.pdf"),))
    office.publish(first)
    office.withdraw(first)
    office.site.set(office.key(first), There.PUBLISHED)
    right = office.revise(first, BODY, attachments=(office.scene.files.keep(b"right", "名单.pdf"),))
    assert office.publish(right).standing is Standing.LIVE
    assert office.site.writes == ["create", "withdraw", "update"]


def test_what_was_removed_after_a_withdrawal_is_made_anew(office: WebOffice) -> None:
    first = office.edition()
    office.publish(first)
    office.withdraw(first)
    office.site.remove(office.key(first))
    assert office.publish(first).standing is Standing.LIVE


def test_an_item_of_another_office_with_the_same_key_is_left_alone(office: WebOffice, opens: Opens) -> None:
    ours, theirs = office.edition(), (other := opens()).edition(THEIRS)
    other.publish(theirs)
    office.site.pages = other.site.pages
    stopped = office.publish(ours)
    assert (stopped.state, office.site.writes) == (State.FAILED, [])
    assert "key_prefix" in stopped.says


def test_somebody_at_work_on_the_page_just_now_is_not_written_over(office: WebOffice) -> None:
    first = office.edition()
    office.publish(first)
    second = office.revise(first)
    office.site.fail("update", Conflict("刚刚改过"))
    assert "刚刚被人改过" in office.correct(second).says
    office.site.fail("update", Conflict("刚刚改过"))
    waiting = office.correct(second, overwrites=True)
    assert waiting.state is State.DUE
    office.scene.clock.on(office.website.patience)
    assert office.run(second).standing is Standing.LIVE


@pytest.mark.parametrize("act", ["publish", "correct"])
def test_what_was_changed_before_anybody_knew_that_it_was_out_is_asked_about(office: WebOffice, act: str) -> None:
    edition = office.edition()
    if act == "correct":
        office.publish(edition)
        edition = office.revise(edition)
    office.site.lose("create" if act == "publish" else "update")
    (office.publish if act == "publish" else office.correct)(edition)
    office.site.edit(office.key(edition), THEIRS)
    asked = office.look_after(edition)
    assert (asked.state, office.site.public(office.key(edition))) == (State.UNCONFIRMED, [THEIRS])
    assert "不全是这一版" in asked.says


def test_what_a_person_confirmed_is_not_known_to_be_as_we_left_it(office: WebOffice) -> None:
    office.site.finds = False
    first = office.edition()
    office.site.lose("create")
    office.publish(first)
    doubtful = office.look_after(first)
    assert doubtful.state is State.UNCONFIRMED
    (number,) = office.site.pages
    evidence = Evidence(by="钱七", at=office.scene.clock(), url=f"https://cms.example.gov.cn/{number}.html")
    office.by_hand.settle_unconfirmed(doubtful.dispatch_id, out=True, evidence=evidence)
    office.site.finds = True
    stopped = office.correct(office.revise(first))
    assert "由人确认的" in stopped.says
