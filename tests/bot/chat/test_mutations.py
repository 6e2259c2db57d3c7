"""Whatever knocks at the door: no error of ours, no traceback, and nothing is done for who cannot sign.

GONGKAI_KNOCKS=20000 tries so many; a test run takes a share of them.
"""

import asyncio
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import App
from bot.chat.wechat_door import WeChatDoor, doors
from tests.bot.chat.door_office import SECRETS, write_settings
from tests.bot.chat.follower import Follower
from tests.bot.chat.mutations import Knock, signed_nonsense, tampered

NOW = datetime(2026, 3, 4, 1, tzinfo=UTC)
KNOCKS = int(os.environ.get("GONGKAI_KNOCKS", "2000"))
FOLLOWER = Follower(None, lambda: NOW)  # type: ignore[arg-type]  # it only writes its messages, and sends none


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder: Path = tmp_path_factory.mktemp("door")
    with App.open(write_settings(folder), clock=lambda: NOW, environ=SECRETS) as opened:
        yield opened


def knock(app: App, knocks: Iterable[Knock]) -> list[int]:
    """The status each gets; an exception of the door's would come out here."""

    async def run() -> list[int]:
        (door,) = doors(app)
        door.start()
        try:
            return [await status(door, query, body) for query, body in knocks]
        finally:
            await asyncio.to_thread(door.stop)

    return asyncio.run(run())


async def status(door: WeChatDoor, query: str, body: bytes) -> int:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(event: dict[str, Any]) -> None:
        sent.append(event)

    scope = {"type": "http", "method": "POST", "query_string": query.encode("utf-8", "surrogatepass")}
    await door(scope, receive, send)
    return int(sent[0]["status"])


def acted(app: App) -> int:
    """Everything that anybody could have caused."""
    with app.store.read() as work:
        heard = work.heard.unfinished(NOW + timedelta(days=1))
        known = work.heard.since("oSampleVisitor0000000000zhang", NOW - timedelta(days=1))
        return len(heard) + len(known) + len(work.heard.since("oSample00li", NOW - timedelta(days=1)))


def test_who_cannot_sign_is_refused_and_nothing_is_done(app: App, caplog: pytest.LogCaptureFixture) -> None:
    before = acted(app)
    statuses = knock(app, tampered(FOLLOWER, KNOCKS, seed=1))
    assert set(statuses) <= {400, 403}
    assert acted(app) == before
    assert len(caplog.messages) == KNOCKS
    assert not any(
        "\n" in line or record.exc_info for line, record in zip(caplog.messages, caplog.records, strict=True)
    )


def test_signed_nonsense_is_answered_or_refused(app: App, caplog: pytest.LogCaptureFixture) -> None:
    statuses = knock(app, signed_nonsense(FOLLOWER, KNOCKS // 4, seed=2))
    assert set(statuses) <= {200, 400}
    assert 200 in statuses
    assert not any(record.exc_info for record in caplog.records)
    assert "could not be answered" not in caplog.text


@settings(max_examples=KNOCKS // 4)
@given(st.text(max_size=200) | st.sampled_from([FOLLOWER.sealed({})[1]]), st.binary(max_size=300))
def test_no_address_and_no_body_is_an_error_of_ours(app: App, query: str, body: bytes) -> None:
    assert knock(app, [(query, body)]) in ([400], [403])
