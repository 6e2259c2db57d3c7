"""A reply in WeChat's words: links, and messages that are not too long."""

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.reply import SILENCE, Link, Reply, say
from bot.chat.wechat_words import LONGEST, in_messages

LINK = Link("我要留言", "https://hd.example.gov.cn/hd/liuyan")


def test_links_are_links_and_silence_is_nothing() -> None:
    assert in_messages(say("请到", LINK, "\n谢谢。")) == [
        '请到<a href="https://hd.example.gov.cn/hd/liuyan">我要留言</a>\n谢谢。'
    ]
    assert in_messages(SILENCE) == []


def test_nobodys_words_become_a_link_or_break_one() -> None:
    (shown,) = in_messages(say('<a href="https://bad.example">点我</a>', Link('"><b', 'https://a.example/?q="><b>')))
    assert shown == '＜a href="https://bad.example">点我＜/a><a href="https://a.example/?q=%22%3E%3Cb%3E">">＜b</a>'
    assert in_messages(say(Link("点我", "javascript:alert(1)"))) == ["点我"]


@given(st.lists(st.text(max_size=900) | st.builds(Link, st.text(max_size=900), st.text(max_size=900)), max_size=6))
def test_no_message_is_too_long_and_nothing_is_lost(parts: list[str | Link]) -> None:
    messages = in_messages(Reply(tuple(parts)))
    assert all(0 < len(message.encode()) <= LONGEST for message in messages)
    shown = "".join(messages).replace("<", "＜")
    texts = [part.replace("<", "＜") for part in parts if isinstance(part, str)]
    assert all(word in shown for text in texts for word in text.split())


def test_a_long_list_is_broken_between_its_lines() -> None:
    lines = [f"{number}. 关于开展第{number}次检查的通知\n" for number in range(1, 200)]
    messages = in_messages(say(*lines))
    assert len(messages) > 1
    assert "\n".join(messages) + "\n" == "".join(lines)
