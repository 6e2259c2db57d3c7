"""Who follows the account, what was said between them, and what the account may still say.

Kept in the state, so that a page can show it: a follower, `{name, followed, since}`, by openid; lines of the chat,
oldest first; and what a follower did that opened an allowance.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from channels.wechat.sandbox.asked import Asked, Refusal
from channels.wechat.sandbox.state import State

MESSAGE, PRESS = "message", "press"
LASTS = {MESSAGE: 48 * 3600, PRESS: 60}
MOST = {MESSAGE: 5, PRESS: 3}
FOLLOWER, ACCOUNT, WECHAT = "follower", "account", "wechat"
ENTRANCE = "ADD_SCENE_SEARCH"


@dataclass(frozen=True, slots=True)
class Left:
    """`left` customer messages until `until` (Unix seconds; 0 = nothing was opened, or it is over)."""

    left: int
    until: float


def openid_of(name: str) -> str:
    """The same name is always the same openid: 28 signs that begin with `o`."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(name.encode()).digest()).decode()
    return f"oSandb-{digest}"[:28]


def get(state: State, openid: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = state.get("follower", openid)
    return found


def every(state: State) -> list[dict[str, Any]]:
    return [{"openid": openid, **kept} for openid, kept in state.all("follower")]


def follow(state: State, openid: str, name: str, now: float) -> None:
    state.put("follower", openid, {"name": name, "followed": True, "since": now, "refuses": False}, now)


def leave(state: State, openid: str, now: float) -> None:
    kept = get(state, openid) or {"name": "", "refuses": False}
    state.put("follower", openid, {**kept, "followed": False, "since": now}, now)
    for opened, _ in state.all(f"opened:{openid}"):
        state.drop(f"opened:{openid}", opened)


def refuse(state: State, openid: str, yes: bool) -> None:
    """The follower's own switch 接收消息."""
    kept = get(state, openid) or {}
    state.put("follower", openid, {**kept, "refuses": yes}, kept.get("since", 0))


def write_line(state: State, openid: str, by: str, line: Mapping[str, Any], *, now: float) -> None:
    """One line of the chat: `by`, `type` (text, image …), what it says, `way` (passive or customer) and `at`."""
    state.put(f"chat:{openid}", f"{state.count('lines'):09d}", {"by": by, **line, "at": now}, now)


def chat(state: State, openid: str) -> list[dict[str, Any]]:
    return [line for _, line in state.all(f"chat:{openid}")]


def open_allowance(state: State, openid: str, kind: str, now: float) -> None:
    """The follower did something after which the account may say something."""
    name = f"{state.count('opened'):09d}"
    state.put(f"opened:{openid}", name, {"kind": kind, "at": now, "used": 0}, now)


def allowance(state: State, openid: str, now: float) -> Left:
    """The trigger that leaves most counts."""
    found = [
        Left(MOST[one["kind"]] - one["used"], one["at"] + LASTS[one["kind"]]) for _, one in _opened(state, openid, now)
    ]
    return max(found, key=lambda one: (one.left, one.until), default=Left(0, 0))


def use(state: State, openid: str, now: float, times: int = 1) -> None:
    """Count customer messages; each counts against everything that is open."""
    for name, one in _opened(state, openid, now):
        used = min(one["used"] + times, MOST[one["kind"]])
        state.put(f"opened:{openid}", name, {**one, "used": used}, one["at"])


def described(state: State, asked: Asked) -> dict[str, Any]:
    """user/info. Nickname and picture are not given since 2021."""
    openid = asked.query.get("openid", "")
    kept = get(state, openid)
    if kept is None:
        raise Refusal(40003)
    if not kept["followed"]:
        return {"subscribe": 0, "openid": openid}
    rest = {"remark": "", "groupid": 0, "tagid_list": [], "qr_scene": 0, "qr_scene_str": ""}
    since = {"subscribe_time": int(kept["since"]), "subscribe_scene": ENTRANCE}
    return {"subscribe": 1, "openid": openid, "language": "zh_CN", **since, **rest}


def _opened(state: State, openid: str, now: float) -> list[tuple[str, dict[str, Any]]]:
    return [(name, one) for name, one in state.all(f"opened:{openid}") if now < one["at"] + LASTS[one["kind"]]]
