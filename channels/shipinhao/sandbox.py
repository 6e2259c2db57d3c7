"""视频号 on loopback, as the person who uploads sees it; see `channels.handover_sandbox`."""

from datetime import datetime
from pathlib import Path

from fastapi import FastAPI

from channels import handover_sandbox
from channels.channel import Clock
from channels.handover_sandbox import Look, short_name
from channels.shipinhao.adapter import PLATFORM


def build_app(folder: Path, clock: Clock, account: str = "示范高新区发布") -> FastAPI:
    """Works live in `folder`; neither their numbers nor their links carry a time, as 视频号's do not."""
    look = Look(
        name="视频号",
        account=account,
        title_key="short_title",
        limits=PLATFORM.limits,
        number=_number,
        path=lambda work: f"/sph/{work.share}",
        share_text=lambda work: f"https://weixin.qq.com/sph/{work.share}",
        landing=lambda _: "",
    )
    return handover_sandbox.build_app(folder, look, clock)


def _number(_at: datetime, serial: int) -> str:
    return f"export/UzFfSandbox{short_name(str(serial), 24)}"
