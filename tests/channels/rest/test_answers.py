"""What a site's answer says: read whatever it is written in, judged by the mapping's rules before the HTTP status."""

from typing import Any

import pytest

from channels.cms.document import State
from channels.errors import Misconfigured
from channels.http import Answer
from channels.rest.judging import Rules, judge
from channels.rest.paths import compiled_path
from channels.rest.refusals import error_of
from channels.rest.taken import remote_of
from channels.rest.views import View, view_of

XML = "application/xml"
PAGE = "<!DOCTYPE html><html><head><title>请 求被拦截</title></head><body>可疑</body></html>"


def view(content: bytes | str, media_type: str = "application/json", form: Any = "json", status: int = 200) -> View:
    raw = content if isinstance(content, bytes) else content.encode()
    return view_of(Answer(status, raw, media_type, {"etag": "1"}), form, encoding="gbk", lists=("item",))


def kind(of: View, **rules: Any) -> str | None:
    paths = {name: compiled_path(value)[0] for name, value in rules.items() if name in {"ok", "message"}}
    said = [(compiled_path(when)[0], one, "") for when, one in rules.get("errors", ())]
    no = judge(of, Rules(said, statuses=rules.get("statuses"), creates=rules.get("creates", False), **paths))
    return no.kind if no else None


def test_xml_in_the_countrys_encoding_becomes_a_tree() -> None:
    whole = """<?xml version="1.0" encoding="GB2312"?><r xmlns="urn:x" v="1"><code>0</code><none/>
    <list><item>甲</item></list><pair>一</pair><pair>二</pair><mixed n="2">字&#134071;</mixed></r>"""
    body = view(whole.encode("gbk"), XML, "xml").body
    assert body["r"]["@v"] == "1"
    assert (body["r"]["code"], body["r"]["none"], body["r"]["pair"]) == ("0", "", ["一", "二"])
    assert (body["r"]["list"]["item"], body["r"]["mixed"]) == (["甲"], {"@n": "2", "#text": "字𠮷"})


@pytest.mark.parametrize(
    "bomb",
    ['<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]><r>&a;</r>', '<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>'],
)
def test_entities_of_an_answer_are_not_followed(bomb: str) -> None:
    assert view(bomb, XML, "xml").is_strange


def test_json_is_read_in_the_encoding_it_says_or_else_the_mappings() -> None:
    assert view('{"msg": "成功"}'.encode("gbk")).body == {"msg": "成功"}
    assert view('\ufeff{"msg": "成功"}', "application/json; charset=utf-8").body == {"msg": "成功"}
    assert view('{"msg": "ok"}', "text/html").body == {"msg": "ok"}


def test_a_page_where_none_was_expected_is_something_before_the_site() -> None:
    for media_type in ("text/html", "application/json"):
        found = view(PAGE.encode("gbk"), media_type)
        assert (found.is_page, found.body["title"], kind(found)) == (True, "请 求被拦截", "html")
    assert kind(view(PAGE, "text/html", status=401)) == "auth"
    assert kind(view(PAGE, "text/html", status=302)) == "moved"
    assert kind(view(PAGE, "text/html", "html")) is None


@pytest.mark.parametrize(
    ("status", "said", "rules", "comes_to"),
    [
        (200, "{}", {}, None),
        (204, "", {}, None),
        (200, "Warning: disk full", {}, "unknown"),
        (200, '{"code": 5}', {"errors": [("body.code == `5`", "exists")]}, "exists"),
        (200, '{"code": 5}', {"ok": "body.code == `0`"}, "unknown"),
        (200, '{"code": 0}', {"ok": "body.code == `0`"}, None),
        (400, '{"code": "term_exists"}', {"ok": "body.code == 'term_exists'"}, None),
        (403, "{}", {"statuses": {403: "missing"}}, "missing"),
        (500, '{"code": "type"}', {"errors": [("body.code == 'type'", "invalid")]}, "invalid"),
        (403, "{}", {}, "auth"),
        (404, "{}", {}, "missing"),
        (409, "{}", {}, "conflict"),
        (409, "{}", {"creates": True}, "exists"),
        (422, "{}", {}, "invalid"),
        (429, "{}", {}, "retry"),
        (503, "{}", {}, "unknown"),
    ],
)
def test_rules_come_first_then_ok_then_the_status(
    status: int, said: str, rules: dict[str, Any], comes_to: str | None
) -> None:
    assert kind(view(said, status=status), **rules) == comes_to


@pytest.mark.parametrize(
    ("said", "writes", "error"),
    [
        ("auth", True, "Misconfigured"),
        ("invalid", True, "Refused"),
        ("missing", False, "Gone"),
        ("exists", True, "Exists"),
        ("conflict", True, "Conflict"),
        ("retry", True, "TryLater"),
        ("unknown", True, "Unconfirmed"),
        ("unknown", False, "TryLater"),
        ("html", False, "TryLater"),
        ("moved", True, "Misconfigured"),
    ],
)
def test_every_kind_comes_to_what_may_be_done_next(said: Any, writes: bool, error: str) -> None:
    rules = Rules([(compiled_path("body")[0], said, "")], message=compiled_path("body.m")[0])
    no = judge(view('{"m": "原 话"}', status=418), rules)
    assert no is not None
    raised = error_of(no, "省平台", writes=writes, evidence={"step": "ops.create[1]"})
    assert type(raised).__name__ == error
    assert "网站说：原 话" in raised.says
    assert raised.evidence["status"] == "418"


@pytest.mark.parametrize(
    ("at", "is_then"),
    [
        ("2026-03-05 12:01:00", "2026-03-05T04:01:00+00:00"),
        ("2026-03-05T04:01:00Z", "2026-03-05T04:01:00+00:00"),
        ("2026/03/05 12:01", "2026-03-05T04:01:00+00:00"),
        (1772683260, "2026-03-05T04:01:00+00:00"),
        ("1772683260000", "2026-03-05T04:01:00+00:00"),
    ],
)
def test_a_time_is_read_however_it_is_written(at: Any, is_then: str) -> None:
    remote = remote_of({"id": 7, "state": True, "at": at}, {"true": State.PUBLISHED}, str, who="省平台")
    assert remote.at is not None
    assert (remote.id, remote.state, remote.at.isoformat()) == ("7", State.PUBLISHED, is_then)


@pytest.mark.parametrize("at", ["20260305120100123", 1e300, "nan", "昨天"])
def test_a_time_that_is_none_is_told(at: Any) -> None:
    with pytest.raises(Misconfigured, match=r"take\.at"):
        remote_of({"id": 7, "state": True, "at": at}, {"true": State.PUBLISHED}, str, who="省平台")
