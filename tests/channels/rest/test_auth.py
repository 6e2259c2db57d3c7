"""A site is shown who calls, in every way that a mapping may say."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from channels.errors import Misconfigured
from channels.rest.auth import Auth, Authentication
from channels.rest.credentials import auth_of, parts_of
from channels.rest.requests import Request
from channels.rest.templates import Templates
from tests.channels.board import Clocked
from tests.channels.stages import NOON

FORM = "application/x-www-form-urlencoded"
SENT = {"sent_query": {"sign": "{{ signature }}"}}
TIME = str(int(NOON.timestamp()))


@dataclass
class Site:
    """What an auth needs of the engine; `key` is the secret that the settings give."""

    key: str = "0123"
    address: str = "https://www.example.gov.cn/cms"
    clock: Clocked = field(default_factory=lambda: Clocked(NOON))
    done: list[str] = field(default_factory=list)

    def now(self) -> datetime:
        return self.clock()

    def names(self) -> Mapping[str, Any]:
        return {"config": SimpleNamespace(user="张三"), "secret": SimpleNamespace(key=self.key), "now": self.clock()}

    def sign_in(self) -> Mapping[str, Any]:
        self.done.append("signed in")
        return {"token": f"t{len(self.done)}"}

    def forget(self) -> None:
        self.done.append("forgot")


def auth(site: Site, **says: Any) -> Auth:
    described: Authentication = TypeAdapter(Authentication).validate_python(says)
    templates = Templates("小站")
    parts = parts_of(described, templates.tree, dict.fromkeys(("config", "secret", "now"), frozenset[str]()))
    assert templates.faults == []
    return auth_of(described, parts, site)


def request(**changes: Any) -> Request:
    return Request("POST", "/doc", **{"params": {"b": "2", "a": "1"}, **changes})


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("{{ pairs }}&key={{ secret.key }}", f"a=1&b=2&c=&time={TIME}&key=0123"),
        ("{{ secret.key }}{{ joined }}{{ secret.key }}", f"0123a1b2ctime{TIME}0123"),
        ("{{ values }}{{ time }}{{ secret.key }}", f"12{TIME}{TIME}0123"),
        ("{{ method }}\n{{ path }}\n{{ encoded }}\n{{ body_md5 }}", None),
    ],
)
def test_what_is_signed_is_put_together_as_the_documentation_says(text: str, signed: str | None) -> None:
    says = {"kind": "signature", "algorithm": "sha256", "query": {"time": "{{ time }}"}, "text": text, **SENT}
    body = hashlib.md5(b"<x/>", usedforsecurity=False).hexdigest()
    signed = signed or f"POST\n/cms/doc\na=1&b=2&c=&time={TIME}\n{body}"
    params = {"b": "2", "a": "1", "c": ""}
    sent = auth(Site(), **says).finish(request(params=params, content=b"<x/>"))
    assert sent.params["sign"] == hashlib.sha256(signed.encode()).hexdigest()


@pytest.mark.parametrize(
    ("algorithm", "text", "digest"),
    [
        # Sources: GB/T 32905-2016 附录 A.1; RFC 4231 case 2; RFC 1321 A.5.
        ("sm3", "abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (
            "hmac-sha256",
            "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        ("md5", "abc", "900150983cd24fb0d6963f7d28e17f72"),
    ],
)
def test_digests_are_those_of_their_standards(algorithm: str, text: str, digest: str) -> None:
    key = {"key": "Jefe"} if algorithm.startswith("hmac") else {}
    for written, shown in (("hex", digest), ("HEX", digest.upper())):
        says = {"algorithm": algorithm, "text": text, "written": written, **key, **SENT}
        assert auth(Site(), kind="signature", **says).finish(request()).params["sign"] == shown
    says = {
        "algorithm": algorithm,
        "text": text,
        "written": "base64",
        **key,
        "sent_headers": {"X": "v1 {{ signature }}"},
    }
    sent = auth(Site(), kind="signature", **says).finish(request())
    assert sent.headers["X"] == f"v1 {base64.b64encode(bytes.fromhex(digest)).decode()}"


def test_fields_of_a_form_are_signed_with_the_query_but_not_what_is_left_out_or_empty() -> None:
    says = {"algorithm": "sha256", "text": "{{ pairs }}", "charset": "gbk", "leaves_out": ["b"], "empty": False, **SENT}
    content = b"title=%CD%A8%D6%AA&z="
    sent = auth(Site(), kind="signature", **says).finish(request(headers={"content-type": FORM}, content=content))
    assert sent.params["sign"] == hashlib.sha256("a=1&title=通知".encode("gbk")).hexdigest()


def test_no_two_calls_have_the_same_nonce() -> None:
    says = {"algorithm": "md5", "text": "{{ nonce }}", "headers": {"X-Nonce": "{{ nonce }}"}, **SENT}
    signing = auth(Site(), kind="signature", **says)
    first, second = (signing.finish(request()).headers["X-Nonce"] for _ in range(2))
    assert (len(first), first == second) == (32, False)


@pytest.mark.parametrize(
    "says",
    [
        {"algorithm": "md5", "text": "x"},
        {"algorithm": "hmac-md5", "text": "x", **SENT},
        {"algorithm": "md5", "text": "x", "key": "y", **SENT},
    ],
)
def test_a_signature_that_cannot_work_is_a_fault(says: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        auth(Site(), kind="signature", **says)


def test_name_and_password_and_fixed_texts_are_sent_with_every_call() -> None:
    basic = auth(Site(), kind="basic", user="{{ config.user }}", password="{{ secret.key }}", charset="gbk")
    shown = basic.finish(request()).headers["Authorization"].removeprefix("Basic ")
    assert base64.b64decode(shown).decode("gbk") == "张三:0123"
    fixed = auth(Site(), kind="fixed", headers={"X-Token": "{{ secret.key }}"}, query={"v": "2"})
    sent = fixed.finish(request())
    assert (sent.headers, sent.params) == ({"X-Token": "0123"}, {"b": "2", "a": "1", "v": "2"})


def test_a_token_is_minted_for_each_call() -> None:
    says = {"key": "{{ secret.key }}", "key_is": "hex", "header": {"kid": "k1"}, "claims": {"aud": "/admin/"}}
    site = Site()
    minted = auth(site, kind="jwt", headers={"Authorization": "Ghost {{ jwt }}"}, **says)
    scheme, token = minted.finish(request()).headers["Authorization"].split()
    head, claims, signature = token.split(".")
    assert scheme == "Ghost"
    assert read(head) == {"alg": "HS256", "typ": "JWT", "kid": "k1"}
    assert read(claims) == {"iat": int(TIME), "exp": int(TIME) + 300, "aud": "/admin/"}
    digest = hmac.new(bytes.fromhex("0123"), f"{head}.{claims}".encode(), "sha256").digest()
    assert base64.urlsafe_b64decode(f"{signature}=") == digest
    site.key = "not hex"
    with pytest.raises(Misconfigured) as raised:
        minted.finish(request())
    assert ("not hex" in str(raised.value), raised.value.__cause__) == (False, None)


def test_a_session_is_begun_once_and_again_when_it_is_old_or_forgotten() -> None:
    site = Site()
    session = {"kind": "login", "steps": [{"path": "/login"}], "lasts": 600}
    login = auth(site, headers={"X-Token": "{{ session.token }}"}, **session)
    assert [login.begin()["token"] for _ in range(2)] == ["t2", "t2"]
    assert login.finish(request()).headers["X-Token"] == "t2"
    site.clock.on(timedelta(seconds=600))
    assert login.begin()["token"] == "t4"
    assert login.refused()
    assert login.begin()["token"] == "t6"
    assert site.done == ["forgot", "signed in"] * 3


def read(part: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
