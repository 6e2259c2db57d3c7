"""What may go wrong on the way: levers of the sandbox."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from channels.rest.sandbox.speech import TYPE, written

Do = Literal["lose_before", "lose_after", "busy", "broken", "html"]
BLOCKED = "<html><body><h1>请求被拦截</h1><p>您的访问含有不安全的内容。</p></body></html>"


@dataclass
class Fault:
    """`busy`: 9001, nothing done; `broken`: 9999 after the effect; `html`: a firewall's page, nothing done."""

    do: Do
    call: str
    count: int


class Broken(Response):
    """Begins an answer and breaks off: the caller cannot know what happened."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", TYPE.encode()), (b"content-length", b"4096")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


class Faults:
    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._faults.append(fault)

    def around(self, call: str, answer: Callable[[], Response]) -> Response:
        fault = self._next(call)
        if fault is None:
            return answer()
        if fault.do in {"lose_after", "broken"}:
            answer()
        return _instead(fault.do)

    def _next(self, call: str) -> Fault | None:
        for fault in self._faults:
            if fault.call in {call, "*"}:
                fault.count -= 1
                if fault.count == 0:
                    self._faults.remove(fault)
                return fault
        return None


def _instead(do: Do) -> Response:
    if do == "html":
        return Response(BLOCKED, 200, {"content-type": "text/html"})
    if do in {"busy", "broken"}:
        code, says = (9001, "系统繁忙，本次没有处理") if do == "busy" else (9999, "系统异常")
        return Response(written({"code": code, "msg": says, "data": ""}), 200, {"content-type": TYPE})
    return Broken()
