"""The cluster platform on loopback is as strict as its interface description says."""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

import httpx
import pytest

from channels.rest.sandbox import APP_ID, SECRET, Sandbox
from tests.channels.board import Clocked
from tests.channels.stages import NOON

XML = "application/xml; charset=GBK"
TEXT = "<p>三月起检查，𠮷田路 &amp; 其它。</p>"
FIELDS = {"sourceId": "gk-2026-00137", "channelId": "4021", "title": "检查通知", "source": "示范", "content": TEXT}


@dataclass
class Caller:
    """Written from the interface's description alone, without the product's own signing."""

    sandbox: Sandbox
    clock: Clocked
    nonces: Iterator[int] = field(default_factory=count)

    def query(self, body: bytes, **changes: str) -> dict[str, str]:
        stamp = str(int(self.clock().timestamp() * 1000))
        query = {"appId": APP_ID, "timestamp": stamp, "nonce": f"{next(self.nonces):032x}", **changes}
        digest = hashlib.md5(body, usedforsecurity=False).hexdigest()
        text = "&".join(f"{name}={query[name]}" for name in sorted(query)) + f"&body={digest}"
        return {**query, "sign": hmac.new(SECRET.encode(), text.encode(), "sha256").hexdigest()}

    def call(self, name: str, inner: str, query: Mapping[str, str] | None = None) -> str:
        declared = '<?xml version="1.0" encoding="GBK"?>'
        body = f"{declared}<request>{inner}</request>".encode("gbk", "xmlcharrefreplace")
        params = dict(query or self.query(body))
        url = f"{self.sandbox.url}/openapi/{name}"
        return httpx.post(url, params=params, content=body, headers={"content-type": XML}).content.decode("gbk")

    def write(self, name: str = "doc/add", *, also: str = "", **changes: str) -> str:
        fields = {**FIELDS, **changes}
        return self.call(name, "".join(f"<{key}><![CDATA[{value}]]></{key}>" for key, value in fields.items()) + also)


@pytest.fixture
def at() -> Iterator[Caller]:
    clock = Clocked(NOON)
    with Sandbox(clock=clock) as sandbox:
        yield Caller(sandbox, clock)


def code(answer: str) -> str:
    return re.findall(r"<code>(\d+)</code>", answer)[0]


def test_only_who_signs_the_whole_call_now_and_once_is_let_in(at: Caller) -> None:
    empty = '<?xml version="1.0" encoding="GBK"?><request></request>'.encode("gbk")
    good = at.query(empty)
    assert code(at.call("ping", "", good)) == "0"
    assert code(at.call("ping", "", good)) == "1003"
    assert code(at.call("ping", "<x/>", at.query(empty))) == "1001"
    assert code(at.call("ping", "", {**at.query(empty), "sign": "0" * 64})) == "1001"
    late = at.query(empty)
    at.clock.on(timedelta(minutes=6))
    assert code(at.call("ping", "", late)) == "1002"


def test_what_is_added_is_public_only_after_review_and_in_gbk(at: Caller) -> None:
    answer = at.write()
    assert (code(answer), "<status>1</status>" in answer, "<url>" in answer) == ("0", True, False)
    at.sandbox.review()
    found = at.call("doc/query", "<sourceId>gk-2026-00137</sourceId>")
    page = httpx.get(re.findall("<url>(.*)</url>", found)[0])
    assert "charset" not in page.headers["content-type"]
    assert "三月起检查，&#134071;田路 &amp; 其它。" in page.content.decode("gbk")


def test_an_idle_update_sends_a_published_document_back_to_review(at: Caller) -> None:
    at.write()
    at.sandbox.review()
    number = at.sandbox.documents()[0].id
    assert "<status>1</status>" in at.write("doc/update", docId=str(number))
    assert at.sandbox.documents()[0].shown_title == "检查通知", "the old page stays meanwhile"
    assert code(at.write("doc/update", docId=str(number), version="1")) == "2009"


def test_a_reviewer_sends_back_with_an_opinion_and_what_is_revoked_is_gone(at: Caller) -> None:
    at.write()
    at.sandbox.review("缺少文号")
    found = at.call("doc/query", "<sourceId>gk-2026-00137</sourceId>")
    assert ("<status>3</status>" in found, "缺少文号" in found) == (True, True)
    number = at.sandbox.documents()[0].id
    at.write("doc/update", docId=str(number))
    at.sandbox.review()
    assert httpx.get(f"{at.sandbox.url}/tzgg/t{number}.html").status_code == 200
    at.call("doc/revoke", f"<docId>{number}</docId>")
    assert httpx.get(f"{at.sandbox.url}/tzgg/t{number}.html").status_code == 404


def test_attachments_travel_inside_and_must_be_there(at: Caller) -> None:
    link = '<p><a href="attach:a1">表</a></p>'
    assert code(at.write(content=link)) == "2002"
    data = base64.b64encode(b"table").decode()
    sent = (
        f"<attachments><attachment><key>a1</key><name>检查表.xlsx</name><data>{data}</data></attachment></attachments>"
    )
    assert code(at.write(content=link, also=sent)) == "0"
    assert httpx.get(f"{at.sandbox.url}/upload/a1.xlsx").content == b"table"
    assert code(at.write(sourceId="other", content=link, also=sent.replace("xlsx", "exe"))) == "2006"


def test_it_refuses_what_its_description_does_not_say(at: Caller) -> None:
    at.write()
    answers = [
        at.write(),
        at.write(sourceId="other", channelId="9999"),
        at.write(sourceId="other", title=" "),
        at.write(sourceId="other", also="<author>张三</author>"),
        at.call("doc/query", "<docId>1</docId>"),
        at.call("doc/revoke", "<docId>1</docId>"),
    ]
    assert [code(answer) for answer in answers] == ["2005", "2004", "2002", "2001", "0", "2008"]


def test_a_lost_answer_is_lost_before_or_after_the_effect(at: Caller) -> None:
    for when, there in (("lose_before", 0), ("lose_after", 1)):
        at.sandbox.fault(when, "doc/add")  # type: ignore[arg-type]
        with pytest.raises(httpx.TransportError):
            at.write()
        assert len(at.sandbox.documents()) == there


def test_a_person_reviews_in_the_back_office(at: Caller) -> None:
    at.write()
    number = at.sandbox.documents()[0].id
    assert "检查通知" in httpx.get(f"{at.sandbox.url}/houtai").content.decode("gbk")
    httpx.post(f"{at.sandbox.url}/houtai/{number}", data={"opinion": ""})
    assert at.sandbox.documents()[0].shown_title == "检查通知"
