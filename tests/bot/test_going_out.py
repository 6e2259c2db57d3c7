"""Out to the channels, corrected, withdrawn, handed over, recorded: the actions with the real desk."""

from datetime import timedelta

import pytest

from bot.actions.cancel import cancel
from bot.actions.correct import correct
from bot.actions.errors import CannotDo, WrongUse
from bot.actions.hand_over import Brought, claim, confirm
from bot.actions.publish import publish
from bot.actions.tidy import tidy
from bot.actions.withdraw import withdraw
from bot.views.counts import year_counts
from bot.views.queue import lay_out, package, queue
from bot.views.status import deliveries, where, words
from channels.packages import PAGE
from content.delivery import Act, State
from content.receipt import Standing
from tests.bot.office import Office

LINK = "https://www.douyin.com/video/{}"


def douyin_link(office: Office) -> str:
    """A work's number carries its second, as Douyin's do."""
    return LINK.format(int(office.now.timestamp()) << 32 | 7)


def test_an_approved_item_goes_out_and_counts_once(office: Office) -> None:
    ref = office.put_out(office.approved())
    (delivery,) = deliveries(office.app, [ref])
    assert delivery.standing is Standing.LIVE
    assert delivery.url.startswith("https://www.example.gov.cn/tzgg/")
    assert year_counts(office.app, 2025).counts.media == {"政府网站": 1}


def test_ordering_again_changes_nothing(office: Office) -> None:
    ref = office.put_out(office.approved())
    office.put_out(ref)
    assert year_counts(office.app, 2025).counts.added == 1


def test_a_time_that_has_passed_is_refused_and_a_later_one_is_kept(office: Office) -> None:
    ref = office.approved()
    with pytest.raises(WrongUse, match="已经过去"):
        publish(office.app, "周八", ref, at=office.now - timedelta(minutes=1), now=office.now)
    publish(office.app, "周八", ref, at=office.now + timedelta(hours=2), now=office.now)
    tidy(office.app)
    assert [one.standing for one in deliveries(office.app, [ref])] == [None]
    office.later(timedelta(hours=3))
    tidy(office.app)
    assert [one.standing for one in deliveries(office.app, [ref])] == [Standing.LIVE]


def test_what_is_not_sent_yet_can_be_cancelled(office: Office) -> None:
    ref = office.approved()
    publish(office.app, "周八", ref, at=office.now + timedelta(hours=2), now=office.now)
    assert cancel(office.app, "周八", f"{ref}@website", now=office.now).state == "cancelled"
    with pytest.raises(CannotDo):
        cancel(office.app, "周八", f"{ref}@website", now=office.now)


def test_a_correction_takes_the_place_of_the_old_text_and_needs_its_own_approval(office: Office) -> None:
    ref = office.put_out(office.approved())
    new = office.submitted(office.item(body="四月起开展检查。"), item_id=ref)
    with pytest.raises(CannotDo, match="还没有通过审核"):
        correct(office.app, "周八", new, reason="时间有误", now=office.now)


def test_a_corrected_item_does_not_count_again(office: Office) -> None:
    ref = office.put_out(office.approved())
    office.later(timedelta(days=1))
    new = office.approved(office.item(body="四月起开展检查。"), item_id=ref)
    with pytest.raises(WrongUse, match="要写明理由"):
        correct(office.app, "周八", new, reason=" ", now=office.now)
    correct(office.app, "周八", new, reason="时间有误", now=office.now)
    tidy(office.app)
    old, shown = deliveries(office.app, ["2025-00001"])
    assert (old.standing, words(old), where(old, {})) == (
        Standing.WITHDRAWN,
        "已完成、已由新版次代替",
        f"已由 {new} 更正",
    )
    assert (shown.ref, words(shown), where(shown, {})) == (new, "已完成、已公开", old.url)
    assert year_counts(office.app, 2025).counts.added == 1


@pytest.mark.parametrize(("voids", "left"), [(False, 1), (True, 0)])
def test_a_lapsed_item_still_counts_and_one_published_in_error_does_not(office: Office, voids: bool, left: int) -> None:
    ref = office.put_out(office.approved())
    withdraw(office.app, "周八", ref, reason="不再有效", voids=voids, now=office.now)
    tidy(office.app)
    assert deliveries(office.app, [ref])[0].standing is Standing.WITHDRAWN
    assert year_counts(office.app, 2025).counts.added == left


