"""What waits for a person: since when, how long it may, and whose it is while a claim runs."""

import json
from datetime import timedelta

import pytest

from bot.actions.errors import CannotDo, NotAllowed
from bot.actions.hand_over import Brought, claim, confirm, release
from bot.actions.tidy import tidy
from bot.actions.withdraw import withdraw
from bot.views.queue import Waiting, queue
from channels.errors import CannotWithdraw
from channels.lane import Lane
from content.receipt import Standing
from tests.bot.conftest import Run
from tests.bot.office import Office
from tests.channels.board import Board

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORK = "https://www.douyin.com/video/{}"


def handed_over(office: Office) -> str:
    """A video that waits for a person; its delivery's key."""
    return f"{office.put_out(office.approved(office.video_item()))}@douyin"


def brought(office: Office) -> Brought:
    """A work's number carries its second, as Douyin's do."""
    return Brought(url=WORK.format(int(office.now.timestamp()) << 32 | 7))


def waiting(office: Office) -> Waiting:
    (one,) = queue(office.app, office.now)
    return one


def test_a_removal_waits_since_it_was_ordered_not_since_the_work_came_out(office: Office, run: Run) -> None:
    key = handed_over(office)
    confirm(office.app, "孙七", key, brought(office), now=office.now)
    office.later(30 * DAY)
    withdraw(office.app, "周八", key.partition("@")[0], reason="失效", now=office.now)
    tidy(office.app)
    assert (waiting(office).since, waiting(office).late) == (office.now, False)
    (told,) = json.loads(run("queue", "--json", settings=office.settings).out)
    assert told["since"] == office.now.isoformat()
    office.later(DAY + HOUR)
    assert waiting(office).late


def test_a_job_on_a_channel_that_is_otherwise_called_gets_late_too(office: Office) -> None:
    board = Board(lambda: office.now, name="website", fails=[None, CannotWithdraw("请到公告栏取下。")])
    office.app.lanes = {"website": Lane(board)}
    ref = office.put_out(office.approved())
    office.later(30 * DAY)
    withdraw(office.app, "周八", ref, reason="失效", now=office.now)
    tidy(office.app)
    assert not waiting(office).late
    office.later(DAY + HOUR)
    assert waiting(office).late


def test_what_somebody_has_in_hand_is_late_only_when_the_claim_has_lapsed(office: Office, run: Run) -> None:
    key = handed_over(office)
    office.later(DAY + HOUR)
    claim(office.app, "孙七", key, now=office.now)
    assert (waiting(office).claimed, waiting(office).late) == (True, False)
    office.later(HOUR)
    assert (waiting(office).claimed, waiting(office).late) == (False, True)
    assert "待领取（孙七领取后没有确认）" in run("queue", settings=office.settings).out


def test_while_a_claim_runs_only_who_claimed_may_confirm(office: Office) -> None:
    key = handed_over(office)
    claim(office.app, "孙七", key, now=office.now)
    office.later(HOUR / 2)
    for act in (lambda: confirm(office.app, "周八", key, brought(office), now=office.now), lambda: take(office, key)):
        with pytest.raises(CannotDo, match=r"已由孙七领取，到 2025-03-04 10:00 为止。要转交的，请孙七或管理员退回"):
            act()
    assert confirm(office.app, "孙七", key, brought(office), now=office.now).standing is Standing.LIVE


def take(office: Office, key: str) -> None:
    claim(office.app, "周八", key, now=office.now)


def test_after_it_has_lapsed_and_without_a_claim_anybody_with_the_right_may(office: Office) -> None:
    key = handed_over(office)
    claim(office.app, "孙七", key, now=office.now)
    office.later(HOUR)
    assert confirm(office.app, "周八", key, brought(office), now=office.now).standing is Standing.LIVE


@pytest.mark.parametrize("by", ["孙七", "钱一"])
def test_a_claim_is_given_back_by_who_has_it_or_by_an_administrator(office: Office, by: str) -> None:
    key = handed_over(office)
    claim(office.app, "孙七", key, now=office.now)
    with pytest.raises(NotAllowed, match="周八不能退回别人领取的人工转发"):
        release(office.app, "周八", key, now=office.now)
    release(office.app, by, key, now=office.now)
    with pytest.raises(CannotDo, match="没有人领取"):
        release(office.app, "钱一", key, now=office.now)
    take(office, key)
    assert waiting(office).delivery.claimed_by == "周八"


def test_an_administrator_confirms_nothing(office: Office) -> None:
    with pytest.raises(NotAllowed):
        confirm(office.app, "钱一", handed_over(office), brought(office), now=office.now)


def test_a_claim_is_given_back_on_the_command_line(office: Office, run: Run) -> None:
    key = handed_over(office)
    assert run("claim", key, "--by", "孙七", settings=office.settings).code == 0
    refused = run("confirm", key, "--by", "周八", "--url", WORK.format(1), settings=office.settings)
    assert refused.code == 1
    assert f"gongkai claim {key} --release" in refused.err
    assert "已退回" in run("claim", key, "--release", "--by", "孙七", settings=office.settings).out
    assert run("claim", key, "--by", "周八", settings=office.settings).code == 0
