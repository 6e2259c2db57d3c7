"""What a mapping's texts become: values with their types, and bytes that no title can break."""

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import UploadFile
from starlette.requests import Request

from channels.errors import Misconfigured
from channels.rest import bodies
from channels.rest.bodies import Body, FilePart
from channels.rest.templates import Templates

TITLE = '关于“𠮷田路” <施工> & "绕行"的通知'
NOON = datetime(2026, 3, 5, 4, 0, 0, 7000, UTC)
NAMES: dict[str, Any] = {
    "number": 7,
    "ids": [1, 2],
    "none": None,
    "yes": True,
    "title": TITLE,
    "now": NOON,
    "file": SimpleNamespace(content=b"\x00\xff", name="表.pdf"),
}


def rendered(tree: Any) -> Any:
    templates = Templates("试")
    made = templates.tree(tree, ("ops",), dict.fromkeys(NAMES, frozenset()))
    assert templates.faults == []
    return made(NAMES)


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("{{ number }}", 7),
        ("{{ ids }}", [1, 2]),
        (["{{ number | int }}"], [7]),
        ("{{ yes }}", True),
        ("{{ none }}", None),
        ("第{{ number }}号", "第7号"),
        ("{{ yes }}/{{ none }}", "true/"),
        ("{% if yes %}{{ number }}{% endif %}", "7"),
        ({"a": "{{ none or OMIT }}", "b": "{{ number if yes else OMIT }}"}, {"b": 7}),
        (["{{ OMIT }}", 1], [1]),
        ("{{ title }}", TITLE),
        ("{{ file.content | base64 }}", "AP8="),
        ("{{ file.content | sha256 | length }}", 64),
        ("{{ now | local('%Y-%m-%d %H:%M') }}", "2026-03-05 12:00"),
        ("{{ now | utc_ms }}", "2026-03-05T04:00:00.007Z"),
        ("{{ now | epoch_ms }}", 1772683200007),
        ("没有花括号", "没有花括号"),
        (5, 5),
    ],
)
def test_one_expression_keeps_its_type_and_anything_else_is_text(written: Any, becomes: Any) -> None:
    assert rendered(written) == becomes


@pytest.mark.parametrize("written", ["{{ file.nothing }}", "{{ number / 0 }}", "x{{ file.content }}", "x{{ OMIT }}"])
def test_what_cannot_be_worked_out_is_told_by_its_place(written: str) -> None:
    with pytest.raises(Misconfigured, match=r"“试”的 ops"):
        rendered(written)


@pytest.mark.parametrize("written", ["{{ title.__class__ }}", "{{ file.__init__.__globals__ }}", "{{ ids.append(3) }}"])
def test_a_template_gets_nowhere_but_at_its_values(written: str) -> None:
    with pytest.raises(Misconfigured):
        rendered(written)
    assert NAMES["ids"] == [1, 2]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_whatever_a_title_is_made_of_it_arrives_in_xml_of_any_encoding(title: str) -> None:
    templates = Templates("试")
    made = templates.xml("<a><b>{{ title }}</b></a>", (), {"title": frozenset()})
    for encoding in ("utf-8", "gbk"):
        body = bodies.as_xml(made({"title": title}), encoding)
        # The parser knows no GBK: its bytes are read as they declare themselves.
        text = body.content.decode(encoding).partition("?>")[2]
        assert (fromstring(text).findtext("b") or "").strip() == bodies.NOT_IN_XML.sub("", title).strip()


def test_xml_declares_the_encoding_that_it_is_in() -> None:
    body = bodies.as_xml("<a>𠮷</a>", "gb2312")
    assert body.content == b'<?xml version="1.0" encoding="GBK"?>\n<a>&#134071;</a>'
    assert body.type == "application/xml; charset=GBK"


def test_form_fields_are_in_the_sites_encoding_and_lists_repeat() -> None:
    body = bodies.as_form({"title": "通知", "ids": [1, 2], "on": True, "none": None}, "gbk")
    assert b"%CD%A8%D6%AA" in body.content
    assert parse_qs(body.content.decode(), keep_blank_values=True, encoding="gbk") == {
        "title": ["通知"],
        "ids": ["1", "2"],
        "on": ["true"],
        "none": [""],
    }


def test_the_same_form_is_always_the_same_bytes_and_its_files_keep_their_names() -> None:
    parts = {"slug": "通知", "file": FilePart(b"%PDF\r\n--gongkai", "检查表.pdf", "application/pdf")}
    body = bodies.as_multipart(parts, "utf-8")
    assert body == bodies.as_multipart(parts, "utf-8")
    assert asyncio.run(read(body)) == {"slug": "通知", "file": ("检查表.pdf", "application/pdf", b"%PDF\r\n--gongkai")}


async def read(body: Body) -> dict[str, Any]:
    """As a web server reads it."""

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body.content, "more_body": False}

    request = Request({"type": "http", "method": "POST", "headers": [(b"content-type", body.type.encode())]}, receive)
    async with request.form() as form:
        return {name: await _told(value) for name, value in form.items()}


async def _told(value: UploadFile | str) -> Any:
    return value if isinstance(value, str) else (value.filename, value.content_type, await value.read())
