"""Douyin's stage for the contract of hand-overs."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import httpx

from channels import handover_person
from channels.douyin import sandbox
from channels.douyin.adapter import build
from channels.douyin.settings import Settings
from channels.loopback import serving
from tests.channels.stages import HandOverStage, Scene


@contextmanager
def hand_over(folder: Path) -> Iterator[HandOverStage]:
    scene = Scene(folder)
    with serving(sandbox.build_app(folder / "douyin", scene.clock)) as address:
        settings = Settings(
            kind="douyin", medium="政务抖音", account="示范高新区", short_links="follow", short_link_base=address
        )
        yield HandOverStage(
            channel=build(settings, scene.around("douyin", "政务抖音")),
            files=scene.files,
            clock=scene.clock,
            good=scene.edition(),
            bad={
                "missing_video": scene.edition(video=None),
                "missing_ai_declaration": scene.edition(ai_generated=None),
                "channel_title": scene.edition(title="关于" + "开展" * 20),
                "channel_topics": scene.edition(overrides={"douyin": {"topics": list("一二三四五六")}}),
                "unknown_override": scene.edition(overrides={"douyin": {"titel": "写错的字段名"}}),
                "video_seconds": scene.edition(video=scene.video(seconds=2)),
                "video_unreadable": scene.edition(video=scene.files.keep(b"not a video", "假的.mp4")),
                "cover_unreadable": scene.edition(cover=scene.files.keep(b"not a picture", "假的.jpg")),
            },
            complete=partial(handover_person.upload, address),
            forms=partial(_forms, address),
            take_down=partial(handover_person.take_down, address),
            foreign="https://www.kuaishou.com/short-video/3xabcdefgh",
            links_tell_the_time=True,
        )


def _forms(address: str, pasted: str) -> Sequence[str]:
    short = re.search(r"v\.douyin\.com/(\w+)", pasted)[1]
    number = re.search(r"/video/(\d+)", httpx.head(f"{address}/{short}/").headers["location"])[1]
    return (
        f"http://www.douyin.com/video/{number}?previous_page=app_code_link",
        f"https://www.iesdouyin.com/share/video/{number}/?region=CN&mid=7000000000000000000",
        f"https://www.douyin.com/user/MS4wLjAB?modal_id={number}",
        f"www.douyin.com/video/{number}",
        f"看这个：v.douyin.com/{short}/，已经发了",
    )
