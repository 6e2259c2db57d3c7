"""What platforms do to one on a bad day: the sandbox's levers, pulled at random before each kill."""

import random
from typing import Any

import httpx

from .scene import Scene

MIDDLE = ("draft/add", "freepublish/submit", "freepublish/get", "freepublish/batchget", "draft/get")
BEFORE_SUBMIT = ("draft/add", "freepublish/submit")


def lost_answers(office: Scene, chance: random.Random) -> None:
    """Answers lost before and after the effect, on any call that matters."""
    fault = {"path": chance.choice(MIDDLE), "do": chance.choice(("lose_before", "lose_after")), "count": 3}
    pull(office, {"clear": True, "fault": {**fault, "share": 0.7}})


def refusals(office: Scene, chance: random.Random) -> None:
    """Tokens revoked, the daily quota said to be used up, the permission taken away, 502s, a slow platform."""
    trouble = chance.choice(("revoke", "quota", "permission", "http", "slow", "midnight"))
    path, once = chance.choice(BEFORE_SUBMIT), {"count": 1}
    levers: dict[str, Any] = {
        "revoke": {"revoke": True},
        "quota": {"fault": {"path": path, "do": "code", "code": 45009, **once}},
        "permission": {"fault": {"path": path, "do": "code", "code": 48001, **once}},
        "http": {"fault": {"path": chance.choice(MIDDLE), "do": "http", "code": 502, "count": 3}},
        "slow": {"fault": {"path": chance.choice(MIDDLE), "do": "slow", "seconds": 1.5, "count": 2}},
        "midnight": {"clear": True},
    }
    pull(office, levers[trouble])
    if trouble == "midnight":
        office.order_again()


def calm(office: Scene) -> None:
    """Nothing is wrong any more, and what waited for midnight need not."""
    pull(office, {"clear": True})
    office.order_again()


def pull(office: Scene, levers: dict[str, Any]) -> None:
    httpx.post(f"{office.wechat}/__sandbox__/levers", json=levers, timeout=60).raise_for_status()
