"""A channel is taken out of gongkai.yaml: every command still works on what is out there."""

import json
from collections.abc import Callable

import pytest

from bot.actions.correct import correct
from bot.actions.errors import CannotDo
from bot.actions.hand_over import Brought, claim, confirm
from bot.actions.publish import publish
from bot.actions.tidy import tidy
from bot.views.counts import year_counts
from bot.views.queue import package
from bot.views.status import deliveries
from tests.bot.conftest import Ran, Run
from tests.bot.office import Office

MARK = "（设置里已没有这个渠道）"
Gongkai = Callable[..., Ran]


@pytest.fixture
def gongkai(office: Office, run: Run) -> Gongkai:
    return lambda *words: run(*words, settings=office.settings)


def handed_over(office: Office) -> str:
    return office.put_out(office.approved(office.video_item()))


def published(office: Office) -> str:
    """A video, public on the website and on douyin."""
    ref = handed_over(office)
    link = f"https://www.douyin.com/video/{int(office.now.timestamp()) << 32 | 7}"
    confirm(office.app, "孙七", f"{ref}@douyin", Brought(url=link), now=office.now)
    return ref


def take_douyin_out(office: Office) -> None:
    office.app.close()
    lines = office.settings.read_text(encoding="utf-8").splitlines()
    left = [line.replace("website, douyin", "website") for line in lines if not line.startswith("  douyin:")]
    office.settings.write_text("\n".join(left), encoding="utf-8")
    office.open()


def test_what_is_out_there_is_shown_withdrawn_and_confirmed(office: Office, gongkai: Gongkai) -> None:
    key = f"{published(office)}@douyin"
    take_douyin_out(office)
    assert f"douyin{MARK}" in gongkai("status").out
    assert [one["channel"] for one in json.loads(gongkai("status", "--json").out)] == ["website", "douyin"]
    ordered = gongkai("withdraw", "2025-00001", "--by", "周八", "--reason", "失效", "--voided", "--wait")
    assert ordered.code == 0
    assert "douyin：设置里已没有这个渠道：由人到平台上撤下后确认" in ordered.out
    assert f"{key}{MARK}" in gongkai("queue").out
    parcel = package(office.app, claim(office.app, "孙七", key, now=office.now))
    assert parcel is not None
    confirm(office.app, "孙七", key, Brought(url=parcel.texts["要删除的链接"]), now=office.now)
    assert [str(one.standing) for one in deliveries(office.app, ["2025-00001"])] == ["withdrawn", "withdrawn"]
    assert year_counts(office.app, 2025).counts.added == 0
    assert gongkai("log", "verify", "--figures").code == 0


def test_what_only_waited_there_is_told_to_be_cancelled(office: Office, gongkai: Gongkai) -> None:
    ref = office.approved(office.video_item())
    publish(office.app, "周八", ref, now=office.now)
    take_douyin_out(office)
    assert f"不会发送：请把渠道加回设置文件，或取消这次发送（gongkai cancel {ref}@douyin）" in gongkai("status").out
    assert gongkai("tidy").code == 0
    assert gongkai("cancel", f"{ref}@douyin", "--by", "周八").code == 0


def test_a_correction_goes_out_elsewhere_and_to_a_person_there(office: Office) -> None:
    published(office)
    take_douyin_out(office)
    new = revised(office)
    correct(office.app, "周八", new, reason="漏写轮次", now=office.now)
    tidy(office.app)
    states = {one.channel: str(one.state) for one in deliveries(office.app, [new])}
    assert states == {"website": "settled", "douyin": "waiting"}


def test_a_correction_cancels_what_was_still_to_be_posted_there(office: Office) -> None:
    old = handed_over(office)
    take_douyin_out(office)
    with pytest.raises(CannotDo, match=f"gongkai cancel {old}@douyin"):
        claim(office.app, "孙七", f"{old}@douyin", now=office.now)
    new = revised(office)
    correct(office.app, "周八", new, reason="漏写轮次", now=office.now)
    tidy(office.app)
    states = {one.key: str(one.state) for one in deliveries(office.app, ["2025-00001"])}
    assert states == {f"{old}@website": "settled", f"{old}@douyin": "cancelled", f"{new}@website": "settled"}


def revised(office: Office) -> str:
    path = office.video_item()
    path.write_text(path.read_text(encoding="utf-8").replace("开展检查", "开展两轮检查"), encoding="utf-8")
    return office.approved(path, item_id="2025-00001")


def test_a_job_left_in_the_queue_for_it_does_nothing(office: Office) -> None:
    office.app.engine.send("weibo")
    office.app.engine.ask_after("weibo")
