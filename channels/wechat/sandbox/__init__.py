"""A stand-in for the WeChat platform on loopback, as strict as the real one is known to be.

`Sandbox` runs it in a thread, `python -m channels.wechat.sandbox` as a process of its own; `Levers` pulls its levers
over HTTP in both cases. The state is one SQLite file and outlives a SIGKILL.
"""

import threading
import time
from pathlib import Path
from typing import Any, Self

import uvicorn

from channels.loopback import Server, address, listen
from channels.wechat.sandbox.levers import Levers
from channels.wechat.sandbox.platform import Platform
from channels.wechat.sandbox.state import State
from channels.wechat.sandbox.web import make_app

__all__ = ["APP_ID", "SECRET", "Levers", "Sandbox", "make_server"]

APP_ID = "wx0000000000000000"
SECRET = "sandbox-secret"  # noqa: S105 – the sandbox's own, worth nothing elsewhere


class Sandbox(Levers):
    """Runs in a thread of this process; a context manager. `port` 0 = any free one."""

    def __init__(self, state: Path | str = ":memory:", port: int = 0, **config: Any) -> None:
        self._socket = listen(port)
        super().__init__(address(self._socket))
        self._state = State(state)
        with self._state.change():
            self._state.set(**config)
        self._server = make_server(Platform(self._state, self.url))
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)

    def start(self) -> Self:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        return self

    def stop(self) -> None:
        self.let_go()
        self._server.end()
        self._thread.join()
        self._socket.close()
        self._state.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def make_server(platform: Platform) -> Server:
    return Server(
        uvicorn.Config(
            make_app(platform), log_level="critical", access_log=False, ws="none", timeout_graceful_shutdown=1
        )
    )
