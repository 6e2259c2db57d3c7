"""A cluster platform on loopback, as strict as such platforms are: `interface.md` is all that a client may know.

`Sandbox` runs it in a thread, `python -m channels.rest.sandbox` as a process of its own. Its levers are those of people
in the platform's back office, and of a bad line.
"""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from channels.loopback import address, listen, serving
from channels.rest.sandbox.faults import Do, Fault, Faults
from channels.rest.sandbox.gate import Gate
from channels.rest.sandbox.platform import Platform
from channels.rest.sandbox.state import SUBMITTED, Doc, State
from channels.rest.sandbox.web import Web

__all__ = ["APP_ID", "SECRET", "Sandbox"]

APP_ID = "sfgxq"
SECRET = "sandbox-secret"  # noqa: S105 – the sandbox's own, worth nothing elsewhere


def _now() -> datetime:
    return datetime.now(UTC)


class Sandbox:
    """A context manager. `url` is its address; `state` a file that outlives it; `algorithm` as in `Gate`."""

    def __init__(
        self,
        state: Path | str = ":memory:",
        *,
        clock: Callable[[], datetime] = _now,
        algorithm: str = "hmac-sha256",
        port: int = 0,
    ) -> None:
        self._socket = listen(port)
        self.url = address(self._socket)
        self._state = State(state)
        self._faults = Faults()
        self._platform = Platform(self._state, self.url, clock)
        self._app = Web(self._platform, Gate(APP_ID, SECRET, algorithm), self._faults).app()
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._open.callback(self._state.close)
        self._open.enter_context(serving(self._app, on=self._socket))
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def passes_after(self, questions: int | None) -> None:
        """A reviewer passes what was asked after more often than that; None = nobody does of themselves."""
        self._platform.passes_after = questions

    def documents(self) -> list[Doc]:
        """All that the platform has, whatever its state."""
        with self._state.change():
            return self._state.all()

    def review(self, opinion: str = "") -> None:
        """A reviewer passes everything that waits, or sends it back with an opinion."""
        with self._state.change():
            for doc in self._state.all():
                if doc.status == SUBMITTED:
                    self._platform.judge(doc, opinion)

    def edit(self, source_id: str, content: str) -> None:
        """An editor of the platform changes a published page in the back office."""
        with self._state.change():
            doc = self._there(source_id)
            self._state.set(doc, content=content, shown_content=content)

    def fault(self, do: Do, call: str = "*", *, count: int = 1) -> None:
        """The next `count` calls of `call` (`doc/add`; count -1 = for ever) go wrong: see `faults.Fault`."""
        self._faults.add(Fault(do, call, count))

    def calls(self) -> dict[str, int]:
        """How often each call came; those not that were lost before their effect."""
        with self._state.change():
            return self._state.calls()

    def _there(self, source_id: str) -> Doc:
        doc = self._state.by_source(source_id)
        if doc is None:
            raise KeyError(source_id)
        return doc
