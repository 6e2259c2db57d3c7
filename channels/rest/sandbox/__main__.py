"""`python -m channels.rest.sandbox --port N --state FILE`: the platform as a process of its own."""

import time
from pathlib import Path
from typing import Annotated

import typer

from channels.rest.sandbox import APP_ID, SECRET, Sandbox


def run(
    state: Annotated[Path, typer.Option(help="状态文件（SQLite），没有就新建")],
    port: Annotated[int, typer.Option(help="端口，0 = 任意空闲端口")] = 0,
    algorithm: Annotated[str, typer.Option(help="签名算法：hmac-sha256、md5、sm3")] = "hmac-sha256",
) -> None:
    """集约化平台沙箱：只在本机监听；审核在 /houtai。"""
    with Sandbox(state, algorithm=algorithm, port=port) as sandbox:
        typer.echo(f"{sandbox.url}  appId={APP_ID}  secret={SECRET}")
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    typer.run(run)
