"""Every message and event of the platform's pages is understood, or passed over in silence."""

from datetime import UTC, datetime
from typing import Any

import pytest
from wechatpy import parse_message

from bot.chat.crypto import NotAccepted
from bot.chat.said import Kind, Said
from bot.chat.understanding import ACCOUNT_NEWS, event_of, forgotten, message_of
from bot.chat.xml import cdata, read
from content.telling import MESSAGE, OTHER, PRESS
from tests.bot.chat.follower import to_xml

AT = datetime(2026, 3, 4, 1, tzinfo=UTC)
HEAD = {"ToUserName": "gh_0000000000ab", "FromUserName": "oSample00zhang", "CreateTime": int(AT.timestamp())}


def said(kind: Kind, **fields: Any) -> Said:
    return Said(kind=kind, at=AT, **fields)


MESSAGES = {
    "text": ({"Content": " 路灯坏了\n"}, said(Kind.TEXT, text="路灯坏了")),
    "image": (
        {"PicUrl": "http://mmbiz.qpic.cn/1", "MediaId": "m1"},
        said(Kind.PICTURE, media="m1", url="http://mmbiz.qpic.cn/1"),
    ),
    "voice": ({"MediaId": "m2", "Format": "amr", "MediaId16K": "m3"}, said(Kind.VOICE, media="m2")),
    "video": ({"MediaId": "m4", "ThumbMediaId": "m5"}, said(Kind.VIDEO, media="m4")),
    "shortvideo": ({"MediaId": "m4", "ThumbMediaId": "m5"}, said(Kind.VIDEO, media="m4")),
    "location": (
        {"Location_X": "34.75", "Location_Y": "113.62", "Scale": "20", "Label": "示范路 1 号"},
        said(Kind.PLACE, text="示范路 1 号", latitude=34.75, longitude=113.62),
    ),
    "link": (
        {"Title": "通知", "Description": "…", "Url": "https://www.example.gov.cn/1"},
        said(Kind.LINK, text="通知", url="https://www.example.gov.cn/1"),
    ),
    "file": ({"Title": "表.xlsx"}, said(Kind.OTHER)),
    "miniprogrampage": ({"Title": "小程序"}, said(Kind.OTHER)),
}
SCAN = {"ScanType": "qrcode", "ScanResult": "https://www.example.gov.cn/2"}
EVENTS = {
    "subscribe": ({"EventKey": ""}, (PRESS, said(Kind.FOLLOWED))),
    "subscribe ": ({"EventKey": "qrscene_大厅", "Ticket": "t"}, (PRESS, said(Kind.FOLLOWED, text="大厅"))),
    "unsubscribe": ({"EventKey": ""}, (OTHER, said(Kind.LEFT))),
    "SCAN": ({"EventKey": "大厅", "Ticket": "t"}, (PRESS, said(Kind.SCANNED, text="大厅"))),
    "CLICK": ({"EventKey": "留言"}, (PRESS, said(Kind.PRESSED, text="留言"))),
    "scancode_waitmsg": (
        {"EventKey": "扫码", "ScanCodeInfo": SCAN},
        (PRESS, said(Kind.SCANNED, text="扫码", url="https://www.example.gov.cn/2")),
    ),
}
SILENT = {
    "LOCATION": {"Latitude": "34.7", "Longitude": "113.6", "Precision": "40"},
    "VIEW": {"EventKey": "https://www.example.gov.cn", "MenuId": "1"},
    "view_miniprogram": {"EventKey": "pages/index", "MenuId": "1"},
    "scancode_push": {"EventKey": "扫码", "ScanCodeInfo": SCAN},
    "pic_sysphoto": {"EventKey": "拍照", "SendPicsInfo": {"Count": 1, "PicList": {"item": {"PicMd5Sum": "0"}}}},
    "pic_photo_or_album": {"EventKey": "拍照", "SendPicsInfo": {"Count": 0, "PicList": ""}},
    "pic_weixin": {"EventKey": "拍照", "SendPicsInfo": {"Count": 0, "PicList": ""}},
    "location_select": {"EventKey": "位置", "SendLocationInfo": {"Location_X": "34", "Location_Y": "113"}},
    "MASSSENDJOBFINISH": {"MsgID": 1, "Status": "send success"},
    "PUBLISHJOBFINISH": {"PublishEventInfo": {"publish_id": "1", "publish_status": 0}},
    "FREEPUBLISHJOBFINISH": {"PublishEventInfo": {"publish_id": "1", "publish_status": 0}},
    "TEMPLATESENDJOBFINISH": {"MsgID": 1, "Status": "success"},
    "templatesendjobfinish": {"MsgID": 1, "Status": "failed:user block"},
    "subscribe_msg_popup_event": {"List": [{"TemplateId": "t"}, {"TemplateId": "u"}]},
    "subscribe_msg_change_event": {"List": {"TemplateId": "t", "SubscribeStatusString": "reject"}},
    "subscribe_msg_sent_event": {"List": {"TemplateId": "t", "MsgID": 1, "ErrorCode": 0}},
    "user_enter_tempsession": {},
    "debug_demo": {"debug_str": "hello world"},
    "kf_create_session": {"KfAccount": "a@b"},
    "kf_close_session": {"KfAccount": "a@b"},
    "kf_switch_session": {"FromKfAccount": "a@b"},
    "user_info_modified": {"OpenID": "o"},
    "something_new": {},
    **{name: {"ExpiredTime": 1} for name in ACCOUNT_NEWS},
}


