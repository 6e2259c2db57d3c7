"""How often each call may be made in a day, and what the platform tells of it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from channels.wechat.sandbox.asked import Asked, Refusal
from channels.wechat.sandbox.drafts import OK
from channels.wechat.sandbox.state import State
from content.zone import day_of

DAILY: Mapping[str, int] = {
    "draft/add": 1000,
    "draft/get": 500,
    "draft/update": 1000,
    "draft/delete": 1000,
    "draft/count": 1000,
    "draft/batchget": 1000,
    "freepublish/submit": 100,
    "freepublish/get": 100,
    "freepublish/getarticle": 100,
    "freepublish/batchget": 100,
    "freepublish/delete": 10,
    "message/mass/sendall": 100,
    "menu/create": 1000,
    "menu/get": 10_000,
    "menu/delete": 1000,
    "media/upload": 100_000,
    "media/get": 200_000,
    "message/custom/send": 500_000,
    "user/info": 5_000_000,
    "token": 2000,
}
CLEARS_A_MONTH = 10


def spend(state: State, name: str, now: float) -> None:
    """Count one call. Raises Refusal beyond the limit."""
    if state.config["quotas"] and name in DAILY and state.count(_counter(name, now)) > DAILY[name]:
        raise Refusal(45009)


def get(state: State, asked: Asked) -> dict[str, Any]:
    name = str(asked.body().get("cgi_path", "")).removeprefix("/cgi-bin/")
    if name not in DAILY:
        raise Refusal(76021)
    used = min(state.count(_counter(name, asked.now), 0), DAILY[name])
    return {**OK, "quota": {"daily_limit": DAILY[name], "used": used, "remain": DAILY[name] - used}}


def clear(state: State, asked: Asked) -> dict[str, Any]:
    """All of the day's counts at once."""
    day = _day(asked.now)
    if state.count(f"clears:{day[:7]}") > CLEARS_A_MONTH:
        raise Refusal(48006)
    for name in DAILY:
        counter = _counter(name, asked.now)
        state.count(counter, -state.count(counter, 0))
    return dict(OK)


def _counter(name: str, now: float) -> str:
    return f"day:{_day(now)}:{name}"


def _day(now: float) -> str:
    return str(day_of(datetime.fromtimestamp(now, UTC)))
