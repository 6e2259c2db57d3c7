"""A stand-in for the WeChat platform on loopback, as strict as the real one is known to be.

`Sandbox` runs it in a thread, `python -m channels.wechat.sandbox` as a process of its own; `Levers` pulls its levers
over HTTP in both cases. The state is one SQLite file and outlives a SIGKILL.
"""

import json
import socket
import threading
import time
from pathlib import Path
from typing import Any, Self

import uvicorn

from channels.http import Call, Caller
from channels.wechat.sandbox.platform import Platform
from channels.wechat.sandbox.state import State
from channels.wechat.sandbox.web import make_app

HOST = "127.0.0.1"
APP_ID = "wx0000000000000000"
SECRET = "sandbox-secret"  # noqa: S105 – the sandbox's own, worth nothing elsewhere


class Levers:
    """Pulls the levers of a sandbox that runs at `url`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._wire = Caller(url, who="沙箱", seconds=30)

    def set(self, **config: Any) -> dict[str, Any]:
        """Change its behaviour: see `state.DEFAULTS` for the names."""
        return self._pull({"set": config})

    def fault(self, do: str, path: str = "*", *, count: int = 1, **more: Any) -> None:
        """The next `count` calls of `path` (`freepublish/submit`; -1 = for ever) go wrong.

        `do`: lose_before, lose_after (the answer breaks off before or after the effect), slow (`seconds`), code
        (`code`, `errmsg`), http (`code`), html, empty, cut. `share` (0..1) makes it a matter of chance.
        """
        self._pull({"fault": {"do": do, "path": path, "count": count, **more}})

    def clear(self) -> None:
        """No more faults."""
        self._pull({"clear": True})

    def revoke(self) -> None:
        """Every token is worthless from now on."""
        self._pull({"revoke": True})

    def confirm(self, yes: bool = True) -> None:
        """The administrator's answer to every 群发 that waits for one."""
        self._pull({"confirm": yes})

    def press(self, media_id: str) -> list[str]:
        """A person presses 发表 on a draft; returns the addresses of its articles."""
        urls: list[str] = self._pull({"press": media_id})["urls"]
        return urls

    def forward(self, seconds: float) -> None:
        """Move its clock."""
        offset = float(self._pull({})["config"]["clock_offset"])
        self.set(clock_offset=offset + seconds)

    def calls(self) -> dict[str, int]:
        """How often each call came, faults that struck before it not counted."""
        counted: dict[str, int] = self._pull({})["calls"]
        return counted

    def public(self) -> dict[str, Any]:
        """`articles` (url, title, content_source_url, content, way, at, deleted), `drafts`, `open` tasks."""
        seen: dict[str, Any] = self._wire.ask(Call("GET", "/__sandbox__/public")).json()
        return seen

    def _pull(self, wanted: dict[str, Any]) -> dict[str, Any]:
        content = json.dumps(wanted).encode()
        said: dict[str, Any] = self._wire.ask(Call("POST", "/__sandbox__/levers", content=content)).json()
        if not said["ok"]:
            raise ValueError(said["says"])
        return said


class Sandbox(Levers):
    """Runs in a thread of this process; a context manager. `port` 0 = any free one."""

    def __init__(self, state: Path | str = ":memory:", port: int = 0, **config: Any) -> None:
        self._socket = listen(port)
        super().__init__(f"http://{HOST}:{self._socket.getsockname()[1]}")
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
        self._wire.close()
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()
        self._state.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def listen(port: int) -> socket.socket:
    """A listening place on loopback; 0 = any free port."""
    # Named as TCP, or asyncio leaves Nagle's algorithm on and every answer waits 40 ms.
    place = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    place.bind((HOST, port))
    return place


def make_server(platform: Platform) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(
            make_app(platform), log_level="critical", access_log=False, ws="none", timeout_graceful_shutdown=1
        )
    )
