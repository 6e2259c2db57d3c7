"""The settings of the chat and of the public's pages."""

from datetime import time
from pathlib import Path

import pytest

from bot.settings_chat import TOPICS, Keyword, MenuButton, Span
from tests.bot.test_settings import SMALL, WHOLE, faults, read

CHAT = """\
chat:
  greeting: 您好，欢迎关注。
  office_hours: [8:30-12:00, 14:30—18:00]
  quiet_hours: 22:00-7:00
  answer_days: 5
  keywords:
    - {words: [地址, 在哪], reply: 示范路1号。}
    - {words: 上班, exact: true, reply: 工作日上班。, link: "https://www.example.gov.cn/sj"}
  menu:
    - name: 信息公开
      buttons:
        - {name: 公开指南, url: "https://www.example.gov.cn/zn"}
        - {name: 我要留言, page: 留言}
    - {name: 留言, key: 留言}
public: {base_url: "https://hd.example.gov.cn/"}
"""


def test_the_chat_is_read(tmp_path: Path) -> None:
    chat = read(tmp_path, WHOLE + CHAT).chat
    assert chat.channel == "wechat"
    assert chat.greeting == "您好，欢迎关注。"
    assert [str(span) for span in chat.office_hours] == ["8:30至12:00", "14:30至18:00"]
    assert (chat.answer_days, chat.topics) == (5, TOPICS)
    assert chat.keywords[1] == Keyword(("上班",), "工作日上班。", exact=True, link="https://www.example.gov.cn/sj")
    assert chat.menu[0].buttons[1] == MenuButton("我要留言", page="留言")
    assert chat.menu[1] == MenuButton("留言", key="留言")
    assert read(tmp_path, WHOLE + CHAT).public.base_url == "https://hd.example.gov.cn"


def test_without_a_word_about_it_there_are_defaults(tmp_path: Path) -> None:
    assert read(tmp_path, WHOLE).chat.channel == "wechat"
    settings = read(tmp_path, SMALL)
    assert (settings.chat.channel, settings.chat.menu, settings.public.base_url) == ("", (), "")


def test_a_night_goes_over_midnight() -> None:
    night = Span(time(22), time(7))
    assert [hour for hour in range(24) if time(hour) in night] == [0, 1, 2, 3, 4, 5, 6, 22, 23]
    assert str(night) == "22:00至次日7:00"
    assert [hour for hour in range(24) if time(hour) in Span(time(8, 30), time(10))] == [9]


@pytest.mark.parametrize(
    ("written", "key", "says"),
    [
        ("channel: wechta", "chat.channel", "“wechat”"),
        ("channel: press", "chat.channel", "能和公众对话"),
        ("greting: 好", "chat.greting", "“greeting”"),
        ("office_hours: [8:30]", "chat.office_hours[1]", "8:30-12:00"),
        ("office_hours: [25:00-26:00]", "chat.office_hours[1]", "8:30-12:00"),
        ("office_hours: [14:00-18:00, 8:00-12:00]", "chat.office_hours", "先后"),
        ("office_hours: [22:00-7:00]", "chat.office_hours", "半夜"),
        ("quiet_hours: 夜里", "chat.quiet_hours", "8:30-12:00"),
        ("keywords: [{words: [], reply: 好}]", "chat.keywords[1].words", "至少"),
        ('keywords: [{words: [地址, "？"], reply: 好}]', "chat.keywords[1].words", "“？”"),
        ('topics: [咨询, "……"]', "chat.topics", "“……”"),
        ("keywords: [{words: 甲, reply: 好, link: www.example.gov.cn}]", "chat.keywords[1].link", "https://"),
        ("topics: [咨询, 咨询]", "chat.topics", "两次"),
        ("menu: [{name: 甲}]", "chat.menu[1]", "key、url、page、buttons"),
        ("menu: [{name: 甲, key: 甲, page: 留言}]", "chat.menu[1]", "中的一个"),
        ("menu: [{name: 甲, page: 留研}]", "chat.menu[1].page", "没有“留研”"),
        ("menu: [{name: 甲, page: 留言}]", "chat.menu[1]", "base_url"),
        ("menu: [{name: 甲, buttons: [{name: 乙, buttons: []}]}]", "chat.menu[1].buttons[1].buttons", "没有这个设置"),
        ("menu: [{name: 1, key: a}, {name: 2, key: b}, {name: 3, key: c}, {name: 4, key: d}]", "chat.menu", "3"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, written: str, key: str, says: str) -> None:
    told = faults(tmp_path, f"{WHOLE}chat:\n  {written}\n")
    assert [(line, name) for line, name in told] == [(10, key)]
    assert says in told[10, key]


def test_of_two_accounts_one_must_be_named(tmp_path: Path) -> None:
    two = WHOLE.replace("  press:", "  other: {kind: wechat, medium: 微信公众号, app_id: wx0000000000000001, "
                        'secret: "${WECHAT_SECRET}"}\n  press:')  # fmt: skip
    assert "wechat、other" in faults(tmp_path, f"{two}chat: {{greeting: 您好}}\n")[10, "chat"]
    assert read(tmp_path, f"{two}chat: {{channel: other}}\n").chat.channel == "other"
    assert read(tmp_path, two).chat.channel == ""


def test_the_public_address_is_a_plain_one(tmp_path: Path) -> None:
    for address in ("hd.example.gov.cn", "https://hd.example.gov.cn/?a=1", "javascript:alert(1)"):
        assert (5, "public.base_url") in faults(tmp_path, f'{SMALL}public: {{base_url: "{address}"}}\n')