def heard(content: dict[str, Any]) -> Any:
    return message_of(read(to_xml({**HEAD, **content}).encode()), "wechat")


@pytest.mark.parametrize("type_", MESSAGES)
def test_every_kind_of_message_is_understood(type_: str) -> None:
    fields, meant = MESSAGES[type_]
    message = heard({"MsgType": type_, **fields, "MsgId": 23000000000000001})
    assert (message.key, message.visitor) == ("wechat:23000000000000001", "oSample00zhang")
    assert (message.kind, message.said) == (MESSAGE, meant)


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_that_somebody_caused_is_understood(event: str) -> None:
    fields, meant = EVENTS[event]
    message = heard({"MsgType": "event", "Event": event.strip(), **fields})
    assert (message.kind, message.said) == meant


@pytest.mark.parametrize("event", SILENT)
def test_other_events_are_nobodys_word(event: str) -> None:
    assert heard({"MsgType": "event", "Event": event, **SILENT[event]}) is None


@pytest.mark.parametrize("type_", [name for name in MESSAGES if name not in ("file", "miniprogrampage")])
def test_wechatpy_reads_the_same_out_of_a_message(type_: str) -> None:
    fields, meant = MESSAGES[type_]
    theirs = parse_message(to_xml({**HEAD, "MsgType": type_, **fields, "MsgId": 1}))
    assert (theirs.source, theirs.type, theirs.time) == ("oSample00zhang", type_, HEAD["CreateTime"])
    names = {"content": "text", "media_id": "media", "url": "url", "title": "text", "label": "text"}
    for name, ours in names.items():
        if getattr(theirs, name, None) and type_ != "voice":
            assert getattr(theirs, name).strip() == getattr(meant, ours)


def test_a_tap_on_a_menu_in_a_message_counts_as_a_press() -> None:
    assert heard({"MsgType": "text", "Content": "是", "bizmsgmenuid": "1", "MsgId": 2}).kind == PRESS


def test_events_of_the_same_second_are_told_apart_and_the_same_one_is_not() -> None:
    press = {"MsgType": "event", "Event": "CLICK", "EventKey": "留言"}
    keys = [heard(content).key for content in (press, press, {**press, "EventKey": "查询"}, {**press, "Event": "SCAN"})]
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3
    assert "oSample" not in keys[0], "the visitor's name stands in no key"


def test_who_takes_back_the_consent_is_to_be_forgotten() -> None:
    content = {**HEAD, "MsgType": "event", "Event": "user_authorization_revoke", "OpenID": "oSample00li"}
    assert forgotten(read(to_xml(content).encode())) == "oSample00li"
    assert forgotten({**HEAD, "MsgType": "event", "Event": "user_info_modified", "OpenID": "oSample00li"}) == ""


def test_a_message_of_nobody_is_refused_and_nonsense_in_it_is_not() -> None:
    for visitor in ("", "a b", "o" * 65, "张三"):
        with pytest.raises(NotAccepted):
            heard({"FromUserName": visitor, "MsgType": "text", "Content": "x"})
    strange = {"MsgType": "location", "Location_X": "北", "Location_Y": "1e999", "CreateTime": 10**30}
    assert heard(strange).said.latitude is None
    assert heard({"MsgType": "text", "Content": {"a": "b"}}).said.text == ""
    assert event_of({"MsgType": "text", "Event": "CLICK"}) == ""


BOMB = b"""<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<xml><Encrypt>&c;</Encrypt></xml>"""
DANGEROUS = {
    "a bomb": BOMB,
    "a file": b'<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/hostname">]><xml><Encrypt>&f;</Encrypt></xml>',
    "another server": b'<!DOCTYPE xml SYSTEM "http://127.0.0.1:9/x.dtd"><xml/>',
    "in another encoding": BOMB.decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"),
    "an unknown entity": b"<xml><Encrypt>&nbsp;</Encrypt></xml>",
    "nothing": b"",
    "JSON": b'{"ToUserName": "x"}',
    "cut off": b"<xml><Encrypt>abc",
    "another root": b"<html><Encrypt>abc</Encrypt></html>",
    "very deep": b"<xml>" + b"<a>" * 9 + b"</a>" * 9 + b"</xml>",
    "endlessly deep": b"<xml>" + b"<a>" * 20000,
    "no text": bytes(range(256)),
}


@pytest.mark.parametrize("body", DANGEROUS.values(), ids=DANGEROUS)
def test_what_is_dangerous_or_no_xml_is_refused(body: bytes) -> None:
    with pytest.raises(NotAccepted) as refused:
        read(body)
    assert refused.value.status == 400


def test_repeated_elements_are_a_list() -> None:
    assert read(b"<xml><a>1</a><b><c>2</c><c>3</c></b><a>4</a></xml>") == {"a": ["1", "4"], "b": {"c": ["2", "3"]}}


@pytest.mark.parametrize("text", ["]]>", "a]]]]>>b", "<a>&amp;</a>", "\x00\x0b\ud800x\ufffe", "正文\n第二行\t完"])
def test_no_text_breaks_out_of_its_element(text: str) -> None:
    kept = read(f"<xml><a>{cdata(text)}</a></xml>".encode())["a"]
    assert kept == "".join(sign for sign in text if sign not in "\x00\x0b\ud800\ufffe")
