"""The Douyin channel, completed by a person."""

from functools import partial
from pathlib import Path

from channels.channel import Surroundings
from channels.douyin.link import read, read_and_follow
from channels.douyin.rendition import compose
from channels.douyin.settings import Settings
from channels.handover import Platform, VideoHandOver
from channels.limits import load

LIMITS = load(Path(__file__).with_name("limits.yaml"))


def build(settings: Settings, surroundings: Surroundings) -> VideoHandOver:
    follows = settings.short_links == "follow"
    platform = Platform(
        name="抖音",
        entrance="抖音创作者中心（creator.douyin.com）或抖音",
        keys=("title", "text"),
        limits=LIMITS,
        compose=compose,
        read=partial(read_and_follow, base=settings.short_link_base) if follows else read,
    )
    return VideoHandOver(platform, settings, surroundings)
