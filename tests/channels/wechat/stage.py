"""WeChat's stages for the contracts: of hand-overs (an account that may only make drafts) and of sending."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from channels.wechat.adapter import build
from channels.wechat.as_draft import AsDraft
from channels.wechat.marker import marker_in, parse
from channels.wechat.settings import Settings
from tests.channels.sending import SendStage
from tests.channels.stages import HandOverStage, Scene
from tests.channels.wechat.account import office

PASTED = "《三月安全生产检查开始》https://mp.weixin.qq.com/s/Aw6JVUIxlX4z0Zk9MmQyVQ"


@contextmanager
def hand_over(folder: Path) -> Iterator[HandOverStage]:
    scene = Scene(folder)
    settings = Settings.model_validate(
        {"medium": "微信公众号", "app_id": "wx0000000000000000", "secret": "sample", "send_as": "draft"}
    )
    channel = build(settings, scene.around("wechat", "微信公众号"))
    assert isinstance(channel, AsDraft)
    yield HandOverStage(
        channel=channel,
        files=scene.files,
        clock=scene.clock,
        good=scene.edition(),
        bad={
            "too_long": scene.edition(title="关于" + "开展" * 20),
            "missing_field": scene.edition(html=""),
            "unknown_field": scene.edition(overrides={"wechat": {"titel": "写错的字段名"}}),
            "outside_image": scene.edition(html='<p><img src="https://www.example.com/a.png" alt="图"></p>'),
        },
        complete=lambda _folder: PASTED,
        forms=_forms,
        take_down=lambda _url: None,
        foreign="https://www.toutiao.com/article/7123456789012345678/",
    )


def _forms(_pasted: str) -> Sequence[str]:
    return (
        "http://mp.weixin.qq.com/s/Aw6JVUIxlX4z0Zk9MmQyVQ?scene=1#wechat_redirect",
        "mp.weixin.qq.com/s/Aw6JVUIxlX4z0Zk9MmQyVQ",
    )


@contextmanager
def send(folder: Path) -> Iterator[SendStage]:
    """By freepublish; drafts and 群发 have tests of their own."""
    with office(folder) as at:
        yield SendStage(
            channel=at.channel(),
            clock=at.scene.clock,
            editions=(at.edition(1), at.edition(2)),
            public=lambda: [parse(marker_in(article))[0] for article in at.public()],
            lose=lambda when: at.sandbox.fault(f"lose_{when}", "freepublish/submit"),
        )
