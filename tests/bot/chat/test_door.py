"""What a follower writes comes to the door signed and sealed, and the answer goes back the same way."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.bot.chat.door_office import SECRETS, DoorOffice, open_door, write_settings
from tests.bot.chat.follower import TOKEN, sign, to_xml

NOW = datetime(2026, 3, 4, 1, tzinfo=UTC)
QUESTION = {"MsgType": "text", "Content": "开放时间"}
Change = Callable[[dict[str, str], str], tuple[dict[str, str], str]]


@pytest.fixture
def office(tmp_path: Path, address: str) -> Iterator[DoorOffice]:
    with open_door(write_settings(tmp_path, database=address), lambda: NOW) as opened:
        yield opened


@pytest.fixture
def door(tmp_path: Path) -> Iterator[DoorOffice]:
    """Where the kind of database makes no difference."""
    with open_door(write_settings(tmp_path), lambda: NOW) as opened:
        yield opened


def test_a_question_is_answered_in_every_mode_that_the_settings_trust(office: DoorOffice) -> None:
    for mode in ("safe", "compat"):
        assert "9 点" in office.follower(mode=mode).says("开放时间")


def test_in_plain_mode_question_and_answer_are_clear(tmp_path: Path) -> None:
    secrets = {**SECRETS, "WECHAT_AES_KEY": ""}
    settings = write_settings(tmp_path)
    settings.write_text(settings.read_text(encoding="utf-8").replace('encoding_aes_key: "${WECHAT_AES_KEY}",', ""))
    with open_door(settings, lambda: NOW, secrets) as office:
        follower = office.follower(mode="plain")
        answer = follower.delivers(follower.message(QUESTION))
        assert "9 点" in answer.text
        assert "9 点" in office.follower(mode="compat").says("开放时间"), "the clear part of a message that is both"


def test_what_is_delivered_again_is_answered_the_same(office: DoorOffice) -> None:
    follower = office.follower()
    question, press = (
        follower.message(QUESTION),
        follower.message({"MsgType": "event", "Event": "CLICK", "EventKey": "帮助"}),
    )
    for message in (question, press):
        answers = {follower.shown(follower.delivers(message)) for _ in range(3)}
        assert len(answers) == 1
        assert answers != {""}
    with office.app.store.read() as work:
        assert len(work.heard.since(follower.visitor, NOW - timedelta(hours=1))) == 2


def test_the_platform_may_check_the_address_as_often_as_it_likes(door: DoorOffice) -> None:
    query = {"signature": sign(TOKEN, "1714036504", "1514711492"), "timestamp": "1714036504", "nonce": "1514711492"}
    for _ in range(2):
        answer = door.client.get("/wechat/wechat", params={**query, "echostr": "4375120948345356249"})
        assert (answer.status_code, answer.text) == (200, "4375120948345356249")
    for wrong in ({**query, "nonce": "1", "echostr": "x"}, query, {}):
        assert door.client.get("/wechat/wechat", params=wrong).status_code == 403


def without(name: str) -> Change:
    return lambda query, body: ({key: value for key, value in query.items() if key != name}, body)


def with_(**changed: str) -> Change:
    return lambda query, body: ({**query, **changed}, body)


def cut(query: dict[str, str], body: str) -> tuple[dict[str, str], str]:
    return query, body[: len(body) // 2]


def clear(query: dict[str, str], _: str) -> tuple[dict[str, str], str]:
    return query, to_xml({**QUESTION, "FromUserName": "oSample00li", "CreateTime": 1, "MsgId": 1})


REFUSED = {
    "no signature": (without("msg_signature"), 403),
    "a wrong signature": (with_(msg_signature="0" * 40), 403),
    "the plain signature in place of the message's": (
        lambda query, body: ({**query, "msg_signature": query["signature"]}, body),
        403,
    ),
    "another nonce": (with_(nonce="1"), 403),
    "another time": (with_(timestamp=str(int(NOW.timestamp()) + 1)), 403),
    "an old time": (with_(timestamp="1714036504"), 403),
    "no number as time": (with_(timestamp="heute"), 400),
    "cut off": (cut, 400),
    "not encrypted": (clear, 403),
    "too large": (lambda query, _: (query, "<xml>" + "x" * 70000), 413),
    "no body": (lambda query, _: (query, ""), 400),
    "many fields": (lambda query, body: ({**query, **{f"f{number}": "" for number in range(40)}}, body), 400),
}


@pytest.mark.parametrize("change", REFUSED)
def test_who_cannot_prove_to_be_the_platform_is_refused_with_one_line(
    change: str, door: DoorOffice, caplog: pytest.LogCaptureFixture
) -> None:
    make, status = REFUSED[change]
    follower = door.follower()
    answer = follower.knocks(*make(*follower.sealed(follower.message(QUESTION))))
    assert (answer.status_code, answer.content) == (status, b"")
    (line,) = caplog.messages
    assert line.startswith("wechat: refused at the door: ")
    assert not any(
        word in caplog.text for word in ("\n ", "Traceback", follower.visitor, "开放时间", *SECRETS.values())
    )
    assert door.heard() == 0


def test_other_ways_to_knock_are_refused(door: DoorOffice) -> None:
    assert door.client.put("/wechat/wechat").status_code == 405
    assert door.client.post("/wechat/other").status_code == 404


def test_what_staff_must_know_about_the_account_is_in_the_log(
    door: DoorOffice, caplog: pytest.LogCaptureFixture
) -> None:
    assert door.follower().does("verify_expired", ExpiredTime=1) == ""
    (line,) = caplog.messages
    assert line.startswith("wechat: verify_expired: 账号认证已过期")


def test_who_takes_back_the_consent_is_forgotten(office: DoorOffice) -> None:
    li = office.follower(visitor="oSample00li")
    li.says("开放时间")
    office.follower(visitor="mphelper").does("user_authorization_revoke", OpenID="oSample00li", RevokeInfo="1")
    with office.app.store.read() as work:
        assert work.heard.since("oSample00li", NOW - timedelta(days=1)) == []


def test_an_account_nobody_talks_at_only_brings_news(tmp_path: Path) -> None:
    settings = write_settings(tmp_path)
    text = settings.read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if "kind: wechat" in line)
    account = text[text.index(first) : text.index("chat:\n")]
    settings.write_text(text.replace(account, account + account.replace("wechat: {", "second: {", 1)), encoding="utf-8")
    with open_door(settings, lambda: NOW) as office:
        assert office.follower(path="/wechat/second").says("开放时间") == ""
        assert office.follower().says("开放时间") != ""
