"""`python -m channels.wechat.sandbox --state FILE --port N --set verified=true`."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from channels.loopback import address, listen
from channels.wechat.sandbox import make_server
from channels.wechat.sandbox.platform import Platform
from channels.wechat.sandbox.state import State


def run(
    state: Annotated[Path, typer.Option(help="状态文件（SQLite），没有就新建")],
    port: Annotated[int, typer.Option(help="端口，0 = 任意空闲端口")] = 0,
    setting: Annotated[list[str] | None, typer.Option("--set", help="名称=值（JSON），可多次")] = None,
) -> None:
    """公众号沙箱：只在本机监听。"""
    listener = listen(port)
    base = address(listener)
    kept = State(state)
    with kept.change():
        kept.set(**dict(_setting(text) for text in setting or ()))
    typer.echo(base)
    make_server(Platform(kept, base)).run([listener])
    kept.close()


def _setting(text: str) -> tuple[str, Any]:
    name, _, value = text.partition("=")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


if __name__ == "__main__":
    typer.run(run)
