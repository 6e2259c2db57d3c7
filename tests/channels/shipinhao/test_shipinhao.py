"""What is 视频号's own: its links and its short title."""

from pathlib import Path

import pytest

from channels.errors import Refused
from channels.shipinhao.adapter import build
from channels.shipinhao.link import read
from channels.shipinhao.settings import Settings
from tests.channels.stages import Scene

FEED = "https://channels.weixin.qq.com/web/pages/feed"


@pytest.mark.parametrize(
    ("pasted", "url"),
    [
        ("https://weixin.qq.com/sph/A7ULN6a876", "https://weixin.qq.com/sph/A7ULN6a876"),
        ("weixin.qq.com/sph/A7ULN6a876/", "https://weixin.qq.com/sph/A7ULN6a876"),
        (
            "https://channels.weixin.qq.com/finder-preview/pages/sph?id=A7ULN6a876&from=1",
            "https://weixin.qq.com/sph/A7ULN6a876",
        ),
        (f"{FEED}?eid=export%2FUzFfAgtgekIEAQAA&comment_scene=0", f"{FEED}?eid=export%2FUzFfAgtgekIEAQAA"),
        ("export/UzFfAgtgekIEAQAA", f"{FEED}?eid=export%2FUzFfAgtgekIEAQAA"),
        (f"{FEED}?nid=YmFy&oid=Zm9vYmFy&feed_id=1", f"{FEED}?oid=Zm9vYmFy&nid=YmFy"),
    ],
)
def test_a_pasted_text_becomes_the_canonical_address(pasted: str, url: str) -> None:
    assert read(pasted).url == url


def test_the_managing_page_is_not_a_work() -> None:
    with pytest.raises(Refused, match="不是一条作品"):
        read("https://channels.weixin.qq.com/platform/post/list")


def test_the_description_opens_with_the_title_which_shipinhao_has_no_field_for(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    settings = Settings(kind="shipinhao", medium="政务微信视频号", account="示范高新区发布")
    channel = build(settings, scene.around("shipinhao", "政务微信视频号"))
    long = scene.edition(title="关于开展 2026 年度安全生产检查的通知", summary="三月起检查。")
    assert [problem.code for problem in channel.check(long)] == ["channel_short_title"]
    edition = scene.edition(
        title=long.item.title, summary="三月起检查。", overrides={"shipinhao": {"short_title": "安全检查开始了"}}
    )
    assert channel.check(edition) == []
    assert channel.package(edition).texts["正文"].startswith("关于开展 2026 年度安全生产检查的通知\n三月起检查。\n#")
    assert channel.package(edition).texts["短标题"] == "安全检查开始了"
