"""The sandbox is as strict as the platform is known to be (facts: see the README of the kind)."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest

from channels.wechat.sandbox import APP_ID, SECRET, Sandbox
from channels.wechat.sandbox.rewriting import rewritten
from tests.channels.wechat.test_images import picture

KEYS = {"grant_type": "client_credential", "appid": APP_ID, "secret": SECRET}
ARTICLE = {"title": "标题", "content": "<p>正文</p>"}


class Caller:
    """Speaks to the sandbox as any client would."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.wire = httpx.Client(base_url=f"{sandbox.url}/cgi-bin/", trust_env=False)
        self.token = self.stable()["access_token"]

    def stable(self, **more: Any) -> dict[str, Any]:
        return dict(self.wire.post("stable_token", json={**KEYS, **more}).json())

    def __call__(self, name: str, token: str = "", **body: Any) -> dict[str, Any]:
        answer = self.wire.post(
            name, params={"access_token": token or self.token}, content=json.dumps(body, ensure_ascii=False).encode()
        )
        return dict(answer.json())

    def upload(self, name: str, content: bytes, **query: str) -> dict[str, Any]:
        params = {"access_token": self.token, **query}
        return dict(self.wire.post(name, params=params, files={"media": ("a.jpg", content, "image/jpeg")}).json())

    def article(self, **more: Any) -> dict[str, Any]:
        thumb = self.upload("material/add_material", picture("JPEG"), type="image")["media_id"]
        return {**ARTICLE, "thumb_media_id": thumb, **more}

    def draft(self, **more: Any) -> str:
        return str(self("draft/add", articles=[self.article(**more)])["media_id"])


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Caller]:
    with Sandbox(tmp_path / "wechat.db", publish_seconds=0, mass_seconds=0) as sandbox:
        caller = Caller(sandbox)
        yield caller
        caller.wire.close()


def test_success_often_has_no_errcode_and_a_refusal_has_a_request_id(ask: Caller) -> None:
    assert set(ask("draft/add", articles=[ask.article()])) == {"media_id"}
    assert set(ask("draft/batchget", offset=0, count=1)) == {"total_count", "item_count", "item"}
    refused = ask("draft/get", media_id="none")
    assert refused["errcode"] == 40007
    assert " rid: " in refused["errmsg"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": "长" * 33}, 45003),
        ({"author": "长" * 17}, 45110),
        ({"digest": "长" * 121}, 45004),
        ({"content": "长" * 20_000}, 45002),
        ({"content": "<video></video>"}, 45166),
        ({"content_source_url": "http://localhost/1"}, 41039),
        ({"content_source_url": f"https://a.example/{'x' * 1024}"}, 45005),
        ({"thumb_media_id": "temporary"}, 40007),
        ({"need_open_comment": 1}, 88000),
    ],
)
def test_limits_of_an_article(ask: Caller, more: dict[str, Any], code: int) -> None:
    assert ask("draft/add", articles=[ask.article(**more)])["errcode"] == code


def test_a_sparse_update_is_refused_as_if_the_draft_were_gone_and_an_index_counts_from_0(ask: Caller) -> None:
    media_id, article = ask.draft(), ask.article(title="新")
    assert ask("draft/update", media_id=media_id, index=0, articles={"title": "新"})["errcode"] == 40007
    assert ask("draft/update", media_id=media_id, index=1, articles=article)["errcode"] == 40114
    assert ask("draft/update", media_id=media_id, index=0, articles=article)["errcode"] == 0
    assert ask("draft/get", media_id=media_id)["news_item"][0]["title"] == "新"


def test_escapes_stay_as_they_stand(ask: Caller) -> None:
    raw = json.dumps({"articles": [ask.article(title="中")]}).encode()
    media_id = ask.wire.post("draft/add", params={"access_token": ask.token}, content=raw).json()["media_id"]
    assert ask("draft/get", media_id=media_id)["news_item"][0]["title"] == "\\u4e2d"


def test_publishing_consumes_the_draft(ask: Caller) -> None:
    media_id = ask.draft()
    publish_id = ask("freepublish/submit", media_id=media_id)["publish_id"]
    assert isinstance(publish_id, int)
    assert ask("draft/get", media_id=media_id)["errcode"] == 40007
    assert ask("freepublish/submit", media_id=media_id)["errcode"] == 40007
    got = ask("freepublish/get", publish_id=publish_id)
    assert got["publish_status"] == 0
    page = httpx.get(got["article_detail"]["item"][0]["article_url"], trust_env=False)
    assert "标题" in page.text


