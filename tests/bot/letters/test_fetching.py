"""Pictures of letters are fetched while the platform has them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.actions.fetch_letter_files import fetch_letter_files
from channels.wechat.sandbox import APP_ID, SECRET, Sandbox
from content.letters import Fetching, Kind, LetterDraft, Part
from content.zone import SHANGHAI
from tests.bot.chat.door_office import APP_ID as DOOR_APP_ID
from tests.bot.chat.door_office import SECRETS, write_settings
from tests.bot.letters.mailroom import DRAFT, Mailroom
from tests.channels.wechat.test_images import picture


@pytest.fixture
def platform() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        sandbox.follow()
        sandbox.say("留言")
        yield sandbox


@pytest.fixture
def talking(tmp_path: Path, address: str, platform: Sandbox) -> Iterator[Mailroom]:
    settings = write_settings(tmp_path, database=address, wechat=platform.url)
    text = settings.read_text(encoding="utf-8").replace(DOOR_APP_ID, APP_ID)
    settings.write_text(f"{text}demo: true\n", encoding="utf-8")
    secrets = {**SECRETS, "WECHAT_SECRET": SECRET}
    mailroom = Mailroom(tmp_path, settings, datetime.now(SHANGHAI), secrets).open()
    yield mailroom
    mailroom.app.close()


def sent(platform: Sandbox, content: bytes, media_type: str = "image/jpeg") -> LetterDraft:
    platform.send_picture(content, media_type)
    media = next(said["media"] for said in reversed(platform.chat()) if "media" in said)
    return LetterDraft(topic="咨询", parts=(*DRAFT.parts, Part(kind=Kind.PICTURE, media=media)), visitor="visitor-1")


def test_a_picture_is_kept_under_what_it_is_whatever_the_platform_calls_it(
    talking: Mailroom, platform: Sandbox
) -> None:
    number = talking.left(draft=sent(platform, picture("PNG"), "image/jpeg"))
    assert talking.letter(number).parts[1].fetching is Fetching.DUE
    assert fetch_letter_files(talking.app) == 1
    part = talking.letter(number).parts[1]
    assert part.file is not None
    assert (part.file.name, part.fetching, part.media) == ("图片.png", Fetching.NO, "")
    assert talking.app.files.read(part.file.path) == picture("PNG")
    assert fetch_letter_files(talking.app) == 0


def test_what_breaks_off_is_tried_again_ever_more_seldom(talking: Mailroom, platform: Sandbox) -> None:
    number = talking.left(draft=sent(platform, picture("PNG")))
    for _ in range(2):
        platform.fault("lose_after", "media/get")
        fetch_letter_files(talking.app)
        assert talking.letter(number).parts[1].fetching is Fetching.DUE
        talking.later(timedelta(minutes=1))
    assert fetch_letter_files(talking.app) == 1


def test_what_the_platform_no_longer_has_is_noted_as_lost(talking: Mailroom, platform: Sandbox) -> None:
    number = talking.left(draft=sent(platform, picture("PNG")))
    platform.forward(timedelta(days=3).total_seconds())
    assert fetch_letter_files(talking.app) == 0
    assert talking.letter(number).parts[1].fetching is Fetching.LOST


def test_what_cannot_be_reached_for_three_days_is_lost(talking: Mailroom, platform: Sandbox) -> None:
    number = talking.left(draft=sent(platform, picture("PNG")))
    talking.later(timedelta(days=3))
    platform.fault("lose_after", "media/get")
    fetch_letter_files(talking.app)
    assert talking.letter(number).parts[1].fetching is Fetching.LOST


def test_what_is_no_picture_is_not_kept(talking: Mailroom, platform: Sandbox) -> None:
    number = talking.left(draft=sent(platform, b"MZ" + bytes(100)))
    assert fetch_letter_files(talking.app) == 0
    assert talking.letter(number).parts[1].fetching is Fetching.LOST


def test_of_two_machines_one_fetches_it(talking: Mailroom, platform: Sandbox) -> None:
    talking.left(draft=sent(platform, picture("PNG")))
    with talking.app.store.write() as work:
        first = work.letter_files.take_next(talking.now, talking.now + timedelta(minutes=5))
        second = work.letter_files.take_next(talking.now, talking.now + timedelta(minutes=5))
    assert first is not None
    assert second is None
