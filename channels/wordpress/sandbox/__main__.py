"""`python -m channels.wordpress.sandbox --folder FOLDER --port N`: a WordPress to rehearse on, until Ctrl+C."""

import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from channels.wordpress.sandbox import serving


def run(
    folder: Annotated[Path, typer.Option(help="放在哪个文件夹，没有就新建")],
    port: Annotated[int, typer.Option(help="端口，0 = 任意空闲端口")] = 0,
) -> None:
    """WordPress 沙箱：真的 WordPress，只在本机监听。"""
    folder.mkdir(parents=True, exist_ok=True)
    with serving(folder, port) as site, suppress(KeyboardInterrupt):
        typer.echo(f"网址 {site.address}　后台 {site.address}/wp-admin/（用户 admin，密码 sample-password）")
        typer.echo(f"渠道用的编辑帐号：用户 editor，应用程序密码 {site.passwords['editor']}")
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    typer.run(run)
