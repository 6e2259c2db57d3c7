"""What is still to be sent says what it waits for: its time, another channel, a paused one, a quota, its turn."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.actions.publish import publish
from bot.actions.withdraw import withdraw
from bot.views.status import deliveries
from bot.views.waits import waits
from content.delivery import State
from tests.bot.conftest import Run
from tests.bot.office import Office


def why(office: Office, ref: str) -> dict[str, str]:
    """Channel to words."""
    found = deliveries(office.app, [ref])
    told = waits(office.app, found, office.now)
    return {one.channel: told[one.key] for one in found if one.key in told}


def ordered(office: Office, path: Path | None = None) -> str:
    """Else a video, ordered to the website and to douyin, which comes after it."""
    ref = office.approved(path or office.video_item())
    publish(office.app, "周八", ref, now=office.now)
    return ref


def test_a_later_time_is_told_and_so_is_the_channel_that_goes_first(office: Office) -> None:
    ref = office.approved(office.video_item())
    publish(office.app, "周八", ref, at=office.now + timedelta(hours=8), now=office.now)
    assert why(office, ref) == {
        "website": "于 2025-03-04 17:00 发送",
        "douyin": "于 2025-03-04 17:00 发送；先等政府网站公开（现在：待发送）",
    }


def test_what_nothing_stands_in_the_way_of_waits_for_its_turn_and_what_is_done_for_nothing(office: Office) -> None:
    ref = ordered(office)
    assert why(office, ref)["website"].startswith("轮到就发送；没有运行 gongkai serve 的")
    for delivery in deliveries(office.app, [ref]):
        office.app.desk.run(delivery.dispatch_id)
    assert why(office, ref) == {}


def test_while_another_is_being_sent_it_says_so(office: Office) -> None:
    first, second = ordered(office), ordered(office, office.item())
    move(office, first, state=State.BEGUN)
    assert why(office, second)["website"].startswith("渠道正在发送 1 件，轮到就发送")


def move(office: Office, ref: str, **changes: Any) -> None:
    """What a worker's hand, or the platform's answer, left of the dispatch to the website."""
    with office.app.store.write() as work:
        dispatch = work.dispatches.get(work.deliveries.get(f"{ref}@website").dispatch_id)
        assert work.dispatches.move(dispatch.id, dispatch.attempt, (State.DUE,), **changes)


def test_a_paused_channel_says_why_and_what_to_do(office: Office) -> None:
    ref = ordered(office)
    with office.app.store.write() as work:
        work.dispatches.pause("website", "网站文件夹写不进去，请检查权限。", office.now)
    assert why(office, ref)["website"] == (
        "渠道已暂停：网站文件夹写不进去，请检查权限。改好后自动恢复，可用 gongkai channels check website 检查"
    )


def test_a_used_up_quota_is_told_with_the_time_of_the_next_attempt(office: Office) -> None:
    ref = ordered(office)
    move(office, ref, due_at=office.now + timedelta(hours=15), says="今天的次数已用完。")
    assert why(office, ref)["website"] == "今天的次数已用完；于 2025-03-05 00:00 再试"


def test_a_publication_that_follows_a_withdrawal_waits_for_it(office: Office) -> None:
    old, new = ordered(office), ordered(office, office.item())
    with office.app.store.read() as work:
        first = work.deliveries.get(f"{old}@website").dispatch_id
    move(office, new, follows=first)
    assert why(office, new)["website"] == "先等撤回原文（现在：待发送）"
    move(office, old, state=State.SETTLED)
    assert why(office, new)["website"].startswith("轮到就发送")


def test_a_withdrawal_waits_for_no_other_channel(office: Office) -> None:
    ref = ordered(office)
    for delivery in deliveries(office.app, [ref]):
        office.app.desk.run(delivery.dispatch_id)
    withdraw(office.app, "周八", ref, reason="失效", now=office.now)
    assert all(words.startswith("轮到就撤下") for words in why(office, ref).values())


def test_status_and_publish_show_it_in_the_table_and_in_json(office: Office, run: Run) -> None:
    ref = office.approved()
    at = ("--at", "2099-03-04 17:00")
    assert "于 2099-03-04 17:00 发送" in run("publish", ref, "--by", "周八", *at, settings=office.settings).out
    assert "于 2099-03-04 17:00 发送" in run("status", settings=office.settings).out
    (delivery,) = json.loads(run("status", "--json", settings=office.settings).out)
    assert delivery["waits_for"] == "于 2099-03-04 17:00 发送"
