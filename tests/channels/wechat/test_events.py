"""Events → receipts, from the sandbox's own XML, read by a library that others wrote."""

from collections.abc import Mapping
from typing import Any

import pytest
import xmltodict
from wechatpy import parse_message

from channels.wechat.events import finished
from channels.wechat.sandbox.events import mass_event, publish_event, to_xml
from content.receipt import Receipt, Standing
from tests.channels.stages import MINUTE, NOON

NOW = NOON.timestamp()
LATER = NOON + MINUTE
URL = "http://mp.weixin.qq.com/s/Aw6JVUIxlX4z0Zk9MmQyVQ"
HELD = Receipt("2026-00001.1@wechat", Standing.HELD, NOON, evidence={"publish_id": "100000001", "idx": "1"})
BUNDLED = [
    Receipt(f"2026-0000{place}.1@wechat", Standing.HELD, NOON, evidence={"msg_id": "1000000001", "idx": str(place)})
    for place in (1, 2)
]


def parsed(event: Mapping[str, Any]) -> dict[str, Any]:
    return dict(xmltodict.parse(to_xml(event))["xml"])


def job(status: int) -> dict[str, Any]:
    return publish_event("100000001", {"status": status, "urls": [URL], "article_id": "a" * 43}, NOW)


@pytest.mark.parametrize("name", ["PUBLISHJOBFINISH", "FREEPUBLISHJOBFINISH"])
def test_a_finished_publication_is_live_with_its_address_and_time(name: str) -> None:
    (live,) = finished({**parsed(job(0)), "Event": name}, [HELD, *BUNDLED], LATER)
    assert (live.standing, live.url) == (Standing.LIVE, URL.replace("http:", "https:"))
    assert (live.at, live.remote_id) == (NOON, "a" * 43)


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        (2, Standing.REFUSED),
        (3, Standing.REFUSED),
        (4, Standing.REFUSED),
        (5, Standing.WITHDRAWN),
        (6, Standing.GONE),
    ],
)
def test_each_end_of_a_publication_has_its_standing(status: int, standing: Standing) -> None:
    (receipt,) = finished(parsed(job(status)), [HELD], LATER)
    assert receipt.standing == standing
    assert receipt.says


def test_a_job_still_running_or_of_somebody_else_changes_nothing() -> None:
    assert finished(parsed(job(1)), [HELD], LATER) == []
    other = Receipt("2026-00009.1@wechat", Standing.HELD, NOON, evidence={"publish_id": "7"})
    assert finished(parsed(job(0)), [other], LATER) == []
    assert finished({"Event": "subscribe", "CreateTime": "1"}, [HELD], LATER) == []


def test_every_article_of_a_bundle_gets_its_own_address() -> None:
    urls = [URL, f"{URL}x"]
    sent = parsed(mass_event("1000000001", {"outcome": "send success", "urls": urls}, NOW))
    live = finished(sent, [HELD, *BUNDLED], LATER)
    assert [receipt.url for receipt in live] == [url.replace("http:", "https:") for url in urls]
    assert {receipt.standing for receipt in live} == {Standing.LIVE}


@pytest.mark.parametrize(
    ("outcome", "word"),
    [("err(40001)", "拒绝"), ("err(40002)", "30 分钟"), ("err(30003)", "转载"), ("send fail", "send fail")],
)
def test_a_failed_send_says_why(outcome: str, word: str) -> None:
    for receipt in finished(parsed(mass_event("1000000001", {"outcome": outcome, "urls": []}, NOW)), BUNDLED, LATER):
        assert receipt.standing == Standing.REFUSED
        assert word in receipt.says


def test_the_sandboxs_xml_is_what_another_client_understands() -> None:
    message = parse_message(to_xml(mass_event("1000000001", {"outcome": "send success", "urls": [URL]}, NOW)))
    assert (message.event, message.id, message.status) == ("masssendjobfinish", 1000000001, "send success")
