"""`gongkai serve`, `worker`, `tidy`: keeping things going."""

import threading
from typing import TYPE_CHECKING, Annotated

import typer

from bot.actions.errors import CannotDo, WrongUse
from bot.cli.chinese import ChineseCommand
from bot.cli.options import Json
from bot.cli.out import complain, say, show_json
from bot.cli.session import SESSION

if TYPE_CHECKING:
    from socket import socket
    from threading import Event

    from bot.app import App


def add_to(app: typer.Typer) -> None:
    for command in (serve, worker, tidy):
        app.command(cls=ChineseCommand)(command)


def serve(
    *,
    host: Annotated[str, typer.Option("--host", metavar="地址", help="监听的地址，默认只在本机。")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="端口", help="监听的端口，默认 8000。", min=0, max=65535)
    ] = 8000,
    processes: Annotated[
        int, typer.Option("--processes", metavar="个数", help="用几个进程应答网页和微信，默认 1。", min=1, max=64)
    ] = 1,
) -> None:
    """常驻运行：按时发送、跟踪结果、清理（默认设置下有它就够了）；/healthz 供监控。"""
    from bot.siblings import beside
    from bot.teller import telling

    stop = _asked_to_stop()
    with SESSION.app():
        pass  # faults of the settings are told once, and the tables are there before several processes use them
    with _listening(host, port, shared=processes > 1) as listening:
        bound = listening.getsockname()[1]
        with (
            beside(processes - 1, lambda: _answer_beside(listening, host, stop)) as siblings,
            SESSION.app() as app,
            app.engine.serving(),
            telling(app),
        ):
            say(f"已开始运行，http://{host}:{bound}/healthz 可查是否正常；按 Ctrl+C 停止。")
            _say_first_link(app, f"http://{host}:{bound}")
            _answer(app, listening, stop)
    if siblings.lost.is_set():
        raise CannotDo("应答的进程有一个意外停止，已全部停下。请看日志，再重新运行。")


def _say_first_link(app: "App", here: str) -> None:
    """While nobody can sign in, whoever reads this may: it is the terminal of who runs the system."""
    from bot.actions.links import first_link
    from bot.console.pages import one_time_link

    if word := first_link(app, app.clock()):
        address = one_time_link(app.settings.console.base_url or app.settings.public.base_url or here, word)
        say(f"还没有人能登录工作台。请管理员打开这个链接，72小时内有效，只能用一次：\n{address}")


def _answer_beside(first: "socket", host: str, stop: "Event") -> None:
    """What another process does: it answers where the first does, and leaves all else to that."""
    port = first.getsockname()[1]
    first.close()
    with _listening(host, port, shared=True) as listening, SESSION.app() as app:
        _answer(app, listening, stop)


def _answer(app: "App", listening: "socket", stop: "Event") -> None:
    import uvicorn

    from bot.web import make_web

    class Server(uvicorn.Server):
        async def main_loop(self) -> None:
            """Until it is asked to stop, which it may have been before the signals came to it."""
            self.should_exit |= stop.is_set()
            await super().main_loop()

    web = make_web(app)
    server = Server(uvicorn.Config(web, log_level="warning", access_log=False))
    with app.search.following():
        threading.Thread(target=web.state.room.read_templates, name="templates", daemon=True).start()
        _spare_the_collector()
        server.run(sockets=[listening])


def _spare_the_collector() -> None:
    """What is loaded by now stays: to look through it for garbage again and again takes a tenth of the door's time."""
    import gc

    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def worker() -> None:
    """只做发送和跟踪；多台机器时，每台运行一个（engine 须是 PostgreSQL 或 Redis）。"""
    from bot.teller import telling

    stop = _asked_to_stop()
    with SESSION.app() as app, app.engine.serving(), telling(app):
        say(f"已开始运行（{app.worker}）；按 Ctrl+C 停止。")
        stop.wait()


def tidy(*, json: Json = False) -> None:
    """马上整理一遍：发送到时间的、追问没有结果的、恢复已好的渠道、核对网站文件。"""
    from bot.actions.tidy import tidy as act
    from bot.cli.waiting import spinning
    from bot.views.queue import queue
    from bot.views.report_deadline import reminder
    from bot.views.unconfirmed import unconfirmed

    with SESSION.app() as app:
        with spinning("正在整理 …"):
            done = act(app)
        waiting, doubts, report = queue(app, app.clock()), unconfirmed(app), reminder(app, app.clock())
    if json:
        show_json({"tidied": done, "waiting": len(waiting), "unconfirmed": len(doubts)})
    else:
        for name in done.resumed:
            say(f"渠道 {name} 已恢复。")
        for name, count in done.repaired.items():
            say(f"{name}：{f'更新了 {count} 个文件' if count else '与台账一致'}。")
        say(f"等人办的 {len(waiting)} 件，结果不明的 {len(doubts)} 件。")
        if report:
            say(report)
    for one in waiting:
        if one.late:
            complain(f"超时：{one.delivery.key}《{one.title}》{one.delivery.claimed_by or '没有人领取'}")
    for name, why in done.paused.items():
        complain(f"渠道 {name} 已暂停：{why.rstrip('。')}。改好后再运行 gongkai tidy。")
    for says in done.faults:
        complain(says)
    raise typer.Exit(int(bool(done.paused or done.faults or doubts)))


def _listening(host: str, port: int, *, shared: bool) -> "socket":
    """`shared`: the system divides what comes in among all that listen there."""
    import socket

    try:
        return socket.create_server((host, port), reuse_port=shared)
    except OSError as error:
        raise WrongUse(
            f"不能在 {host} 的端口 {port} 上监听（{error.strerror}）：换一个 --port，或先停掉占用的程序。"
        ) from error


def _asked_to_stop() -> "Event":
    """Set by Ctrl+C or by the system. The web server raises the signal again when it is done; without a handler of
    ours that would end the process before the engine has stopped.
    """
    import signal
    import threading

    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    return stop
