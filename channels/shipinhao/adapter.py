"""The 视频号 channel."""

from pathlib import Path

from channels.channel import Surroundings
from channels.handover import Platform, VideoHandOver
from channels.limits import load
from channels.shipinhao.link import read
from channels.shipinhao.rendition import compose
from channels.shipinhao.settings import Settings

PLATFORM = Platform(
    name="视频号",
    entrance="视频号助手（channels.weixin.qq.com）或微信",
    keys=("short_title", "text"),
    limits=load(Path(__file__).with_name("limits.yaml")),
    compose=compose,
    read=read,
)


def build(settings: Settings, surroundings: Surroundings) -> VideoHandOver:
    return VideoHandOver(PLATFORM, settings, surroundings)
