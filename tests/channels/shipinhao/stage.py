"""视频号's stage for the contract of hand-overs."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from channels import handover_person
from channels.loopback import serving
from channels.shipinhao import sandbox
from channels.shipinhao.adapter import build
from channels.shipinhao.settings import Settings
from tests.channels.stages import HandOverStage, Scene


@contextmanager
def hand_over(folder: Path) -> Iterator[HandOverStage]:
    scene = Scene(folder)
    with serving(sandbox.build_app(folder / "shipinhao", scene.clock)) as address:
        settings = Settings(kind="shipinhao", medium="政务微信视频号", account="示范高新区发布")
        yield HandOverStage(
            channel=build(settings, scene.around("shipinhao", "政务微信视频号")),
            files=scene.files,
            clock=scene.clock,
            good=scene.edition(),
            bad={
                "missing_video": scene.edition(video=None),
                "missing_ai_declaration": scene.edition(ai_generated=None),
                "channel_short_title": scene.edition(overrides={"shipinhao": {"short_title": "检查，开始了"}}),
                "channel_topic": scene.edition(keywords=("安全 生产",)),
                "video_codec": scene.edition(video=scene.video(codec="mpeg4")),
            },
            complete=partial(handover_person.upload, address),
            forms=_forms,
            take_down=partial(handover_person.take_down, address),
            foreign="https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv",
        )


def _forms(pasted: str) -> Sequence[str]:
    share = pasted.rsplit("/", 1)[1]
    return (
        f"http://weixin.qq.com/sph/{share}?from=timeline",
        f"【安全检查开始了】https://weixin.qq.com/sph/{share}，点开看看",
        f"https://channels.weixin.qq.com/finder-preview/pages/sph?id={share}",
    )