def test_a_video_waits_for_a_person_with_everything_ready(office: Office) -> None:
    ref = office.put_out(office.approved(office.video_item()))
    (waiting,) = queue(office.app, office.now)
    assert (waiting.delivery.key, waiting.claimed, waiting.late) == (f"{ref}@douyin", False, False)
    claimed = claim(office.app, "孙七", f"{ref}@douyin", now=office.now)
    with pytest.raises(CannotDo, match="已由孙七领取"):
        claim(office.app, "周八", f"{ref}@douyin", now=office.now)
    parcel = package(office.app, claimed)
    assert parcel is not None
    page = lay_out(office.app, claimed, parcel)
    assert page.name == PAGE
    assert {"视频.mp4", "标题.txt", "SHA256SUMS"} <= {file.name for file in page.parent.iterdir()}
    assert year_counts(office.app, 2025).counts.media == {"政府网站": 1}


def test_only_the_confirmed_video_counts_and_a_link_belongs_to_one_delivery(office: Office) -> None:
    first = office.put_out(office.approved(office.video_item()))
    office.later(timedelta(minutes=30))
    link = douyin_link(office)
    claim(office.app, "孙七", f"{first}@douyin", now=office.now)
    with pytest.raises(CannotDo):
        confirm(office.app, "孙七", f"{first}@douyin", Brought(url="https://www.example.com/x"), now=office.now)
    done = confirm(office.app, "孙七", f"{first}@douyin", Brought(url=f"看这个 {link} 不错"), now=office.now)
    assert (done.standing, done.url) == (Standing.LIVE, link)
    assert year_counts(office.app, 2025).counts.media == {"政府网站": 1, "政务抖音": 1}


def test_a_hand_over_that_nobody_completes_is_shown_as_late(office: Office) -> None:
    office.put_out(office.approved(office.video_item()))
    office.later(timedelta(days=2))
    (waiting,) = queue(office.app, office.now)
    assert waiting.late


def test_what_does_not_exist_is_told_with_how_to_write_it(office: Office) -> None:
    for act in (
        lambda: publish(office.app, "周八", "2025-09999.1", now=office.now),
        lambda: publish(office.app, "周八", "abc", now=office.now),
        lambda: withdraw(office.app, "周八", "2025-09999", reason="x", now=office.now),
        lambda: confirm(office.app, "孙七", "2025-09999.1@douyin", Brought(), now=office.now),
        lambda: deliveries(office.app, ["2025-09999"]),
    ):
        with pytest.raises(WrongUse, match="编号"):
            act()


def test_a_correction_reaches_what_is_still_waiting_for_a_person(office: Office) -> None:
    ref = office.put_out(office.approved(office.video_item()))
    path = office.video_item()
    path.write_text(path.read_text(encoding="utf-8").replace("开展检查", "开展两轮检查"), encoding="utf-8")
    new = office.approved(path, item_id=ref)
    correct(office.app, "周八", new, reason="漏写轮次", now=office.now)
    tidy(office.app)
    assert [one.delivery.key for one in queue(office.app, office.now)] == [f"{new}@douyin"]
    states = {one.key: one.state for one in deliveries(office.app, ["2025-00001"])}
    assert states[f"{ref}@douyin"] == "cancelled"
    assert states[f"{new}@website"] == "settled"


def test_a_correction_replaces_what_has_not_gone_out_anywhere(office: Office) -> None:
    ref = office.approved()
    publish(office.app, "周八", ref, at=office.now + timedelta(hours=2), now=office.now)
    new = office.approved(office.item(body="四月起开展检查。"), item_id=ref)
    correct(office.app, "周八", new, reason="时间有误", now=office.now)
    tidy(office.app)
    assert {one.ref: one.state for one in deliveries(office.app, ["2025-00001"])} == {ref: "cancelled", new: "settled"}


def test_who_took_a_video_that_is_cancelled_finds_its_removal_in_the_queue(office: Office) -> None:
    ref = office.put_out(office.approved(office.video_item()))
    key = f"{ref}@douyin"
    claim(office.app, "孙七", key, now=office.now)
    assert cancel(office.app, "周八", key, now=office.now).state == State.DUE
    tidy(office.app)
    (job,) = queue(office.app, office.now)
    assert (job.act, job.delivery.claimed_by, job.claimed) == (Act.WITHDRAW, "孙七", True)
    told = package(office.app, job.delivery)
    assert told is not None
    assert "可能已经上传" in told.says
    confirm(office.app, "孙七", key, Brought(), now=office.now)
    assert queue(office.app, office.now) == []