def test_deleting_counts_from_1_and_0_means_all(ask: Caller) -> None:
    media_id = ask("draft/add", articles=[ask.article(title="甲"), ask.article(title="乙")])["media_id"]
    article_id = ask("freepublish/get", publish_id=ask("freepublish/submit", media_id=media_id)["publish_id"])[
        "article_id"
    ]
    assert ask("freepublish/delete", article_id=article_id, index=2)["errcode"] == 0
    assert [a["title"] for a in ask.sandbox.public()["articles"] if not a["deleted"]] == ["甲"]
    assert ask("freepublish/delete", article_id=article_id)["errcode"] == 0
    assert all(item["is_deleted"] for item in ask("freepublish/getarticle", article_id=article_id)["news_item"])
    assert ask("freepublish/delete", article_id="none")["errcode"] == 53600


def test_what_went_out_by_mass_send_is_not_in_the_publish_list(ask: Caller) -> None:
    send = {"filter": {"is_to_all": True}, "msgtype": "mpnews", "clientmsgid": "k"}
    assert ask("message/mass/sendall", mpnews={"media_id": ask.draft()}, **send)["errcode"] == 0
    assert ask("freepublish/batchget", offset=0, count=20)["total_count"] == 0
    assert len(ask.sandbox.public()["articles"]) == 1


def test_the_key_of_a_mass_send_holds_for_a_day_and_32_bytes(ask: Caller) -> None:
    send = {"filter": {"is_to_all": True}, "msgtype": "mpnews"}
    first = ask("message/mass/sendall", mpnews={"media_id": ask.draft()}, clientmsgid="k", **send)

    def repeat() -> dict[str, Any]:
        return ask("message/mass/sendall", mpnews={"media_id": ask.draft()}, clientmsgid="k", **send)

    assert repeat()["errcode"] == 45066
    ask.sandbox.forward(61)
    assert repeat() | {"errmsg": ""} == {"errcode": 45065, "errmsg": "", "msg_id": first["msg_id"]}
    assert ask("message/mass/sendall", mpnews={"media_id": "x"}, clientmsgid="k" * 33, **send)["errcode"] == 45067
    ask.sandbox.forward(24 * 3600)
    ask.token = ask.stable()["access_token"]
    assert repeat()["errcode"] == 0


def test_one_mass_send_a_day_four_a_month(ask: Caller) -> None:
    def send(key: str) -> int:
        ask.token = ask.stable()["access_token"]
        body = {"filter": {"is_to_all": True}, "msgtype": "mpnews", "mpnews": {"media_id": ask.draft()}}
        return int(ask("message/mass/sendall", clientmsgid=key, **body)["errcode"])

    assert [send("a"), send("b")] == [0, 45028]
    ask.sandbox.set(account="service", clock_offset=40 * 86400)
    assert send("c") == 0
    for day in (1, 2, 3):
        ask.sandbox.forward(86400)
        assert send(f"d{day}") in {0, 45028}  # a month may turn in between


@pytest.mark.parametrize(
    ("config", "name", "code"),
    [
        ({"verified": False}, "freepublish/batchget", 48001),
        ({"verified": False}, "message/mass/sendall", 48001),
        ({"verified": False}, "draft/batchget", None),
        ({"account": "miniprogram"}, "draft/batchget", 48001),
    ],
)
def test_permission_goes_by_the_kind_of_account(
    ask: Caller, config: dict[str, Any], name: str, code: int | None
) -> None:
    ask.sandbox.set(**config)
    assert ask(name, offset=0, count=1).get("errcode") == code


def test_pictures_are_judged_by_their_bytes(ask: Caller) -> None:
    assert ask.upload("media/uploadimg", picture("PNG"))["url"].startswith(f"{ask.sandbox.url}/mmbiz_png/")
    assert ask.upload("media/uploadimg", picture("GIF"))["errcode"] == 40005
    assert ask.upload("media/uploadimg", picture("PNG", (900, 900), noise=True))["errcode"] == 40009
    assert ask.upload("material/add_material", picture("PNG"))["errcode"] == 40007
    assert ask.upload("material/add_material", picture("WEBP"), type="image")["errcode"] == 40137


