"""What is Douyin's own: its links, its numbers, its title."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from channels.douyin.adapter import build
from channels.douyin.link import published_at, read, read_and_follow
from channels.douyin.settings import Settings
from channels.errors import Refused
from tests.channels.stages import Scene

NUMBER = "7366246421034469130"
LONG = f"https://www.douyin.com/video/{NUMBER}"


@pytest.mark.parametrize(
    ("pasted", "url"),
    [
        (
            "1.71 复制打开抖音，看看【示范的作品】# 检查... https://v.douyin.com/6YWKa6_haf8/ K@j.pd 05/09 Atr:/",
            "https://v.douyin.com/6YWKa6_haf8/",
        ),
        (
            "3.30 复制打开抖音，看看【示范的作品】检查。https://v.douyin.com/zhw_hrZ0E-c/ :3pm w@f.OX 04/21 PXm:/ 。",
            "https://v.douyin.com/zhw_hrZ0E-c/",
        ),
        (f"{LONG}?modeFrom=userPost&secUid=MS4w", LONG),
        (f"https://www.iesdouyin.com/share/video/{NUMBER}/?region=CN&mid=7366246000000000000&u_code=abc", LONG),
        (f"https://www.douyin.com/jingxuan?modal_id={NUMBER}", LONG),
        (f"https://m.douyin.com/share/video/{NUMBER}", LONG),
        (f"https://open.douyin.com/player/video?vid={NUMBER}&autoplay=0", LONG),
        (f"https://www.douyin.com/note/{NUMBER}", f"https://www.douyin.com/note/{NUMBER}"),
        (f"{LONG} {LONG}?from=copy", LONG),
    ],
)
def test_a_pasted_text_becomes_the_canonical_address(pasted: str, url: str) -> None:
    assert read(pasted).url == url


@pytest.mark.parametrize(
    ("pasted", "says"),
    [
        ("https://www.douyin.com/user/MS4wLjABAAAA", "不是一条作品"),
        (f"https://www.douyin.com@evil.example/video/{NUMBER}", "evil.example"),
        (f"https://www.douyin.com.evil.example/video/{NUMBER}", "evil.example"),
        (f"{LONG} 和 https://www.douyin.com/video/7366246421034469131", "2 条不同的作品"),
        ("https://weixin.qq.com/sph/A7ULN6a876", "不是抖音的"),
    ],
)
def test_what_is_not_one_work_of_douyin_is_refused_in_words(pasted: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read(pasted)


def test_the_number_of_a_work_tells_when_it_was_published() -> None:
    assert read(LONG).at == datetime(2024, 5, 7, 13, 18, 15, tzinfo=UTC)
    assert published_at(123_456_789_012_345) is None


def test_a_short_link_that_cannot_be_followed_asks_for_the_long_one() -> None:
    with pytest.raises(Refused, match=r"https://www\.douyin\.com/video/"):
        read_and_follow("https://v.douyin.com/iRyLb8kf/", base="http://127.0.0.1:9")


def test_a_kept_short_link_is_confirmed_at_the_moment_it_was_brought(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    settings = Settings(kind="douyin", medium="政务抖音", account="示范高新区")
    channel = build(settings, scene.around("douyin", "政务抖音"))
    assert channel.platform.read("https://v.douyin.com/iRyLb8kf/").at is None


def test_words_for_douyin_are_the_authors_where_there_are_any(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    channel = build(Settings(kind="douyin", medium="政务抖音", account="示范高新区"), scene.around("dy2", "政务抖音"))
    asked = {"title": "检查开始了", "text": "企业请自查。", "topics": "#安全生产，高新区、安全生产"}
    edition = scene.edition(title="关于" + "开展" * 20, ai_generated=True, overrides={"dy2": asked})
    assert channel.check(edition) == []
    package = channel.package(edition)
    assert package.texts == {
        "标题": "检查开始了",
        "正文": "企业请自查。\n#安全生产 #高新区",
        "话题": "#安全生产 #高新区",
    }
    assert any("选“内容由AI生成”" in step and "不选" not in step for step in package.checklist)
