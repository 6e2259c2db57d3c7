"""Douyin on loopback, as the person who uploads sees it; see `channels.handover_sandbox`."""

from datetime import datetime
from pathlib import Path

from fastapi import FastAPI

from channels import handover_sandbox
from channels.channel import Clock
from channels.douyin.adapter import LIMITS
from channels.handover_sandbox import Look, Work


def build_app(folder: Path, clock: Clock, account: str = "示范高新区") -> FastAPI:
    """Works live in `folder`; their numbers carry the clock's second, as Douyin's do."""
    look = Look(
        name="抖音",
        account=account,
        title_key="title",
        limits=LIMITS,
        number=_number,
        path=lambda work: f"/video/{work.id}",
        share_text=lambda work: _share_text(work, account),
        landing=lambda work: f"https://www.iesdouyin.com/share/video/{work.id}/?region=CN&from=web_code_link",
    )
    return handover_sandbox.build_app(folder, look, clock)


def _number(at: datetime, serial: int) -> str:
    # The lower half is spread so that two works of one second differ in more than their last digits.
    return str(int(at.timestamp()) << 32 | (serial * 2_654_435_761 & 0xFFFFFFFF))


def _share_text(work: Work, account: str) -> str:
    words = f"{work.title} {work.text}".replace("\n", " ").replace("#", "# ")[:40]
    return (
        f"7.99 复制打开抖音，看看【{account}的作品】{words}... https://v.douyin.com/{work.share}/ k@P.xs 05/09 Atr:/ "
    )