def test_tokens_overlap_when_renewed_and_die_when_forced(ask: Caller) -> None:
    assert ask.stable()["access_token"] == ask.token
    ask.sandbox.forward(7200 - 250)
    newer = ask.stable()["access_token"]
    assert newer != ask.token
    assert [ask("draft/batchget", token).get("errcode") for token in (ask.token, newer)] == [None, None]
    ask.sandbox.forward(251)
    assert ask("draft/batchget")["errcode"] == 42001
    assert ask.stable(force_refresh=True)["access_token"] != newer
    assert ask("draft/batchget", newer)["errcode"] == 40001
    assert ask.stable(force_refresh=True)["errcode"] == 45011


def test_the_two_families_of_tokens_know_nothing_of_each_other(ask: Caller) -> None:
    first, second = (ask.wire.get("token", params=KEYS).json()["access_token"] for _ in range(2))
    assert [ask("draft/batchget", token).get("errcode") for token in (ask.token, first, second)] == [None] * 3
    ask.sandbox.forward(301)
    assert [ask("draft/batchget", token).get("errcode") for token in (first, second)] == [40001, None]


def test_daily_limits_come_back_at_midnight_in_shanghai(ask: Caller) -> None:
    last = [ask("freepublish/get", publish_id="0")["errcode"] for _ in range(101)]
    assert last[0] == 53502  # a refused call costs nothing, so the count is of answers
    calls = [ask("freepublish/batchget", offset=0, count=1).get("errcode") for _ in range(101)]
    assert calls[99:] == [None, 45009]
    ask.sandbox.forward(86400)
    ask.token = ask.stable()["access_token"]
    assert "errcode" not in ask("freepublish/batchget", offset=0, count=1)


def test_html_is_rewritten() -> None:
    given = (
        '<p id="a" class="b" style="color:red;position:absolute"><a href="https://a.example">外</a>'
        '<a href="https://mp.weixin.qq.com/s/x">内</a><img src="https://a.example/a.png">'
        '<img src="http://mmbiz.qpic.cn/x" alt="y"/><br/></p><script>1</script>'
    )
    assert rewritten(given, base="http://127.0.0.1:1", verified=True) == (
        '<p style="color:red;">外<a href="https://mp.weixin.qq.com/s/x">内</a>'
        '<img data-src="http://mmbiz.qpic.cn/x" alt="y"><br  /></p>'
    )
    assert "<a" not in rewritten(given, base="http://127.0.0.1:1", verified=False)


def test_the_state_outlives_the_sandbox(tmp_path: Path) -> None:
    with Sandbox(tmp_path / "wechat.db", publish_seconds=0) as sandbox:
        caller = Caller(sandbox)
        token, media_id = caller.token, caller.draft()
        caller("freepublish/submit", media_id=caller.draft())
        sandbox.fault("http", "draft/count", count=-1)
        caller.wire.close()
    with Sandbox(tmp_path / "wechat.db") as sandbox:
        caller = Caller(sandbox)
        assert caller("draft/get", token, media_id=media_id)["news_item"]
        assert len(sandbox.public()["articles"]) == 1
        assert caller.wire.get("draft/count").status_code == 502
        caller.wire.close()


def test_events_go_out_signed_and_are_repeated_until_answered(ask: Caller) -> None:
    came: list[tuple[str, bytes]] = []

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append((self.path, self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(500 if len(came) == 1 else 200)
            self.end_headers()
            if len(came) == 2:
                Thread(target=door.shutdown).start()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    door = HTTPServer(("127.0.0.1", 0), Door)
    ask.sandbox.set(callback=f"http://127.0.0.1:{door.server_port}/", callback_token="sampletoken")
    ask("freepublish/submit", media_id=ask.draft())
    door.serve_forever(poll_interval=0.01)
    door.server_close()
    assert b"PUBLISHJOBFINISH" in came[1][1]
    assert "signature=" in came[1][0]
    with pytest.raises(ValueError, match="loopback"):
        ask.sandbox.set(callback="https://www.example.com/")
