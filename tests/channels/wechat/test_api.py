"""The client: one token for all workers, refreshed once and never in a loop, and no secret in any word of it."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from channels.errors import ChannelError, Misconfigured, TryLater
from channels.wechat.sandbox import SECRET
from content.store.store import Store
from tests.channels.wechat.account import Office, office

HALF_MINUTE = timedelta(seconds=30)


def test_a_token_is_asked_for_once_and_shared(at: Office) -> None:
    for _ in range(3):
        at.channel().api.call("draft/count")
    assert at.sandbox.calls() == {"draft/count": 3, "stable_token": 1}


@pytest.fixture
def shared(tmp_path: Path, store: Store) -> Iterator[Office]:
    with office(tmp_path, store.shelf) as opened:
        yield opened


def test_of_many_workers_that_need_a_token_one_fetches_it(shared: Office) -> None:
    shared.sandbox.fault("slow", "stable_token", seconds=0.3)
    workers = [shared.channel() for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        counts = list(pool.map(lambda worker: worker.api.call("draft/count")["total_count"], workers))
    assert counts == [0] * 6
    assert shared.sandbox.calls()["stable_token"] == 1


def test_of_many_workers_whose_token_was_revoked_one_forces_a_new_one(shared: Office) -> None:
    workers = [shared.channel() for _ in range(4)]
    for worker in workers:
        worker.api.call("draft/count")
    shared.sandbox.set(quotas=True)  # forces are rationed: 30 seconds apart
    shared.sandbox.revoke()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda worker: worker.api.call("draft/count"), workers))
    assert shared.sandbox.calls()["stable_token"] == 2


@pytest.mark.parametrize("code", [40001, 40014, 42001])
def test_a_token_refused_again_and_again_is_refreshed_once_and_then_a_person_is_needed(at: Office, code: int) -> None:
    at.sandbox.fault("code", "draft/count", code=code, count=-1)
    with pytest.raises(Misconfigured):
        at.channel().api.call("draft/count")
    assert at.sandbox.calls()["stable_token"] == 2


def test_a_token_is_renewed_in_its_last_five_minutes(at: Office) -> None:
    channel = at.channel()
    channel.api.call("draft/count")
    for minutes in (114, 2):
        at.scene.clock.on(timedelta(minutes=minutes))
        at.sandbox.forward(minutes * 60)
        channel.api.call("draft/count")
    assert at.sandbox.calls()["stable_token"] == 2


def test_a_worker_that_died_while_refreshing_is_waited_for_only_as_long_as_its_lease(at: Office) -> None:
    channel = at.channel()
    key, now = f"{channel.api.prefix}:token-lease", at.scene.clock()
    assert at.shelf.swap(key, None, "of a dead worker", until=now + timedelta(seconds=40), now=now)
    at.scene.clock.on(timedelta(seconds=41))
    channel.api.token()


def test_an_upload_that_met_a_dead_token_is_sent_whole_the_second_time(at: Office) -> None:
    channel = at.channel()
    channel.api.token()
    at.sandbox.revoke()
    at.send(channel, at.dispatch())
    assert at.sandbox.public()["articles"]


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({"secret": "another"}, "AppSecret"),
        ({"app_id": "wx1111111111111111"}, "AppID"),
        ({"allowed_ips": []}, "127.0.0.1"),
    ],
)
def test_wrong_keys_and_a_foreign_address_are_named(at: Office, config: dict[str, object], words: str) -> None:
    at.sandbox.set(**config)
    (problem,) = at.channel().health(at.scene.clock())
    assert problem.blocks
    assert words in problem.says


@pytest.mark.parametrize("send_as", ["publish", "mass"])
def test_health_tells_that_the_verification_has_lapsed(at: Office, send_as: str) -> None:
    channel = at.channel(send_as=send_as)
    assert channel.health(at.scene.clock()) == []
    at.sandbox.set(verified=False)
    assert "认证" in channel.health(at.scene.clock())[0].says


def test_a_platform_that_is_down_is_a_warning_not_a_fault_of_ours(at: Office) -> None:
    at.sandbox.set(down=True)
    (problem,) = at.channel().health(at.scene.clock())
    assert not problem.blocks
    assert (problem.code, "自动再试" in problem.says) == ("channel_unreachable", False)


@pytest.mark.parametrize("do", ["lose_before", "http", "html", "code"])
def test_no_secret_is_in_any_error_or_log(at: Office, do: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    channel = at.channel()
    channel.api.token()
    token = str(at.shelf.get(f"{channel.api.prefix}:token", at.scene.clock())).split('"')[3]
    at.sandbox.fault(do, "freepublish/submit", code=40013 if do == "code" else 502, errmsg=f"access_token={token}")
    with pytest.raises(ChannelError) as raised:
        at.send(channel, at.dispatch())
    told = (
        f"{raised.value!r} {raised.value.says} {raised.value.evidence} {caplog.text} {raised.getrepr(showlocals=False)}"
    )
    assert "freepublish" in told
    assert token not in told
    assert SECRET not in told


def test_chinese_goes_out_as_it_is(at: Office) -> None:
    at.send(at.channel(), at.dispatch(at.edition(1, title="测试“引号”与\\u4e2d")))
    assert at.public()[0]["title"] == "测试“引号”与\\u4e2d"


def test_a_platform_too_busy_to_give_a_token_is_tried_later(at: Office) -> None:
    at.sandbox.fault("code", "stable_token", code=-1)
    with pytest.raises(TryLater):
        at.channel().api.token()
